// Agreement: a pseudo-label that nearest centroid and classifier give alike. Both rules see the same rows and labels then, so the pool
// with agreement is a smaller pool, counted by a histogram of its own: any delta of a drag costs the same with it as without.
import type { PoolColumns } from "./pool-columns.ts";
import { overRows, type Steps } from "./steps.ts";

/** Positions, ascending, whose pseudo-labels are equal. Both are [N]. */
export function* agreeingPositions(centroidLabels: Uint8Array, classifierLabels: Uint8Array): Steps<Uint32Array> {
  const positions = new Uint32Array(centroidLabels.length);
  let count = 0;
  yield* overRows(centroidLabels.length, (from, to) => {
    for (let i = from; i < to; i++) if (centroidLabels[i] === classifierLabels[i]) positions[count++] = i;
  });
  return positions.slice(0, count);
}

/** The rows at these positions, in this order. */
export function* columnsAt({ rows, labels, similarities, values }: PoolColumns, positions: Uint32Array): Steps<PoolColumns> {
  const count = positions.length;
  const at = {
    rows: new Uint32Array(count),
    labels: new Uint8Array(count),
    similarities: new Float32Array(count),
    values: new Float32Array(count),
  };
  yield* overRows(count, (from, to) => {
    for (let i = from; i < to; i++) {
      const position = positions[i]!;
      at.rows[i] = rows[position]!;
      at.labels[i] = labels[position]!;
      at.similarities[i] = similarities[position]!;
      at.values[i] = values[position]!;
    }
  });
  return at;
}
