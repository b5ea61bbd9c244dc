import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { confidentLearning } from "./confident-learning.ts";

interface Case {
  name: string;
  labels: number[];
  probabilities: number[][];
  thresholds: number[];
  joint: number[][];
  ranked: number[];
}

/** Made by scripts/fixtures/label-issues.py. */
const cases = JSON.parse(readFileSync(new URL("fixtures/expected.json", import.meta.url), "utf8")) as Case[];

describe("confident learning", () => {
  it.each(cases)("finds and ranks what cleanlab finds: $name", ({ labels, probabilities, thresholds, joint, ranked }) => {
    const found = confidentLearning(labels, Float64Array.from(probabilities.flat()), thresholds.length);
    found.thresholds.forEach((threshold, k) => {
      expect(threshold).toBeCloseTo(thresholds[k]!, 8);
    });
    expect(found.joint).toEqual(joint);
    expect(found.issues.map(({ sample }) => sample)).toEqual(ranked);
  });

  it("doubts the one label of four that the learner contradicts, and says what it would be", () => {
    const probabilities = Float32Array.of(0.9, 0.1, 0.8, 0.2, 0.1, 0.9, 0.05, 0.95, 0.2, 0.8, 0.15, 0.85);
    const { thresholds, issues } = confidentLearning([0, 0, 0, 1, 1, 1], probabilities, 2);
    expect(thresholds[0]).toBeCloseTo(0.6, 6);
    expect(issues).toEqual([{ sample: 2, suggested: 1, margin: expect.closeTo(-0.8, 6) }]);
  });

  it("has nothing to say of no samples", () => {
    expect(confidentLearning([], new Float32Array(0), 2)).toEqual({
      thresholds: [2, 2],
      joint: [
        [0, 0],
        [0, 0],
      ],
      issues: [],
    });
  });
});
