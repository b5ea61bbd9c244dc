// The gradient of a loss after one update, by the pictures of that update: what distillation (Algorithm 1) walks down. Every layer of a
// network is differentiated twice on the way. Held to PyTorch's double backward in double precision, and the fused kernels to the
// composed ones.
import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "../tensor/backend.ts";
import { normalTensor, onBothBackends, relativeError } from "../tensor/backends.fixture.ts";
import { crossEntropyOfRows } from "../tensor/cross-entropy.ts";
import type { Tensor, Tensor1D, Tensor4D } from "../tensor/tensorflow.ts";
import { isTrainable, type Mode, type Network, networkOf, type Parameters } from "./network.ts";
import { usualSetup } from "./network-setup.ts";
import { classCount, readFixture, smallNetworks } from "./small-networks.fixture.ts";

const tf = loadTensorFlow();

interface Faces {
  images: Tensor4D;
  labels: Tensor1D;
}

/** By x: L(w - rate grad_w l(x)), where l asks x for the next label and L the images for their own. [N, H, W, C] */
function unrolledGradient(network: Network, parameters: Parameters, { images, labels }: Faces, rate: number, mode: Mode): Tensor {
  const names = network
    .parameters(classCount)
    .filter(isTrainable)
    .map(({ name }) => name);
  const weights = names.map((name) => parameters[name]!);
  const lossWith = (values: Tensor[], pictures: Tensor, wanted: Tensor1D, update: number) => {
    const named = { ...parameters, ...Object.fromEntries(names.map((name, index) => [name, values[index]!])) };
    return crossEntropyOfRows(network.forward(named, pictures as Tensor4D, mode, update).logits, wanted).mean();
  };
  const others = labels.add(1).mod(classCount).cast("int32") as Tensor1D;
  const afterUpdate = (x: Tensor) => {
    const slopes = tf.grads((...values) => lossWith(values, x, others, 0))(weights);
    const moved = weights.map((weight, index) => weight.sub(slopes[index]!.mul(rate)));
    return lossWith(moved, images, labels, 1);
  };
  return tf.grad(afterUpdate)(images.clone()); // or the tape would take the outer pictures for x as well
}

/** A tenth of the fixture's: after a whole update the small VGG is where rounding grows. */
const rateOf = ({ learningRate }: { learningRate: number }): number => learningRate / 10;

const modes = [
  ["train", "unrolled.training"],
  ["frozen", "unrolled.frozen"],
] as const;

describe.each(smallNetworks)("$name", (network) => {
  it.each(modes)("is PyTorch's (mode: %s)", async (mode, key) => {
    const { images, labels, settings, floats, start } = await readFixture(network);
    const gradient = unrolledGradient(network, start(), { images: images as Tensor4D, labels }, rateOf(settings), mode);
    const [count, height, width, channels] = gradient.shape as [number, number, number, number];
    const everyFifth = tf.stridedSlice(gradient as Tensor4D, [0, 0, 0, 0], [count, height, width, channels], [1, 5, 5, 1]);
    expect(relativeError(everyFifth.dataSync(), floats(key))).toBeLessThan(1e-4);
  });

  it("is the same fused and composed, for two of the pictures", async () => {
    const { images, labels, settings, start } = await readFixture(network);
    const [faces, values] = [{ images: images.slice(0, 2) as Tensor4D, labels: labels.slice(0, 2) }, start()];
    const { fused, composed } = onBothBackends(() => [unrolledGradient(network, values, faces, rateOf(settings), "train")]);
    expect(relativeError(fused[0]!, composed[0]!)).toBeLessThan(1e-4);
  });
});

describe("compact", () => {
  it.each(modes)("is the same fused and composed (mode: %s)", (mode) => {
    const network = networkOf(usualSetup("compact", 16));
    const parameters = network.initialise(1, classCount);
    const { fused, composed } = onBothBackends(() => {
      const faces = { images: normalTensor([4, 16, 16, 1], 1) as Tensor4D, labels: tf.tensor1d([0, 1, 2, 0], "int32") };
      return [unrolledGradient(network, parameters, faces, 0.05, mode)];
    });
    expect(relativeError(fused[0]!, composed[0]!)).toBeLessThan(1e-4);
  });
});
