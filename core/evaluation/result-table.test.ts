import { describe, expect, it } from "vitest";
import { reportParts } from "./report.fixture.ts";
import { runReport } from "./report.ts";
import { resultTable } from "./result-table.ts";

const report = runReport(reportParts());

describe("the result table in a terminal", () => {
  it("sets primitive, control and VAS side by side and measures VAS against the control", () => {
    const difference = {
      ...{ difference: -0.5, low: -1, high: 0.013, standardError: 0.25, pValue: 0.07, pairs: 1, testCount: 4 },
      resampled: { seeds: false, groups: true },
    };
    expect(resultTable(report, { difference, precisionCurves: [] })).toBe(
      [
        "                     primitive  control     VAS",
        "accuracy                75.0 %  100.0 %  50.0 %",
        "mean class accuracy     75.0 %  100.0 %  50.0 %",
        "  fear (4)              75.0 %  100.0 %  50.0 %",
        "  anger (0)                  -        -       -",
        "seconds                   20.0      5.0     6.0",
        "",
        "VAS - control: -50.0 points (95 %: -100.0 to +1.3; 4 test images, persons or films resampled)",
        "  Smallest difference that they would show four times in five: 70.0 points; other seeds add to it",
        "Selected by margin at delta 0.1250: 2 of 8 pool images (25.0 %), pseudo-label precision 50.0 %",
        "         selected  precision",
        "  fear          2     50.0 %",
        "  anger         0          -",
        "Mining took 3.0 s at 820 images/s, training ran at 210 images/s",
      ].join("\n"),
    );
  });

  it("tells how right the pseudo-labels of other shares would have been, where a rule can keep that share", () => {
    const margin = [
      { share: 0.3, delta: 0.125, count: 3, precision: 1 },
      { share: 1, delta: 0, count: 10, precision: 0.7 },
    ];
    const confidence = [{ share: 0.31, delta: 0.9, count: 3, precision: 0.667 }];
    const table = resultTable(report, {
      difference: null,
      precisionCurves: [
        { rule: "margin", points: margin },
        { rule: "confidence", points: confidence },
      ],
    });
    const lines = table.split("\n").slice(-11);
    expect(lines[0]).toBe("  share of the pool  margin  precision  confidence  precision");
    expect(lines[1]).toBe("  10 %                    -          -           -          -");
    expect(lines[3]).toBe("  30 %               0.1250    100.0 %      0.9000     66.7 %");
    expect(lines[10]).toBe("  100 %              0.0000     70.0 %           -          -");
  });

  it("claims no smallest difference where both runs were right about the same images", () => {
    const difference = {
      ...{ difference: 0, low: 0, high: 0, standardError: 0, pValue: 1, pairs: 1, testCount: 4 },
      resampled: { seeds: false, groups: false },
    };
    expect(resultTable(report, { difference, precisionCurves: [] })).not.toContain("Smallest difference");
  });

  it("says when there is nothing to compare", () => {
    expect(resultTable(report, { difference: null, precisionCurves: [] })).toContain("VAS - control: no test images");
  });
});
