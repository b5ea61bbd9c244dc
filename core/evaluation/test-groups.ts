// Test images that are not independent: those of one person, and of one film where nobody knows the person. Resampling takes or leaves
// them together.
import type { SampleTable } from "../datasets/sample-table.ts";

/**
 * @param rows  [N] of the table
 * @returns [N] group of each image, -1 for one that stands alone; null where all do
 */
export function groupsOf({ person, sequence }: Pick<SampleTable, "person" | "sequence">, rows: ArrayLike<number>): Int32Array | null {
  const groups = Int32Array.from(rows, (row) => (person[row]! >= 0 ? 2 * person[row]! : sequence[row]! >= 0 ? 2 * sequence[row]! + 1 : -1));
  return groups.some((group) => group >= 0) ? groups : null;
}

/**
 * Which images are drawn together: those of one group. An image without one stands alone.
 *
 * @returns `of`, the cluster of each image, and `sizes`, the images of each
 */
export function imageClusters(imageCount: number, groups: ArrayLike<number> | null): { of: Int32Array; sizes: Int32Array } {
  const clusterOfGroup = new Map<number, number>();
  const sizes: number[] = [];
  const of = Int32Array.from({ length: imageCount }, (_, i) => {
    const group = groups?.[i] ?? -1;
    let cluster = group < 0 ? undefined : clusterOfGroup.get(group);
    if (cluster === undefined) {
      cluster = sizes.push(0) - 1;
      if (group >= 0) clusterOfGroup.set(group, cluster);
    }
    sizes[cluster]!++;
    return cluster;
  });
  return { of, sizes: Int32Array.from(sizes) };
}
