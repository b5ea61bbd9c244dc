// Algorithm 1's gradients: against the gradient of the whole unrolled graph, central differences on a smooth network, and PyTorch's
// double backward in double precision.
import { describe, expect, it } from "vitest";
import { type Network, networkOf, type Parameters } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { normalTensor, relativeError } from "../tensor/backends.fixture.ts";
import { softCrossEntropyOfRows } from "../tensor/cross-entropy.ts";
import type { Tensor, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { descend, hypergradient, type Labelled, walkThrough } from "./reverse-recursion.ts";

const tf = loadTensorFlow();
const classCount = 3;
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

describe("descend", () => {
  it("is one step of plain descent", () => {
    const parameters = compact.initialise(1, classCount);
    const walked = walkThrough(compact, classCount, parameters, "frozen");
    const theta = walked.names.map((name) => parameters[name]!);
    const [unmoved] = [descend(walked, theta, labelled(3, 1), 0)];
    for (const [index, tensor] of unmoved!.entries()) expect(tensor.dataSync()).toEqual(theta[index]!.dataSync());
  });
});
