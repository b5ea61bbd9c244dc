import { describe, expect, it } from "vitest";
import { pseudoLabelPrecision } from "./pseudo-label-precision.ts";
import { reportParts } from "./report.fixture.ts";
import { RunReport, runReport } from "./report.ts";

describe("the report of a run", () => {
  it("has accuracies, recall with counts and the selection by class", () => {
    const report = runReport(reportParts());
    expect(report.primitive).toMatchObject({
      accuracy: 0.75,
      meanClassAccuracy: 0.75,
      recall: { fear: { recall: 0.75, count: 4 }, anger: { recall: null, count: 0 } },
    });
    expect(report.mining).toMatchObject({
      pool: 8,
      share: 0.25,
      selected: 2,
      perClass: { fear: { threshold: 0.125, selected: 2, precision: 0.5 }, anger: { threshold: 0.125, selected: 0, precision: null } },
      precision: 0.5,
    });
  });

  it("keeps its shape through JSON, with null and never NaN where nothing was selected", () => {
    const report = runReport(reportParts({ precision: pseudoLabelPrecision([], [], 2), poolCount: 0 }));
    const read = RunReport.parse(JSON.parse(JSON.stringify(report)));
    expect(read.mining).toMatchObject({ share: 0, selected: 0, precision: null });
    expect(JSON.stringify(report)).not.toContain("NaN");
  });

  it("takes any class name", () => {
    const report = runReport(reportParts({ classes: ["__proto__", "constructor"] }));
    expect(Object.keys(JSON.parse(JSON.stringify(report)).mining.perClass)).toEqual(["__proto__", "constructor"]);
  });
});
