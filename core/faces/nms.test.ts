import { describe, expect, it } from "vitest";
import { randomStream } from "../random.ts";
import type { Candidate } from "./boxes.ts";
import { nonMaximumSuppression } from "./nms.ts";

const box = (left: number, top: number, right: number, bottom: number, probability: number): Candidate => ({
  left,
  top,
  right,
  bottom,
  probability,
});

describe("nonMaximumSuppression", () => {
  it("keeps the likeliest of boxes that share more than allowed, and says it first", () => {
    const boxes = [box(0, 0, 10, 10, 0.8), box(1, 0, 11, 10, 0.9), box(20, 0, 30, 10, 0.7)]; // 90 of 110 shared
    expect(nonMaximumSuppression(boxes, 0.8, "of-union")).toEqual([1, 2]);
    expect(nonMaximumSuppression(boxes, 0.82, "of-union")).toEqual([1, 0, 2]);
  });

  it("does not drop for a share that is just allowed", () => {
    const boxes = [box(0, 0, 10, 10, 0.8), box(0, 0, 10, 5, 0.9)];
    expect(nonMaximumSuppression(boxes, 0.5, "of-union")).toEqual([1, 0]);
    expect(nonMaximumSuppression([box(0, 0, 90, 1, 0.9), box(0, 0, 63, 1, 0.8)], 0.7, "of-union")).toEqual([0, 1]); // 63 / 90
  });

  it("drops a box inside another when the smaller one counts, whose sides count a pixel more", () => {
    const boxes = [box(0, 0, 99, 99, 0.9), box(10, 10, 19, 19, 0.8), box(95, 0, 104, 9, 0.7)]; // the last shares 5 of 10 columns
    expect(nonMaximumSuppression(boxes, 0.7, "of-union")).toEqual([0, 1, 2]);
    expect(nonMaximumSuppression(boxes, 0.5, "of-smaller")).toEqual([0, 2]);
    expect(nonMaximumSuppression(boxes, 0.49, "of-smaller")).toEqual([0]);
  });

  it("takes the first of equally likely boxes, and the last of them when the smaller one counts", () => {
    const boxes = [box(0, 0, 10, 10, 1), box(0, 0, 10, 11, 1), box(0, 0, 10, 12, 1)];
    expect(nonMaximumSuppression(boxes, 0.5, "of-union")).toEqual([0]);
    expect(nonMaximumSuppression(boxes, 0.5, "of-smaller")).toEqual([2]);
  });

  it("does not let a dropped box drop others", () => {
    const boxes = [box(0, 0, 10, 10, 0.9), box(4, 0, 14, 10, 0.8), box(8, 0, 18, 10, 0.7)]; // neighbours share 60 of 140
    expect(nonMaximumSuppression(boxes, 0.4, "of-union")).toEqual([0, 2]);
  });

  it("finds nothing among none", () => {
    expect(nonMaximumSuppression([], 0.5, "of-union")).toEqual([]);
  });

  it.each([1, 2, 3])("keeps what a plain loop keeps (seed %i)", (seed) => {
    const random = randomStream(seed, "nms");
    const boxes = Array.from({ length: 200 }, () => {
      const [left, top] = [random.integer(80), random.integer(80)];
      return box(left, top, left + 5 + random.integer(30), top + 5 + random.integer(30), random.integer(50) / 50);
    });
    for (const most of [0.3, 0.5, 0.7]) expect(nonMaximumSuppression(boxes, most, "of-union")).toEqual(plainSuppression(boxes, most));
  });
});

function plainSuppression(boxes: readonly Candidate[], most: number): number[] {
  let left = boxes.map((_, position) => position).sort((a, b) => boxes[b]!.probability - boxes[a]!.probability || a - b);
  const kept: number[] = [];
  while (left.length > 0) {
    const best = left[0]!;
    kept.push(best);
    left = left.slice(1).filter((other) => overlap(boxes[best]!, boxes[other]!) <= most);
  }
  return kept;
}

function overlap(a: Candidate, b: Candidate): number {
  const area = ({ left, top, right, bottom }: Candidate) => (right - left) * (bottom - top);
  const width = Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left));
  const height = Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  return (width * height) / (area(a) + area(b) - width * height);
}
