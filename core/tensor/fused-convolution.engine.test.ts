import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { normalTensor } from "./backends.fixture.ts";
import { inPrecision, toFloat32 } from "./bfloat16.ts";
import { biasedConvolution } from "./biased-convolution.ts";
import { convolution, convolutionAttributes, type Window } from "./convolution.ts";
import { runFusedConvolution } from "./fused-convolution.ts";
import { hasOneDnn } from "./raw-op.ts";
import type { Tensor1D, Tensor4D } from "./tensorflow.ts";

const tf = loadTensorFlow();

describe.skipIf(!hasOneDnn())("runFusedConvolution", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "omnifer-fused-"));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  const setTemporaryFolder = (path: string) => {
    for (const name of ["TMPDIR", "TEMP", "TMP"]) vi.stubEnv(name, path);
  };

  const x = normalTensor([2, 9, 8, 3], 1) as Tensor4D;
  const bias = normalTensor([5], 3) as Tensor1D;
  const filterOf = (side: number) => normalTensor([side, side, 3, 5], 2) as Tensor4D;

  it.each([
    [1, { stride: 1, padding: 0 }],
    [3, { stride: 1, padding: 1 }],
    [3, { stride: 2, padding: 1 }],
    [7, { stride: 2, padding: 3 }],
  ] as [number, Window][])("is the relu of the convolution and its bias (side %i, %j), and leaves no file", (side, window) => {
    setTemporaryFolder(folder);
    const filter = filterOf(side);
    const fused = runFusedConvolution(convolutionAttributes(x, side, window), [x, filter, bias])!;
    const expected = tf.relu(convolution(x, filter, window).add(bias));
    expect(fused.shape).toEqual(expected.shape);
    expect(fused.sub(expected).abs().max().dataSync()[0]).toBeLessThan(1e-5);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("takes bfloat16, and other weights in the same graph", () => {
    const window = { stride: 1, padding: 1 };
    for (const factor of [1, -2]) {
      const [input, filter, offset] = [x, filterOf(3).mul<Tensor4D>(factor), bias].map((one) => inPrecision(one, "bfloat16"));
      const attributes = convolutionAttributes(input as Tensor4D, 3, window);
      const fused = toFloat32(runFusedConvolution(attributes, [input!, filter!, offset!])!);
      const expected = biasedConvolution(x, filterOf(3).mul(factor), bias, "relu", window);
      expect(fused.sub(expected).abs().max().dataSync()[0]).toBeLessThan(0.01 * expected.max().dataSync()[0]!);
    }
  });

  it("keeps nothing but its result", () => {
    const filter = filterOf(3);
    const attributes = convolutionAttributes(x, 3, { stride: 1, padding: 1 });
    const before = tf.memory().numTensors;
    runFusedConvolution(attributes, [x, filter, bias])!.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it("gives way where no temporary file can be written", () => {
    setTemporaryFolder(join(folder, "missing"));
    const window = { stride: 3, padding: 0 };
    const filter = filterOf(3);
    expect(runFusedConvolution(convolutionAttributes(x, 3, window), [x, filter, bias])).toBeNull();
    const expected = tf.relu(convolution(x, filter, window).add(bias));
    expect(biasedConvolution(x, filter, bias, "relu", window).sub(expected).abs().max().dataSync()[0]).toBeLessThan(1e-5);
  });
});
