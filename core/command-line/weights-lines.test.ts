import { describe, expect, it } from "vitest";
import { weightsOf } from "../networks/weights/import-weights.ts";
import { inspectWeights } from "../networks/weights/inspect-weights.ts";
import { fileOf, kerasVggFace, narrowNetwork, stateOf } from "../networks/weights/published-files.fixture.ts";
import type { WeightFile } from "../networks/weights/weight-file.ts";
import { conversionText, inspectionText } from "./weights-lines.ts";

const inspected = (file: WeightFile) =>
  inspectionText("w", inspectWeights(file, "w", { network: null, channelOrder: null, normalisation: null }, narrowNetwork)).split("\n");

describe("omnifer weights inspect", () => {
  it("says what the file is, and where each tensor goes", () => {
    const lines = inspected(kerasVggFace(5));
    expect(lines.slice(0, 9)).toEqual([
      "w",
      "format         Keras HDF5, 32 tensors",
      "layout         VGG-Face for Keras (rcmalli)",
      "network        vgg-face",
      "channel order  BGR, of the published weights",
      "pictures       RGB of 0 to 255, less 129.1863, 104.7624, 93.594, of the published weights",
      "last layer     5 classes",
      "missing        nothing",
      '  "conv1_1/conv1_1/kernel:0" F32 [3,3,3,2] -> features.0.weight, turned from [row, column, in, out], input channels reversed to RGB',
    ]);
    expect(lines).toContain('  "fc8/fc8/bias:0" F32 [5] -> classifier.6.bias');
  });

  it("says what is missing, and what has no place", () => {
    const { "conv1.weight": _, ...lacking } = stateOf("resnet34", 5);
    const lines = inspected(fileOf("pytorch", { ...lacking, "loss.scale": lacking["fc.bias"]! }));
    expect(lines).toContain("missing        1: no conv1.weight");
    expect(lines).toContain('  "loss.scale" F32 [5] -> not used');
  });

  it("lists the tensors of a stranger too, without control characters, and says what was expected", () => {
    const bias = stateOf("resnet34", 5)["fc.bias"]!;
    const lines = inspected(fileOf("safetensors", { "a\x1b[2J": bias }));
    expect(lines.slice(1, 3)).toEqual(["format  safetensors, 1 tensors", '  "a?[2J" F32 [5]']);
    expect(lines[3]).toMatch(/^w: found tensors named "a\?\[2J", expected names of torchvision's VGG-16/);
  });
});

describe("omnifer weights convert", () => {
  it("says what became of the file", () => {
    const { report } = weightsOf(
      kerasVggFace(5),
      "w",
      { network: null, classCount: 7, channelOrder: null, normalisation: null },
      narrowNetwork,
    );
    expect(conversionText({ file: "out.safetensors", bytes: 1234, report }).split("\n")).toEqual([
      "out.safetensors",
      "network        vgg-face, from VGG-Face for Keras (rcmalli)",
      'tensors        30, 1234 bytes; without "fc8/fc8/kernel:0", "fc8/fc8/bias:0"',
      "channel order  RGB, turned from BGR",
      "pictures       RGB of 0 to 255, less 129.1863, 104.7624, 93.594",
      "last layer     left out",
      "",
    ]);
  });
});
