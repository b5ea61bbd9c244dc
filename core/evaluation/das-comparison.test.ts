import { describe, expect, it } from "vitest";
import { runThrough } from "../mining/steps.ts";
import { armRun, compared, testCount } from "./das-comparison.fixture.ts";
import { type ArmRun, dasComparison } from "./das-comparison.ts";

const comparison = (runs: ArmRun[], more = {}) => runThrough(dasComparison(compared(runs, more)));
const anchors = (right: number, order = 0) => armRun(right, { images: "none", mode: null, order });

describe("the comparison of DAS with its controls", () => {
  it("has means and deviations over the batch orders, and the sum of their confusions", () => {
    const { modes } = comparison([armRun(80), armRun(84, { order: 1, seconds: 20 })])!;
    const [{ images, scores }] = modes[0]!.arms as [(typeof modes)[0]["arms"][0]];
    expect({ images, runs: scores.runs, seconds: scores.seconds }).toEqual({ images: "distilled", runs: 2, seconds: 15 });
    expect(scores.accuracy).toBeCloseTo(0.82, 12);
    expect(scores.accuracyDeviation).toBeCloseTo(Math.SQRT2 * 0.02, 12);
    expect(scores.confusion[0]).toEqual([164, 36]);
  });

  it("pairs each run with those of its own batch order only", () => {
    // Order 1 is harder for everybody: unpaired it would look like a loss.
    const runs = [anchors(90, 0), anchors(70, 1), armRun(75, { order: 1 })];
    const { overAnchors } = comparison(runs)!.modes[0]!;
    expect(overAnchors!.difference).toBeCloseTo(0.05, 12);
    expect(overAnchors!.pairs).toBe(1);
  });

  it("measures distilled images against all draws of random mined ones", () => {
    const random = (right: number, order: number) => armRun(right, { images: "random-mined", order });
    const { overRandom, arms } = comparison([armRun(80), armRun(80, { order: 1 }), random(70, 0), random(74, 0), random(78, 1)])!.modes[0]!;
    expect(overRandom!.pairs).toBe(3);
    expect(overRandom!.difference).toBeCloseTo((0.08 + 0.02) / 2, 12);
    expect(arms.map(({ images, scores }) => [images, scores.runs])).toEqual([
      ["distilled", 2],
      ["random-mined", 3],
    ]);
  });

  it("says nothing of what is not there yet", () => {
    expect(comparison([])).toBeNull();
    expect(comparison([armRun(80)], { test: { labels: [], groups: null } })).toBeNull();
    const begun = comparison([anchors(70)], { total: 9 })!;
    expect(begun).toMatchObject({ finished: 1, total: 9, modes: [], anchorOnly: { runs: 1, accuracy: 0.7, accuracyDeviation: null } });
    expect(comparison([armRun(80)])).toMatchObject({ anchorOnly: null, modes: [{ overAnchors: null, overRandom: null }] });
  });

  it("resamples whole persons where they are known", () => {
    const groups = Uint8Array.from({ length: testCount }, (_, i) => Math.floor(i / 10));
    const runs = [anchors(70), armRun(80)];
    const alone = comparison(runs)!.modes[0]!.overAnchors!;
    const grouped = comparison(runs, { test: { labels: new Uint8Array(testCount), groups } })!.modes[0]!.overAnchors!;
    expect(grouped.high - grouped.low).toBeGreaterThan(1.5 * (alone.high - alone.low));
  });
});
