// Distilled images beside every batch, against the loss written down as one expression and differentiated by tfjs.
import { describe, expect, it } from "vitest";
import type { Mode, Network, Parameters } from "../networks/network.ts";
import { isTrainable } from "../networks/network.ts";
import { classCount, readFixture, smallNetworks } from "../networks/small-networks.fixture.ts";
import { storedTensor } from "../networks/weights/layout.ts";
import type { Precision } from "../recipe.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { normalTensor, relativeError } from "../tensor/backends.fixture.ts";
import { inPrecision } from "../tensor/bfloat16.ts";
import { hasBfloat16 } from "../tensor/bfloat16-support.ts";
import { softCrossEntropyOfRows } from "../tensor/cross-entropy.ts";
import type { Tensor, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import type { EveryBatch } from "./every-batch.ts";
import { crossEntropy, weighedTargets, weightOfLabels } from "./loss.ts";
import { createUpdate, plainUpdate, type UpdateOptions, zeroVelocities } from "./step.ts";

const tf = loadTensorFlow();
const resnet = smallNetworks.find(({ name }) => name === "resnet34")!;
const settings = { learningRate: 0.01, momentum: 0.9, weightDecay: 0 };
const dropoutSeed = 7;
const precisions: Precision[] = hasBfloat16() ? ["float32", "bfloat16"] : ["float32"];
/** Everything that changes the anchors' loss, and must not change that of the images. */
const options: UpdateOptions = { ...plainUpdate, classWeights: Float32Array.of(0.5, 1, 3), labelSmoothing: 0.2 };

/** Four images with soft labels, unlike any face, with pixels as far apart as those of faces. */
function beside(
  { inputSize, channels, normalisation: { unit, deviation } }: Network,
  statistics: EveryBatch["statistics"] = "frozen",
  lambda = 0.7,
): EveryBatch {
  return {
    images: normalTensor([4, inputSize, inputSize, channels], 11).mul(64 / unit / deviation[0]!) as Tensor4D,
    targets: tf.softmax(normalTensor([4, classCount], 12) as Tensor2D),
    lambda,
    statistics,
  };
}

/** One update from the fixture's start; with velocities of zero, what they become is the gradient. */
async function updated(network: Network, everyBatch: EveryBatch | null, change: Partial<UpdateOptions> = {}) {
  const { images, labels, start } = await readFixture(network);
  const all = { ...options, ...change };
  const learnt = { parameters: start(), velocities: zeroVelocities(network, classCount, all) };
  const told = createUpdate(network, classCount, all, everyBatch)(learnt, images as Tensor4D, labels, settings, dropoutSeed);
  return { ...told, gradient: tf.concat(learnt.velocities).dataSync(), parameters: learnt.parameters };
}

const trainable = (network: Network) => network.parameters(classCount).filter(isTrainable);
const statisticsOf = (network: Network, parameters: Parameters) =>
  network.parameters(classCount).flatMap((spec) => (isTrainable(spec) ? [] : [storedTensor(parameters[spec.name]!, spec.kind).values]));

/** Gradient of CE(anchors) + lambda mean CE(images), in the order of the network's parameters. */
async function composedGradient(network: Network, everyBatch: EveryBatch, precision: Precision = "float32") {
  const { images, labels, start } = await readFixture(network);
  const [parameters, names] = [start(), trainable(network).map(({ name }) => name)];
  const hosts = Int32Array.from(labels.dataSync());
  let statistics: Parameters = {};
  const loss = (...weights: Tensor[]) => {
    const named = { ...parameters, ...Object.fromEntries(names.map((name, index) => [name, weights[index]!])) };
    const forward = (pictures: Tensor4D, mode: Mode, seed?: number) => network.forward(named, inPrecision(pictures, precision), mode, seed);
    const logits = () => {
      if (everyBatch.statistics === "frozen") {
        return [forward(images as Tensor4D, "train", dropoutSeed).logits, forward(everyBatch.images, "frozen").logits];
      }
      const both = forward(tf.concat4d([images as Tensor4D, everyBatch.images], 0), "train", dropoutSeed);
      statistics = Object.fromEntries(Object.entries(both.statistics).map(([name, tensor]) => [name, tf.keep(tensor)]));
      return tf.split(both.logits, [hosts.length, 4]);
    };
    const [ofAnchors, ofImages] = logits() as [Tensor2D, Tensor2D];
    const rows = weighedTargets(hosts, null, classCount, options, weightOfLabels(hosts, options));
    const own = crossEntropy(ofAnchors, tf.tensor2d(rows.targets, ofAnchors.shape), tf.tensor1d(rows.weights)).loss;
    return own.add(softCrossEntropyOfRows(ofImages, everyBatch.targets).mean().mul(everyBatch.lambda));
  };
  const slopes = tf.grads(loss)(names.map((name) => parameters[name]!));
  return { gradient: tf.concat(slopes.map((slope) => slope.flatten())).dataSync(), statistics };
}

describe.each(smallNetworks)("$name with distilled images in every batch", (network) => {
  const computed = precisions.flatMap((precision) => [
    { precision, statistics: "frozen" as const },
    { precision, statistics: "batch" as const },
  ]);
  it.each(computed)("moves by the gradient of CE(anchors) + lambda mean CE(images): $precision, $statistics statistics", async (one) => {
    const everyBatch = beside(network, one.statistics);
    const composed = await composedGradient(network, everyBatch, one.precision);
    const { gradient } = await updated(network, everyBatch, { precision: one.precision });
    const alone = await updated(network, null, { precision: one.precision });
    expect(relativeError(gradient, composed.gradient)).toBeLessThan(1e-5);
    expect(relativeError(alone.gradient, composed.gradient)).toBeGreaterThan(0.05);
  });

  it("leaves running statistics to the anchors, loss and accuracy too", async () => {
    const [both, alone] = [await updated(network, beside(network)), await updated(network, null)];
    expect(statisticsOf(network, both.parameters)).toEqual(statisticsOf(network, alone.parameters));
    expect([both.loss, both.correct]).toEqual([alone.loss, alone.correct]);
  });

  // Images beside anchors have masks of dropout like these, which differ from part to part.
  const cutAlike = network.name === "vgg-face" ? (["frozen"] as const) : (["frozen", "batch"] as const);
  it.each(cutAlike)("sums to the same in parts, where no batch norm sees them (statistics: %s)", async (statistics) => {
    const everyBatch = beside(network, statistics);
    const added = async (partSize: number) => {
      const change: Partial<UpdateOptions> = { batchNorm: "frozen", partSize };
      const [both, alone] = [await updated(network, everyBatch, change), await updated(network, null, change)];
      return both.gradient.map((value, index) => value - alone.gradient[index]!);
    };
    expect(relativeError(await added(3), await added(Number.POSITIVE_INFINITY))).toBeLessThan(1e-4);
  });
});

describe("distilled images in the statistics of the batch", () => {
  it("are seen by its batch norms, whose running statistics follow both", async () => {
    const everyBatch = beside(resnet, "batch");
    const [{ parameters }, { statistics }, alone] = [
      await updated(resnet, everyBatch),
      await composedGradient(resnet, everyBatch),
      await updated(resnet, null),
    ];
    const meanOf = (tensors: Parameters) => tensors["bn1.running_mean"]!.dataSync();
    expect(relativeError(meanOf(parameters), meanOf(statistics))).toBeLessThan(1e-6);
    expect(relativeError(meanOf(parameters), meanOf(alone.parameters))).toBeGreaterThan(1e-3);
  });

  it("count in neither loss nor accuracy", async () => {
    const [little, much] = [await updated(resnet, beside(resnet, "batch", 0.1)), await updated(resnet, beside(resnet, "batch", 5))];
    expect([much.loss, much.correct]).toEqual([little.loss, little.correct]);
    expect(much.correct).toBeLessThanOrEqual(5); // of five anchors
  });
});

describe("an update with distilled images", () => {
  it("leaves what a prefix freezes to the bit", async () => {
    const frozenPrefixes = ["conv1.", "bn1.", "layer1."];
    const { start } = await readFixture(resnet);
    const [before, { parameters }] = [start(), await updated(resnet, beside(resnet), { frozenPrefixes })];
    const moved = resnet.parameters(classCount).filter(({ name }) => {
      return Buffer.compare(Buffer.from(parameters[name]!.dataSync().buffer), Buffer.from(before[name]!.dataSync().buffer)) !== 0;
    });
    expect(moved.some(({ name }) => /^(conv1|bn1|layer1)\./.test(name))).toBe(false);
    expect(moved.map(({ name }) => name)).toContain("layer2.0.conv1.weight");
  });

  it.each(["frozen", "batch"] as const)("keeps no tensors but the new values, in parts too (statistics: %s)", async (statistics) => {
    const { images, labels, start } = await readFixture(resnet);
    const learnt = { parameters: start(), velocities: zeroVelocities(resnet, classCount, options) };
    const update = createUpdate(resnet, classCount, { ...options, partSize: 2 }, beside(resnet, statistics));
    const before = tf.memory().numTensors;
    update(learnt, images as Tensor4D, labels, settings);
    update.rehearse(learnt.parameters, images as Tensor4D, labels, 2);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([1, 2, 3])("keeps nothing of itself when memory does not last for its pass %i", async (failing) => {
    let calls = 0;
    const small: Network = {
      ...resnet,
      forward(...given) {
        if (++calls === failing) throw new Error("OOM when allocating tensor with shape[2,16,16,4] and type float");
        return resnet.forward(...given);
      },
    };
    const { images, labels, start } = await readFixture(resnet);
    const learnt = { parameters: start(), velocities: zeroVelocities(resnet, classCount, options) };
    const update = createUpdate(small, classCount, { ...options, partSize: 3 }, beside(resnet)); // two passes of images, then two of anchors
    const before = tf.memory().numTensors;
    expect(() => update(learnt, images as Tensor4D, labels, settings)).toThrow("OOM");
    expect(tf.memory().numTensors).toBe(before);
  });
});
