import { describe, expect, it } from "vitest";
import { Budget } from "./budget.ts";
import { bytesSource } from "./byte-source.ts";
import { readTfjsWeights } from "./tfjs-weights.ts";

const quantised = { name: "conv/filters", shape: [1, 3], dtype: "float32", quantization: { dtype: "uint8", scale: 0.5, min: -2 } };
const whole = { name: "conv/bias", shape: [2], dtype: "float32" };
const manifestOf = (...weights: object[]) => [{ paths: ["model.bin"], weights }];
/** 0, 4 and 255 as they stand for -2, 0 and 125.5; then 1.5 and -3 as they are. */
const bytes = Uint8Array.of(0, 4, 255, ...new Uint8Array(Float32Array.of(1.5, -3).buffer));

const read = (manifest: unknown, content: Uint8Array = bytes) =>
  readTfjsWeights(manifest, bytesSource("model.bin", content), new Budget("model.bin", content.length));

describe("weights of TensorFlow.js", () => {
  it("makes each byte min + scale x byte, and takes whole floats as they are, wherever they begin", () => {
    const tensors = read(manifestOf(quantised, whole));
    expect(tensors["conv/filters"]).toEqual({ dtype: "F32", shape: [1, 3], values: Float32Array.of(-2, 0, 125.5) });
    expect(tensors["conv/bias"]).toEqual({ dtype: "F32", shape: [2], values: Float32Array.of(1.5, -3) });
  });

  it.each([
    ["bytes that no tensor claims", manifestOf(quantised), "model.bin: found 11 bytes, expected 3, as the manifest says."],
    ["fewer bytes than tensors need", manifestOf(quantised, { ...whole, shape: [3] }), "found a reference to 12 bytes at byte 3"],
    [
      "another quantisation",
      manifestOf({ ...quantised, quantization: { dtype: "uint16", scale: 1, min: 0 } }),
      "a manifest of another form",
    ],
    ["a model in several files", [{ paths: ["a.bin", "b.bin"], weights: [] }], "a manifest of another form"],
    ["no manifest", null, "a manifest of another form"],
  ])("refuses %s", (_, manifest, message) => {
    expect(() => read(manifest)).toThrow(message);
  });
});
