import { describe, expect, it } from "vitest";
import { isTrainable, type Parameters } from "../networks/network.ts";
import { classCount, readFixture, smallNetworks } from "../networks/small-networks.fixture.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { normalTensor, relativeError } from "../tensor/backends.fixture.ts";
import { softCrossEntropyOfRows } from "../tensor/cross-entropy.ts";
import type { Tensor, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { applySteps } from "./apply-steps.ts";
import type { DistilledSet } from "./distilled-set.ts";

const tf = loadTensorFlow();
const network = smallNetworks.find(({ name }) => name === "resnet34")!;
const { inputSize: side, channels } = network;

/** Two gradient steps of two images each, repeated once more; all four step sizes differ. */
function setOf(isSoft: boolean): DistilledSet {
  return {
    gradientSteps: 2,
    repeats: 2,
    images: normalTensor([4, side, side, channels], 3).dataSync() as Float32Array,
    shape: [4, side, side, channels],
    labels: Int32Array.of(0, 2, 1, 2),
    softLabels: isSoft ? Float32Array.of(0.5, 0.2, 0.3, 0, 0.1, 0.9, 0.2, 0.6, 0.2, 0.1, 0.1, 0.8) : null,
    stepSizes: Float32Array.of(0.05, 0.03, 0.02, 0.04),
  };
}

/** theta <- theta - eta grad mean CE, with the gradient of tfjs: steps 0, 1, 0, 1. */
function byHand(start: Parameters, set: DistilledSet, mode: "frozen" | "train"): Parameters {
  const names = network
    .parameters(classCount)
    .filter(isTrainable)
    .map(({ name }) => name);
  const images = tf.tensor4d(set.images, set.shape);
  const targets = set.softLabels
    ? tf.tensor2d(set.softLabels, [4, classCount])
    : (tf.oneHot(tf.tensor1d(set.labels, "int32"), classCount).cast("float32") as Tensor2D);
  let weights = names.map((name) => start[name]!);
  for (const [t, stepSize] of set.stepSizes.entries()) {
    const from = 2 * (t % 2);
    const loss = (...at: Tensor[]) => {
      const parameters = { ...start, ...Object.fromEntries(names.map((name, index) => [name, at[index]!])) };
      const { logits } = network.forward(parameters, tf.slice(images, [from, 0, 0, 0], [2, -1, -1, -1]) as Tensor4D, mode);
      return softCrossEntropyOfRows(logits, targets.slice([from, 0], [2, -1])).mean();
    };
    const slopes = tf.grads(loss)(weights);
    weights = weights.map((weight, index) => weight.sub(slopes[index]!.mul(stepSize)));
  }
  return { ...start, ...Object.fromEntries(names.map((name, index) => [name, weights[index]!])) };
}

/** How far it moved says more than where it is. */
function movedFrom(start: Parameters, to: Parameters): number[] {
  return network.parameters(classCount).flatMap(({ name }) => Array.from(to[name]!.sub(start[name]!).dataSync()));
}

describe("applying distilled images (Algorithm 1, line 6)", () => {
  it.each([
    { labels: "hard", batchNorm: "frozen", mode: "frozen" },
    { labels: "soft", batchNorm: "frozen", mode: "frozen" },
    { labels: "hard", batchNorm: "training", mode: "train" },
  ] as const)(
    "is plain descent step by step, repeat by repeat: $labels labels, $batchNorm batch norm",
    async ({ labels, batchNorm, mode }) => {
      const { start } = await readFixture(network);
      const [before, set] = [start(), setOf(labels === "soft")];
      const after = await applySteps(network, before, set, classCount, { batchNorm });
      expect(relativeError(movedFrom(before, after), movedFrom(before, byHand(before, set, mode)))).toBeLessThan(1e-4);
    },
  );

  it.each(["frozen", "training"] as const)(
    "leaves running statistics as they are, and the parameters it was given (%s)",
    async (batchNorm) => {
      const { start, before: stored } = await readFixture(network);
      const parameters = start();
      const after = await applySteps(network, parameters, setOf(false), classCount, { batchNorm });
      expect(after["bn1.running_mean"]!.dataSync()).toEqual(parameters["bn1.running_mean"]!.dataSync());
      expect(after["bn1.weight"]!.dataSync()).not.toEqual(parameters["bn1.weight"]!.dataSync());
      expect(parameters["bn1.weight"]!.dataSync()).toEqual(stored["bn1.weight"]!.values);
    },
  );

  it("keeps no tensors but its results, and none where it is ended between two steps", async () => {
    const { start } = await readFixture(network);
    const [parameters, set] = [start(), setOf(true)];
    const before = tf.memory().numTensors;
    tf.dispose(await applySteps(network, parameters, set, classCount));
    expect(tf.memory().numTensors).toBe(before);
    let steps = 0;
    const beforeStep = async () => {
      if (++steps === 3) throw new Error("cancelled");
    };
    await expect(applySteps(network, parameters, set, classCount, { beforeStep })).rejects.toThrow("cancelled");
    expect(tf.memory().numTensors).toBe(before);
  });
});
