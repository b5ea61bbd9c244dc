// Algorithm 1's gradients on smooth surrogates against central differences of the loss after real steps, which the exact networks'
// kinks do not allow: nothing here knows how the gradient is computed.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Network, networkOf, type Parameters } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { classCount, readFixture, smallNetworksOn } from "../networks/small-networks.fixture.ts";
import { smoothSurface } from "../networks/surface.ts";
import { readSafetensors } from "../networks/weights/safetensors.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { normalTensor } from "../tensor/backends.fixture.ts";
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { descend, hypergradient, type Labelled, type Walked, walkThrough } from "./reverse-recursion.ts";

const tf = loadTensorFlow();

interface Start {
  parameters: Parameters;
  images: Tensor4D;
  labels: Tensor1D;
}

const compact = networkOf(usualSetup("compact", 16), smoothSurface);
const compactStart = (): Start => ({
  parameters: compact.initialise(1, classCount),
  images: normalTensor([4, 16, 16, 1], 1) as Tensor4D,
  labels: tf.tensor1d([0, 1, 2, 0], "int32"),
});

const small = (name: string): Network => smallNetworksOn(smoothSurface).find((network) => network.name === name)!;

async function smallStart(network: Network): Promise<Start> {
  const { images, labels, start } = await readFixture(network);
  return { parameters: start(), images: images as Tensor4D, labels };
}

/** L, by the step sizes and the images of the two steps. In double precision from the logits on, because the differences are small. */
function lossAfter(walked: Walked, theta0: Tensor[], steps: Labelled[], sizes: number[], { images, targets }: Labelled): number {
  const logits = tf.tidy(() => {
    let theta = theta0;
    for (const [t, step] of steps.entries()) theta = descend(walked, theta, step, sizes[t]!);
    const parameters = { ...walked.fixed, ...Object.fromEntries(walked.names.map((name, index) => [name, theta[index]!])) };
    return walked.network.forward(parameters, images, "frozen").logits;
  });
  const wanted = targets.argMax(1).dataSync();
  const rows = logits.arraySync();
  const losses = rows.map((row, n) => Math.log(row.reduce((sum, logit) => sum + Math.exp(logit), 0)) - row[wanted[n]!]!);
  return losses.reduce((sum, loss) => sum + loss / losses.length, 0);
}

/**
 * Relative error of a slope against central differences of f around 0, of two widths, so that the third derivative cancels.
 *
 * @param change  by which f moves to either side, by that slope: above its rounding, and before it bends
 */
function errorOf(slope: number, f: (distance: number) => number, change: number): number {
  const width = change / Math.abs(slope);
  const central = (distance: number) => (f(distance) - f(-distance)) / (2 * distance);
  return Math.abs((4 * central(width / 2) - central(width)) / 3 / slope - 1);
}

/** The largest relative error of the gradients by images (each along itself at half of its pixels) and step sizes of two steps. */
function largestError(
  network: Network,
  { parameters, images, labels }: Start,
  batchNorm: "frozen" | "training",
  size: number,
  change: number,
) {
  const walked = walkThrough(network, classCount, parameters, batchNorm);
  const theta0 = walked.names.map((name) => parameters[name]!);
  const wanted = tf.oneHot(labels.add(1).mod(classCount).cast("int32") as Tensor1D, classCount).cast<Tensor2D>("float32");
  const steps: Labelled[] = [
    { images: images.clone(), targets: wanted.mul(0.7).add(0.1) },
    { images: images.div(2), targets: wanted.mul(0.4).add(0.2) },
  ];
  const sizes = [size, 0.8 * size];
  const real: Labelled = { images, targets: tf.oneHot(labels, classCount).cast("float32") };
  const gradient = hypergradient(walked, theta0, steps, sizes, real);
  const errors = steps.flatMap((step, t) => {
    const along = gradient.images[t]!.mul(normalTensor(step.images.shape, 50 + t).step()) as Tensor4D;
    const movedImages = (distance: number) =>
      steps.map((other, at) => (at === t ? { ...other, images: other.images.add(along.mul(distance)) as Tensor4D } : other));
    const movedSizes = (distance: number) => sizes.map((other, at) => (at === t ? other + distance : other));
    return [
      errorOf(along.square().sum().dataSync()[0]!, (distance) => lossAfter(walked, theta0, movedImages(distance), sizes, real), change),
      errorOf(gradient.stepSizes[t]!, (distance) => lossAfter(walked, theta0, steps, movedSizes(distance), real), change),
    ];
  });
  return Math.max(...errors);
}

const stepSizeOf = async ({ name }: Network): Promise<number> =>
  Number((await readSafetensors(join(import.meta.dirname, "fixtures", `${name}.safetensors`))).metadata.step_size);

describe("the hypergradient of a smooth surrogate is that of differences", () => {
  it.each(["frozen", "training"] as const)("for compact (batch norm: %s)", (batchNorm) => {
    expect(largestError(compact, compactStart(), batchNorm, batchNorm === "frozen" ? 0.5 : 0.1, 3e-4)).toBeLessThan(1e-3);
  });

  it.each(["resnet34", "face-resnet"])("for a small %s", async (name) => {
    const network = small(name);
    expect(largestError(network, await smallStart(network), "frozen", 3 * (await stepSizeOf(network)), 3e-4)).toBeLessThan(1e-3);
  });

  // Its step sizes are a ten-thousandth of the others', its pixels a hundred times as large: rounding is what stays.
  it("for a small vgg-face", async () => {
    const network = small("vgg-face");
    expect(largestError(network, await smallStart(network), "frozen", 0.1 * (await stepSizeOf(network)), 1e-3)).toBeLessThan(5e-3);
  });
});
