import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sequenceVote } from "./sequence-vote.ts";

describe("the vote of a sequence's pictures", () => {
  it("goes by mean probability, not by the number of pictures", () => {
    const votes = sequenceVote({
      labels: [1, 1, 1],
      sequences: [7, 7, 7],
      probabilities: [0.55, 0.45, 0.55, 0.45, 0.1, 0.9], // two pictures lean to class 0, one is sure of class 1
      classCount: 2,
    });
    expect(votes).toEqual({ labels: [1], predicted: [1] });
  });

  it("keeps a film's neutral frame apart from its peak, and another film apart from it", () => {
    const votes = sequenceVote({
      labels: [0, 2, 0, 2],
      sequences: [3, 3, 5, 3],
      probabilities: [0.8, 0.1, 0.1, 0.1, 0.5, 0.4, 0.1, 0.8, 0.1, 0.2, 0.1, 0.7],
      classCount: 3,
    });
    expect(votes).toEqual({ labels: [0, 2, 0], predicted: [0, 2, 1] });
  });

  it("gives the lowest class of equal means", () => {
    const equal = { labels: [1, 1], sequences: [1, 1], probabilities: [0, 0.25, 0.75, 0, 0.75, 0.25], classCount: 3 };
    expect(sequenceVote(equal).predicted).toEqual([1]);
  });

  it("is each photograph's own answer where there is no film", () => {
    const rows = fc.array(fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }), { maxLength: 12 });
    fc.assert(
      fc.property(rows, (scores) => {
        const labels = scores.map((_, i) => i % 4);
        const votes = sequenceVote({ labels, sequences: labels.map(() => -1), probabilities: scores.flat(), classCount: 4 });
        expect(votes).toEqual({ labels, predicted: scores.map((row) => row.indexOf(Math.max(...row))) });
      }),
    );
  });
});
