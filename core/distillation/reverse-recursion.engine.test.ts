// Algorithm 1's gradients: against the gradient of the whole unrolled graph, central differences on a smooth network, and PyTorch's
// double backward in double precision.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Network, networkOf, type Parameters } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { classCount, readFixture, smallNetworks } from "../networks/small-networks.fixture.ts";
import { readSafetensors } from "../networks/weights/safetensors.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { normalTensor, relativeError } from "../tensor/backends.fixture.ts";
import { softCrossEntropyOfRows } from "../tensor/cross-entropy.ts";
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { descend, hypergradient, type Labelled, walkThrough } from "./reverse-recursion.ts";

const tf = loadTensorFlow();
const compact = networkOf(usualSetup("compact", 16));

function labelled(count: number, seed: number, network: Network = compact): Labelled {
  const { inputSize, channels } = network;
  const labels = tf.tensor1d(
    Array.from({ length: count }, (_, row) => (row + seed) % classCount),
    "int32",
  );
  return {
    images: normalTensor([count, inputSize, inputSize, channels], seed) as Tensor4D,
    targets: tf.oneHot(labels, classCount).cast("float32"),
  };
}

/** The same three steps as one graph: what the recursion must equal. */
function wholeGraph(
  network: Network,
  parameters: Parameters,
  steps: Labelled[],
  stepSizes: Tensor,
  real: Labelled,
  mode: "frozen" | "train",
) {
  const { names, fixed } = walkThrough(network, classCount, parameters, "frozen");
  const loss = (weights: Tensor[], { images, targets }: Labelled, how: "frozen" | "train") => {
    const named = { ...fixed, ...Object.fromEntries(names.map((name, index) => [name, weights[index]!])) };
    return softCrossEntropyOfRows(network.forward(named, images, how).logits, targets).mean();
  };
  const f = (...xs: Tensor[]) => {
    const etas = xs.at(-1)!;
    let theta = names.map((name) => parameters[name]!);
    for (const [t, { targets }] of steps.entries()) {
      const slopes = tf.grads((...weights) => loss(weights, { images: xs[t] as Tensor4D, targets }, mode))(theta);
      const eta = etas.slice([t], [1]).asScalar();
      theta = theta.map((weight, index) => weight.sub(slopes[index]!.mul(eta)));
    }
    return loss(theta, real, "frozen");
  };
  return tf.valueAndGrads(f as never)([...steps.map(({ images }) => images), stepSizes]);
}

describe("hypergradient", () => {
  it.each(["frozen", "training"] as const)("equals the gradient of the whole graph (batch norm: %s)", (batchNorm) => {
    const parameters = compact.initialise(1, classCount);
    const steps = [labelled(3, 1), labelled(3, 2), labelled(3, 3)];
    const real = labelled(5, 4);
    const sizes = [0.05, 0.03, 0.04];
    const whole = wholeGraph(compact, parameters, steps, tf.tensor1d(sizes), real, batchNorm === "frozen" ? "frozen" : "train");
    const walked = walkThrough(compact, classCount, parameters, batchNorm);
    const ours = hypergradient(
      walked,
      walked.names.map((name) => parameters[name]!),
      steps,
      sizes,
      real,
    );
    expect(ours.loss).toBeCloseTo(whole.value.dataSync()[0]!, 5);
    for (const [t, images] of ours.images.entries()) {
      expect(relativeError(images.dataSync(), whole.grads[t]!.dataSync())).toBeLessThan(1e-4);
    }
    expect(relativeError(ours.stepSizes, whole.grads.at(-1)!.dataSync())).toBeLessThan(1e-4);
  });

  it("keeps no tensors but its results", () => {
    const parameters = compact.initialise(1, classCount);
    const [step, real] = [labelled(3, 1), labelled(5, 4)];
    const walked = walkThrough(compact, classCount, parameters, "frozen");
    const theta = walked.names.map((name) => parameters[name]!);
    const before = tf.memory().numTensors;
    const { images } = hypergradient(walked, theta, [step, step, step], [0.1, 0.1, 0.1], real);
    expect(tf.memory().numTensors).toBe(before + 3);
    tf.dispose(images);
  });
});

describe.each(smallNetworks)("hypergradient of $name", (network) => {
  it.each(["frozen", "training"] as const)("is PyTorch's double backward in double precision (batch norm: %s)", async (batchNorm) => {
    const { images, labels, start } = await readFixture(network);
    const expected = await readSafetensors(join(import.meta.dirname, "fixtures", `${network.name}.safetensors`));
    const floats = (key: string) => (expected.tensors[`${batchNorm}.${key}`] as { values: Float32Array }).values;
    const wanted = tf.oneHot(labels.add(1).mod(classCount).cast("int32") as Tensor1D, classCount).cast<Tensor2D>("float32");
    const steps: Labelled[] = [
      { images: images.clone() as Tensor4D, targets: wanted.mul(0.7).add(0.1) },
      { images: images.div(2), targets: wanted.mul(0.4).add(0.2) },
    ];
    const sizes = [1, 0.8, 0.6, 0.4].map((share) => share * Number(expected.metadata.step_size));
    const parameters = start();
    const walked = walkThrough(network, classCount, parameters, batchNorm);
    const theta0 = walked.names.map((name) => parameters[name]!);
    const real: Labelled = { images: images as Tensor4D, targets: tf.oneHot(labels, classCount).cast("float32") };
    const ours = hypergradient(walked, theta0, [...steps, ...steps], sizes, real, true);

    const summed = <T extends Tensor>([first, second, third, fourth]: T[]) => [first!.add(third!), second!.add(fourth!)] as T[];
    const everyFifth = (tensor: Tensor) => tf.stridedSlice(tensor as Tensor4D, [0, 0, 0, 0], tensor.shape, [1, 5, 5, 1]);
    const values = (tensors: Tensor[]) => tf.stack(tensors).dataSync();
    expect(relativeError([ours.loss], floats("loss"))).toBeLessThan(1e-5);
    expect(relativeError(values(summed(ours.images).map(everyFifth)), floats("images"))).toBeLessThan(1e-3);
    expect(relativeError(values(summed(ours.targets!).map((rows) => rows.sub(rows.mean(1, true)))), floats("targets"))).toBeLessThan(1e-3);
    expect(relativeError(ours.stepSizes, floats("steps"))).toBeLessThan(1e-3);
  });
});

describe("descend", () => {
  it("is one step of plain descent", () => {
    const parameters = compact.initialise(1, classCount);
    const walked = walkThrough(compact, classCount, parameters, "frozen");
    const theta = walked.names.map((name) => parameters[name]!);
    const [unmoved] = [descend(walked, theta, labelled(3, 1), 0)];
    for (const [index, tensor] of unmoved!.entries()) expect(tensor.dataSync()).toEqual(theta[index]!.dataSync());
  });
});
