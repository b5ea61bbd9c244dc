import { describe, expect, it } from "vitest";
import { runThrough } from "../mining/steps.ts";
import { compared, twoModes } from "./das-comparison.fixture.ts";
import { dasComparison } from "./das-comparison.ts";
import { dasReport, distillReport } from "./das-report.ts";

const comparison = runThrough(dasComparison(compared(twoModes, { total: 9 })))!;
const distilled = distillReport({ before: 0.525, after: 0.338, noise: 0.594, randomMined: 0.347 }, [0.001, 0.00234]);

describe("distillation and DAS in the object of a run", () => {
  it("stand by mode, anchors alone too, and leave out what was not asked for", () => {
    const { das, controls } = dasReport(comparison);
    expect(Object.keys(das)).toEqual(["union", "preload"]);
    expect(das.union).toEqual({
      accuracy: 0.8,
      meanClassAccuracy: 0.8,
      confusion: [
        [160, 40],
        [0, 0],
      ],
      seconds: 10,
    });
    expect(controls.anchorOnly.union).toEqual(controls.anchorOnly.preload);
    expect(controls.anchorOnly.union!.accuracy).toBeCloseTo(0.7, 12);
    expect([controls.randomMined.union!.accuracy, controls.randomMined.preload, controls.nearest]).toEqual([0.71, undefined, {}]);
  });

  it("has the losses under the names that scripts read", () => {
    expect(distilled).toEqual({
      lossBefore: 0.525,
      lossAfter: 0.338,
      lossNoise: 0.594,
      lossRandomMined: 0.347,
      stepSizes: [0.001, 0.00234],
    });
  });
});
