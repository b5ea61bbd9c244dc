import { describe, expect, it } from "vitest";
import type { ProbeArm, ProbeResult } from "../distillation/distillation-view.ts";
import { probeTable } from "./probe-table.ts";

const curve = (arm: ProbeArm, testAccuracy: number) => ({
  arm,
  epochs: Array.from({ length: 20 }, (_, k) => ({ epoch: k + 1, trainLoss: 1, trainAccuracy: (k + 1) / 20, testLoss: 1, testAccuracy })),
});

const result = (...arms: ProbeResult["arms"]): ProbeResult => ({
  ...{ distillationId: "d", trainEpochs: [0, 10, 20, 30, 40], testEpochs: [50], trainCount: 35, testCount: 7, seed: 1 },
  arms,
});

describe("the probe in a terminal", () => {
  it("has a row for the first epoch and for every tenth, and a column for each arm", () => {
    const lines = probeTable(result(curve("distilled", 1), curve("noise", 1 / 7), curve("other-run", 2 / 7))).split("\n");
    expect(lines[0]).toBe("Learnt from 35 images of outer epochs 0, 10, 20, 30, 40; asked about 7 of 50.");
    expect(lines.slice(3, 7).map((line) => line.split(/ {2,}/))).toEqual([
      ["epoch", "distilled images", "noise, random labels", "another distillation's images"],
      ["1", "5.0 % / 100.0 %", "5.0 % / 14.3 %", "5.0 % / 28.6 %"],
      ["10", "50.0 % / 100.0 %", "50.0 % / 14.3 %", "50.0 % / 28.6 %"],
      ["20", "100.0 % / 100.0 %", "100.0 % / 14.3 %", "100.0 % / 28.6 %"],
    ]);
  });

  it("says what would add the control that is missing", () => {
    expect(probeTable(result(curve("distilled", 1), curve("noise", 0)))).toContain("A second distillation of the same classes and network");
    expect(probeTable(result(curve("distilled", 1), curve("other-run", 0)))).not.toContain("A second distillation");
  });
});
