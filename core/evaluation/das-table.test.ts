import { describe, expect, it } from "vitest";
import { runThrough } from "../mining/steps.ts";
import { compared, twoModes } from "./das-comparison.fixture.ts";
import { dasComparison } from "./das-comparison.ts";
import { distillReport } from "./das-report.ts";
import { dasLines, distillLines } from "./das-table.ts";

const comparison = runThrough(dasComparison(compared(twoModes, { total: 9 })))!;
const distilled = distillReport({ before: 0.525, after: 0.338, noise: 0.594, randomMined: 0.347 }, [0.001, 0.00234]);

describe("distillation and DAS in a terminal", () => {
  it("show the losses, or leave out those that there are none of", () => {
    expect(distillLines(distilled)).toEqual([
      "Loss of the whole source (exact network)",
      "  before                                  0.5250",
      "  after the distilled images              0.3380",
      "  after their start, not optimised        0.5940",
      "  after random mined images               0.3470",
      "Step sizes: 0.00100, 0.00234",
    ]);
    expect(distillLines({ ...distilled, lossRandomMined: null })).toHaveLength(5);
  });

  it("set the modes side by side, and say what can be told", () => {
    const lines = dasLines(comparison);
    expect(lines.slice(0, 6)).toEqual([
      "Accuracy of the retraining              union       preload",
      "  anchors alone                  70.0 ± 0.0 %  70.0 ± 0.0 %",
      "  distilled (DAS)                80.0 ± 0.0 %  70.0 ± 0.0 %",
      "  random mined                   71.0 ± 0.0 %             -",
      "  seconds with distilled images          10.0          10.0",
      "8 of 9 retrainings are finished.",
    ]);
    expect(lines[6]).toBe("Distilled minus anchors alone");
    expect(lines[7]).toMatch(/^ {2}union: \+10\.0 points \(95 %: \+\d\.0 to \+\d\d\.0; pairs: 2\)$/);
    expect(lines[8]).toMatch(/^ {4}helps by at least \d\.0 points \(95 %\)$/);
    expect(lines.slice(9, 12)).toEqual([
      "  preload: +0.0 points (95 %: +0.0 to +0.0; pairs: 2)",
      "    Nothing can be told: anything from +0.0 to +0.0 points (95 %)",
      "Distilled minus random mined (IOR)",
    ]);
    expect(lines).toHaveLength(14);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });
});
