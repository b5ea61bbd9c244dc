import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { similarities } from "./similarity.ts";

const centroids = (...rows: number[][]) => ({
  values: Float32Array.from(rows.flat()),
  classCount: rows.length,
  featureCount: rows[0]!.length,
  origin: null,
  withoutRight: [],
});

describe("similarity to the centroids (Eq. 4) and margin (Eq. 5)", () => {
  it("is the cosine: neither the length of a feature nor that of a centroid counts", () => {
    const { cosines, labels, margins } = similarities(Float32Array.of(6, 8, 0, 0.5), centroids([0, 2], [5, 0]));
    expect([...cosines]).toEqual([0.8, 0.6, 1, 0].map(Math.fround));
    expect([...labels]).toEqual([0, 0]);
    expect(margins[0]).toBeCloseTo(0.2, 6);
    expect(margins[1]).toBe(1);
  });

  it("takes the margin over the second best, wherever it stands", () => {
    const axes = centroids([1, 0, 0], [0, 1, 0], [0, 0, 1]);
    const { labels, margins } = similarities(Float32Array.of(2, 3, 6, 6, 2, 3, 3, 6, 2), axes); // each of length 7
    expect([...labels]).toEqual([2, 0, 1]);
    for (const margin of margins) expect(margin).toBeCloseTo(3 / 7, 6);
  });

  it("reaches from 0, between two centroids, to 2, opposite to the other", () => {
    const opposite = centroids([1, 0], [-1, 0]);
    expect([...similarities(Float32Array.of(0, 1, -3, 0), opposite).margins]).toEqual([0, 2]);
    expect([...similarities(Float32Array.of(-3, 0), opposite).labels]).toEqual([1]);
  });

  it("is measured from the origin of centred features, where a class that is not there stays similar to nothing", () => {
    const centred = { ...centroids([3, 2], [2, 3], [0, 0]), origin: Float32Array.of(2, 2) };
    const { cosines, labels } = similarities(Float32Array.of(4, 2, 2, 7), centred); // 2 along the first axis, 5 along the second
    expect([...cosines]).toEqual([1, 0, 0, 0, 1, 0]);
    expect([...labels]).toEqual([0, 1]);
  });

  it("gives a feature without length no direction and no margin", () => {
    const { cosines, labels, margins } = similarities(Float32Array.of(0, 0), centroids([1, 0], [0, 1]));
    expect([[...cosines], [...labels], [...margins]]).toEqual([[0, 0], [0], [0]]);
  });

  it("can be repeated from the stored float32 cosines alone (seed 5)", () => {
    const component = fc.float({ min: -4, max: 4, noNaN: true });
    const matrix = fc.array(fc.array(component, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(matrix, matrix, (features, rows) => {
        const { cosines, labels, margins } = similarities(Float32Array.from(features.flat()), centroids(...rows));
        features.forEach((_, n) => {
          const own = [...cosines.subarray(n * rows.length, (n + 1) * rows.length)];
          const [best, second] = [...own].sort((a, b) => b - a);
          expect(labels[n]).toBe(own.indexOf(best!));
          expect(margins[n]).toBe(Math.fround(best! - second!));
        });
      }),
      { seed: 5 },
    );
  });
});
