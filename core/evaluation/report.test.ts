import { describe, expect, it } from "vitest";
import { pseudoLabelPrecision } from "./pseudo-label-precision.ts";
import { type ReportParts, RunReport, runReport } from "./report.ts";

const parts = (change: Partial<ReportParts> = {}): ReportParts => ({
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
  ...change,
});

describe("the report of a run", () => {
  it("has accuracies, recall with counts and the selection by class", () => {
    const report = runReport(parts());
    expect(report.primitive).toMatchObject({
      accuracy: 0.75,
      meanClassAccuracy: 0.75,
      recall: { fear: { recall: 0.75, count: 4 }, anger: { recall: null, count: 0 } },
    });
    expect(report.mining).toMatchObject({
      pool: 8,
      share: 0.25,
      selected: 2,
      perClass: { fear: { selected: 2, precision: 0.5 }, anger: { selected: 0, precision: null } },
      precision: 0.5,
    });
  });

  it("keeps its shape through JSON, with null and never NaN where nothing was selected", () => {
    const report = runReport(parts({ precision: pseudoLabelPrecision([], [], 2), poolCount: 0 }));
    const read = RunReport.parse(JSON.parse(JSON.stringify(report)));
    expect(read.mining).toMatchObject({ share: 0, selected: 0, precision: null });
    expect(JSON.stringify(report)).not.toContain("NaN");
  });

  it("takes any class name", () => {
    const report = runReport(parts({ classes: ["__proto__", "constructor"] }));
    expect(Object.keys(JSON.parse(JSON.stringify(report)).mining.perClass)).toEqual(["__proto__", "constructor"]);
  });
});
