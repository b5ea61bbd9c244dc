// face-api's own program is the oracle: scripts/fixtures/face-api-features.mjs wrote what it makes of two mosaics.
import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLearner } from "../../learning/learner.ts";
import { networkOf } from "../network.ts";
import { usualSetup } from "../network-setup.ts";
import { faceApiModelFolder, readFaceApiReport, readFaceApiWeights } from "./face-api.ts";
import fixture from "./fixtures/face-api-features.json" with { type: "json" };
import { parametersOf } from "./layout.ts";

const cells = 15;
const side = 150;
/** Of norms: folded convolutions round elsewhere. */
const tolerance = 1e-4;

/** [side, side, 3] of [cells, cells, 3] */
function enlarged(mosaic: number[]): Uint8Array {
  const cell = (position: number) => Math.floor((position * cells) / side);
  const pixel = (index: number) => cell(Math.floor(index / side)) * cells + cell(index % side);
  return Uint8Array.from({ length: side * side * 3 }, (_, byte) => mosaic[pixel(Math.floor(byte / 3)) * 3 + (byte % 3)]!);
}

const norm = (values: number[]) => Math.hypot(...values);

describe("the weights of face-api", () => {
  it("give the features that face-api's own program computes", () => {
    const { tensors, report } = readFaceApiWeights(faceApiModelFolder());
    const network = { ...networkOf(usualSetup("face-resnet")), normalisation: report.normalisation };
    const zeros = (...shape: number[]) => ({ dtype: "F32" as const, shape, values: new Float32Array(shape.at(-1)!) });
    const head = { "fc.weight": zeros(1, 4096), "fc.bias": zeros(1) };
    const parameters = parametersOf(network, { ...tensors, ...head }, 1, "face-api");
    const learner = createLearner(network, parameters, 1);
    for (const [index, mosaic] of fixture.mosaics.entries()) {
      const expected = fixture.features[index]!;
      const { features } = learner.score(enlarged(mosaic), 1); // [256 channels, 4x4 places]
      const means = expected.map((_, channel) =>
        features.subarray(channel * 16, channel * 16 + 16).reduce((sum, value) => sum + value / 16, 0),
      );
      expect(norm(expected.map((value, place) => value - means[place]!)) / norm(expected)).toBeLessThan(tolerance);
    }
  });

  it("are all there but the layers that named persons, and say where each came from", () => {
    const { tensors, report } = readFaceApiWeights(faceApiModelFolder());
    expect(Object.keys(tensors)).toHaveLength(27 * 4); // convolutions with their scales
    expect(report.tensors[0]).toMatchObject({ name: "conv32_down.conv.weight", from: "conv32_down/conv/filters", shape: [32, 3, 7, 7] });
    expect(tensors["conv64_1.conv2.scale.weight"]!.values).toEqual(new Float32Array(64).fill(1));
    expect(report.unused).toHaveLength(2 * 4 + 1);
    expect(report.unused.at(-1)).toEqual({ name: "fc", shape: [256, 128] });
    expect(readFaceApiReport(faceApiModelFolder())).toEqual(report); // without a look at the values
  });
});

describe("a file of face-api's model", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "omnifer-face-api-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ["that is cut short", (path: string) => truncateSync(path, 100), "found 100 bytes, expected the file of version 1.7.15: 6444032 bytes"],
    ["of another version", (path: string) => writeFileSync(path, new Uint8Array(6_444_032)), "found other bytes (SHA-256"],
    ["that is missing", (path: string) => rmSync(path), "found no readable file"],
  ])("%s is named with its mend", (_, damage, message) => {
    cpSync(faceApiModelFolder(), folder, { recursive: true });
    damage(join(folder, "face_recognition_model.bin"));
    expect(() => readFaceApiWeights(folder)).toThrow(message);
    expect(() => readFaceApiWeights(folder)).toThrow(/face_recognition_model\.bin: .*Set the workbench up again/);
  });
});
