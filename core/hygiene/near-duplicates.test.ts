import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hashes, type NearPair, nearPairs } from "./near-duplicates.ts";
import { bitsApart, mirroredHalf } from "./perceptual-hash.ts";

/** Compares all with all. */
function byLoop(first: Hashes, second: Hashes, distance: number): NearPair[] {
  const pairs: NearPair[] = [];
  for (let one = 0; one < first.length; one += 2) {
    for (let other = 0; other < second.length; other += 2) {
      const apart = (turn: (half: number) => number) =>
        bitsApart(first[one]!, turn(second[other]!)) + bitsApart(first[one + 1]!, turn(second[other + 1]!));
      const [straight, turned] = [apart((half) => half), apart(mirroredHalf)];
      const nearest = Math.min(straight, turned);
      if (nearest <= distance) pairs.push({ first: one / 2, second: other / 2, distance: nearest, isMirrored: turned < straight });
    }
  }
  return pairs;
}

const allPairs = (...asked: Parameters<typeof nearPairs>) => [...nearPairs(...asked)].flatMap(({ pairs }) => pairs);
const inOrder = (pairs: NearPair[]) => pairs.sort((a, b) => a.first - b.first || a.second - b.second);

/** Hashes that crowd around a few, so that there are pairs to find; half of them mirrored. */
const crowded = fc
  .array(fc.tuple(fc.nat(2), fc.array(fc.nat(63), { maxLength: 14 }), fc.boolean()), { maxLength: 30 })
  .map((crowd) => Uint32Array.from(crowd.flatMap(([centre, flips, isMirrored]) => hashNear(centre, flips, isMirrored))));

function hashNear(centre: number, flips: readonly number[], isMirrored: boolean): [number, number] {
  const halves: [number, number] = [[0x12345678, 0xffffffff, 0][centre]!, [0x9abcdef0, 0x0f0f0f0f, 0][centre]!];
  for (const bit of flips) halves[bit < 32 ? 0 : 1] ^= 1 << (bit % 32);
  return halves.map((half) => (isMirrored ? mirroredHalf(half) : half >>> 0)) as [number, number];
}

describe("nearPairs", () => {
  it("finds what a plain loop over all pairs finds, once each, at any distance", () => {
    fc.assert(
      fc.property(crowded, crowded, fc.integer({ min: 0, max: 13 }), (first, second, distance) => {
        const found = allPairs(first, second, distance);
        expect(inOrder(found)).toEqual(inOrder(byLoop(first, second, distance)));
      }),
      { numRuns: 100 },
    );
  });

  it("finds a hash whose bits differ in all four bands, and not at a bit more", () => {
    const one = Uint32Array.of(0, 0);
    const other = Uint32Array.of(0x00030003, 0x00030003);
    expect(allPairs(one, other, 8)).toEqual([{ first: 0, second: 0, distance: 8, isMirrored: false }]);
    expect(allPairs(one, other, 7)).toEqual([]);
  });

  it("has nothing to say of an empty set", () => {
    expect(allPairs(new Uint32Array(0), Uint32Array.of(1, 2), 8)).toEqual([]);
  });
});
