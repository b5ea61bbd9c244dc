// A check of a small data set that found nothing, for tests that change what they are about.
import type { DataCheck, NearDuplicate } from "./data-check.ts";

export const dataCheck = (changes: Partial<DataCheck> = {}): DataCheck => ({
  pictures: { anchor: 40, pool: 300, test: 20 },
  unreadable: { count: 0, files: [] },
  duplicates: duplicates([]),
  persons: { count: { anchor: 10, pool: 150, test: 5 }, sharedCount: 0, shared: [] },
  balance: [],
  ...changes,
});

/** @param pairs  between test set and pool */
export const duplicates = (pairs: NearDuplicate[]): DataCheck["duplicates"] => ({
  distance: 8,
  leastLikeness: 0.95,
  overlaps: [
    { known: "test", again: "anchor", pictures: 0, exact: 0 },
    { known: "test", again: "pool", pictures: pairs.length, exact: pairs.filter(({ isExact }) => isExact).length },
    { known: "anchor", again: "pool", pictures: 0, exact: 0 },
  ],
  pairs,
  notLookedAt: 0,
});

export const nearDuplicate = (changes: Partial<NearDuplicate> = {}): NearDuplicate => ({
  picture: { split: "pool", row: 100, file: "pool/a.jpg", label: -1 },
  known: { split: "test", row: 350, file: "test/b.jpg", label: 0 },
  distance: 3,
  likeness: 0.9812,
  isMirrored: false,
  isExact: false,
  ...changes,
});
