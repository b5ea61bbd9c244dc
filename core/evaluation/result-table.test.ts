import { describe, expect, it } from "vitest";
import { pseudoLabelPrecision } from "./pseudo-label-precision.ts";
import { runReport } from "./report.ts";
import { resultTable } from "./result-table.ts";

const report = runReport({
  backend: "tensorflow 2.21.0, cpu",
  classes: ["fear", "anger"],
  primitive: [
    [3, 1],
    [0, 0],
  ],
  control: [
    [4, 0],
    [0, 0],
  ],
  vas: [
    [2, 2],
    [0, 0],
  ],
  poolCount: 8,
  selection: { rule: "margin", delta: 0.125, deltaOfClass: [], capPerClass: null },
  precision: pseudoLabelPrecision([0, 0], [0, 1], 2),
  imagesPerSecond: { train: 210, mine: 820 },
  seconds: { setup: 1, primitive: 20, control: 5, mine: 3, vas: 6 },
});

describe("the result table in a terminal", () => {
  it("sets primitive, control and VAS side by side and measures VAS against the control", () => {
    expect(resultTable(report, { difference: -0.5, low: -1, high: 0.013, testCount: 4, groups: true })).toBe(
      [
        "                     primitive  control     VAS",
        "accuracy                75.0 %  100.0 %  50.0 %",
        "mean class accuracy     75.0 %  100.0 %  50.0 %",
        "  fear (4)              75.0 %  100.0 %  50.0 %",
        "  anger (0)                  -        -       -",
        "seconds                   20.0      5.0     6.0",
        "",
        "VAS - control: -50.0 points (95 %: -100.0 to +1.3; 4 test images, persons resampled)",
        "Selected by margin at delta 0.1250: 2 of 8 pool images (25.0 %), pseudo-label precision 50.0 %",
        "         selected  precision",
        "  fear          2     50.0 %",
        "  anger         0          -",
        "Mining took 3.0 s at 820 images/s, training ran at 210 images/s",
      ].join("\n"),
    );
  });

  it("says when there is nothing to compare", () => {
    expect(resultTable(report, null)).toContain("VAS - control: no test images");
  });
});
