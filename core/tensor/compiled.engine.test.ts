// A function as one graph of TensorFlow gives what its calls give, and refuses what a graph could not repeat.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { normalTensor } from "./backends.fixture.ts";
import { biasedConvolution } from "./biased-convolution.ts";
import { compiled } from "./compiled.ts";
import { maxPool2x2 } from "./max-pool.ts";
import { hasOneDnn } from "./raw-op.ts";
import type { Tensor, Tensor1D, Tensor4D } from "./tensorflow.ts";

const tf = loadTensorFlow();
const filter = normalTensor([3, 3, 2, 4], 1);
const bias = normalTensor([4], 2);

/** Ops with lists of strings, with two outputs, and with values made on the way. */
const layer = (x: Tensor, ...[weights, offset]: Tensor[]): Tensor[] => {
  const y = maxPool2x2(biasedConvolution(x as Tensor4D, weights as Tensor4D, offset as Tensor1D, "relu"));
  const flat = y.reshape([y.shape[0], y.size / y.shape[0]]);
  return [tf.softmax(flat), flat.mul(2).add(tf.tensor1d([3])), x];
};
const pictures = (count: number, seed = 3) => normalTensor([count, 6, 6, 2], seed);

function expectSame(given: Tensor[], expected: Tensor[]): void {
  for (const [index, tensor] of expected.entries()) {
    expect(given[index]!.shape).toEqual(tensor.shape);
    expect(given[index]!.sub(tensor).abs().max().dataSync()[0]).toBeLessThan(1e-6);
  }
}

describe.skipIf(!hasOneDnn())("compiled", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it("gives what the calls give, for other values and other numbers of pictures", () => {
    const graph = compiled(layer as never);
    for (const x of [pictures(2), pictures(2, 4), pictures(5)]) {
      for (const weights of [filter, filter.mul(-1)]) expectSame(graph.run(x, weights, bias), layer(x, weights, bias));
    }
    graph.dispose();
  });

  it("serves inputs of every shape with one graph where it is told that it may", () => {
    const f = vi.fn((x: Tensor, weights: Tensor, offset: Tensor) => [
      maxPool2x2(biasedConvolution(x as Tensor4D, weights as Tensor4D, offset as Tensor1D, "relu")),
    ]);
    const graph = compiled(f as never, "any");
    for (const x of [pictures(2), pictures(5), normalTensor([1, 14, 9, 2], 5)]) {
      expectSame(graph.run(x, filter, bias), f(x, filter, bias));
    }
    expect(f).toHaveBeenCalledTimes(1 + 3);
    graph.dispose();
  });

  it("calls the function once for each shape", () => {
    const f = vi.fn(layer as never);
    const graph = compiled(f as never);
    for (const count of [1, 2, 1, 2, 1]) graph.run(pictures(count), filter, bias);
    expect(f).toHaveBeenCalledTimes(2);
    graph.dispose();
  });

  it("keeps nothing but its results, and leaves no file", () => {
    const folder = mkdtempSync(join(tmpdir(), "omnifer-compiled-"));
    for (const name of ["TMPDIR", "TEMP", "TMP"]) vi.stubEnv(name, folder);
    const x = pictures(2);
    const graph = compiled(layer as never);
    const before = tf.memory().numTensors;
    tf.dispose(graph.run(x, filter, bias));
    tf.dispose(graph.run(x, filter, bias));
    expect(tf.memory().numTensors).toBe(before);
    expect(readdirSync(folder)).toEqual([]);
    graph.dispose();
    rmSync(folder, { recursive: true });
  });

  it("goes on by calls where no temporary file can be written", () => {
    for (const name of ["TMPDIR", "TEMP", "TMP"]) vi.stubEnv(name, join(tmpdir(), "omnifer-missing", "folder"));
    const graph = compiled((x, y) => [x!.add(y!)]);
    for (let run = 0; run < 2; run++) expectSame(graph.run(pictures(1), pictures(1, 4)), [pictures(1).add(pictures(1, 4))]);
  });

  it("refuses a function that reads values, or a tensor that it was not given, and computes on afterwards", () => {
    const x = pictures(1);
    const outside = tf.scalar(2);
    outside.add(1).dispose(); // it is in TensorFlow's hands
    expect(() => compiled((given) => [given!.mul(given!.sum().dataSync()[0]!)]).run(x)).toThrow("reads values");
    expect(() => compiled((given) => [given!.mul(outside)]).run(x)).toThrow("from outside");
    expect(x.sum().dataSync()).toHaveLength(1);
  });
});
