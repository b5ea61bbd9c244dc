// Non-maximum suppression: of boxes that share much of their area the likeliest stays. In two ways of measuring, because facenet-pytorch
// calls torchvision's between the networks, and after the last one keeps the MATLAB program's own. Pure.
import type { Candidate } from "./boxes.ts";

/**
 * Shares of the area that two boxes have in common: of their union, right - left wide; or of the smaller box, right - left + 1 wide, which
 * also drops a box inside another.
 */
export type Overlap = "of-union" | "of-smaller";

/**
 * @param most  share in common that both of two boxes survive
 * @returns positions of those that stay, the likeliest first; of equally likely ones torchvision takes the first, the MATLAB program
 *   ("of-smaller") the last
 */
export function nonMaximumSuppression(boxes: readonly Candidate[], most: number, overlap: Overlap): number[] {
  const extra = overlap === "of-smaller" ? 1 : 0;
  const order = orderOf(boxes, overlap);
  // Columns of numbers: thousands of boxes meet each other here.
  const column = (value: (box: Candidate) => number) => Float64Array.from(order, (position) => value(boxes[position]!));
  const [left, top] = [column((box) => box.left), column((box) => box.top)];
  const [right, bottom] = [column((box) => box.right + extra), column((box) => box.bottom + extra)];
  const area = column((box) => (box.right - box.left + extra) * (box.bottom - box.top + extra));
  const isDropped = new Uint8Array(order.length);
  const kept: number[] = [];
  for (let i = 0; i < order.length; i++) {
    if (isDropped[i]) continue;
    kept.push(order[i]!);
    const [ownLeft, ownTop, ownRight, ownBottom, ownArea] = [left[i]!, top[i]!, right[i]!, bottom[i]!, area[i]!];
    for (let j = i + 1; j < order.length; j++) {
      const width = Math.min(ownRight, right[j]!) - Math.max(ownLeft, left[j]!);
      if (width <= 0) continue;
      const height = Math.min(ownBottom, bottom[j]!) - Math.max(ownTop, top[j]!);
      if (height <= 0) continue;
      const shared = width * height;
      const whole = extra === 1 ? Math.min(ownArea, area[j]!) : ownArea + area[j]! - shared;
      if (shared / whole > most) isDropped[j] = 1;
    }
  }
  return kept;
}

function orderOf(boxes: readonly Candidate[], overlap: Overlap): number[] {
  const order = boxes.map((_, position) => position);
  if (overlap === "of-smaller") order.reverse();
  return order.sort((a, b) => boxes[b]!.probability - boxes[a]!.probability);
}
