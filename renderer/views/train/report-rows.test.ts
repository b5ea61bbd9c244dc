import { describe, expect, it } from "vitest";
import { filterRows, type ImportReport, tensorRows } from "./report-rows.ts";

const report: ImportReport = {
  network: "vgg-face",
  format: "keras",
  layout: "a VGG-Face of Keras",
  tensors: [
    { name: "features.0.weight", from: "conv1_1/kernel", shape: [64, 3, 3, 3], changes: ["channels turned to RGB", "axes turned"] },
    { name: "features.0.bias", from: "conv1_1/bias", shape: [64], changes: [] },
  ],
  unused: [{ name: "fc8/kernel", shape: [2622, 4096] }],
  head: "from-seed",
  channelOrder: "bgr",
  inputFrom: "table",
  normalisation: { unit: 1, mean: [129, 105, 94], deviation: [1, 1, 1] },
  channelOrderCheck: null,
};

describe("the report of an import", () => {
  it("tells of every tensor of the file what became of it", () => {
    expect(tensorRows(report)).toEqual([
      {
        name: "features.0.weight",
        from: "conv1_1/kernel",
        shape: "64 × 3 × 3 × 3",
        fate: "channels turned to RGB; axes turned",
        kind: "changed",
      },
      { name: "features.0.bias", from: "conv1_1/bias", shape: "64", fate: "copied", kind: "copied" },
      { name: null, from: "fc8/kernel", shape: "2622 × 4096", fate: "unused: this network has no place for it", kind: "unused" },
    ]);
  });

  it("is filtered by what became of them, and by a part of either name", () => {
    const namesOf = (...asked: [Parameters<typeof filterRows>[1], string]) =>
      filterRows(tensorRows(report), ...asked).map(({ from }) => from);
    expect(namesOf("unused", "")).toEqual(["fc8/kernel"]);
    expect(namesOf("changed", "")).toEqual(["conv1_1/kernel"]);
    expect(namesOf("all", "FEATURES.0.b")).toEqual(["conv1_1/bias"]);
    expect(namesOf("all", "kernel")).toEqual(["conv1_1/kernel", "fc8/kernel"]);
    expect(namesOf("unused", "bias")).toEqual([]);
  });
});
