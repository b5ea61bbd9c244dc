import { describe, expect, it } from "vitest";
import { anchorFolds } from "./folds.ts";

const countBy = (values: Iterable<number>, size: number) => {
  const counts = new Array<number>(size).fill(0);
  for (const value of values) counts[value]!++;
  return counts;
};

describe("folds of the anchor set", () => {
  it("hold equal parts of every class where no person is known", () => {
    const labels = Array.from({ length: 70 }, (_, i) => (i < 50 ? 0 : 1));
    const folds = anchorFolds({ labels, persons: null, foldCount: 5, classCount: 2, seed: 1 });
    for (let k = 0; k < 2; k++) {
      const ofClass = folds.filter((_, i) => labels[i] === k);
      expect(countBy(ofClass, 5)).toEqual(new Array(5).fill(k === 0 ? 10 : 4));
    }
  });

  it("keep every person in one fold, and classes even as far as persons allow", () => {
    // Twenty persons with four anchors each, of two classes in turn.
    const persons = Array.from({ length: 80 }, (_, i) => Math.floor(i / 4));
    const labels = persons.map((person) => person % 2);
    const folds = anchorFolds({ labels, persons, foldCount: 5, classCount: 2, seed: 1 });
    const foldsOfPerson = persons.map((person) => new Set(folds.filter((_, i) => persons[i] === person)).size);
    expect(Math.max(...foldsOfPerson)).toBe(1);
    expect(countBy(folds, 5)).toEqual([16, 16, 16, 16, 16]);
    expect(
      countBy(
        folds.filter((_, i) => labels[i] === 0),
        5,
      ),
    ).toEqual([8, 8, 8, 8, 8]);
  });

  it("place a person with many anchors first, so that the others can even it out", () => {
    const persons = Array.from({ length: 30 }, (_, i) => (i < 12 ? 0 : i));
    const folds = anchorFolds({ labels: new Uint8Array(30), persons, foldCount: 3, classCount: 1, seed: 1 });
    expect(countBy(folds, 3).sort((a, b) => a - b)).toEqual([9, 9, 12]);
  });

  it("spread anchors of unknown persons one by one", () => {
    const labels = new Uint8Array(10);
    const folds = anchorFolds({ labels, persons: new Int32Array(10).fill(-1), foldCount: 5, classCount: 1, seed: 1 });
    expect(countBy(folds, 5)).toEqual([2, 2, 2, 2, 2]);
  });

  it("follow from the seed", () => {
    const request = { labels: new Uint8Array(40), persons: null, foldCount: 5, classCount: 1 };
    expect(anchorFolds({ ...request, seed: 2 })).toEqual(anchorFolds({ ...request, seed: 2 }));
    expect(anchorFolds({ ...request, seed: 2 })).not.toEqual(anchorFolds({ ...request, seed: 3 }));
  });
});
