import { describe, expect, it } from "vitest";
import { createUpdate, zeroVelocities } from "../learning/step.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { normalTensor, onBothBackends, relativeError } from "../tensor/backends.fixture.ts";
import type { Tensor4D } from "../tensor/tensorflow.ts";
import { networkOf, type Parameters } from "./network.ts";
import { usualSetup } from "./network-setup.ts";
import { classCount, readFixture, smallNetworks, smallNetworksOn } from "./small-networks.fixture.ts";
import { exactSurface, type Surface, smoothSurface } from "./surface.ts";
import { faceApiModelFolder, readFaceApiWeights } from "./weights/face-api.ts";
import { parametersOf } from "./weights/layout.ts";

const tf = loadTensorFlow();
const beta = 10;

/** The log-sum-exp of every window, place by place. */
function pooledByLoop(x: Tensor4D, side: number, padding: number): number[] {
  const [count, height, width, channels] = x.shape;
  const values = x.arraySync();
  const places = (length: number) => Math.floor((length + 2 * padding - side) / 2) + 1;
  const pooled: number[] = [];
  for (let n = 0; n < count; n++)
    for (let row = 0; row < places(height); row++)
      for (let column = 0; column < places(width); column++)
        for (let channel = 0; channel < channels; channel++) {
          let sum = 0;
          for (let place = 0; place < side * side; place++) {
            const [y, z] = [2 * row - padding + Math.floor(place / side), 2 * column - padding + (place % side)];
            const value = values[n]![y]?.[z]?.[channel];
            if (value !== undefined) sum += Math.exp(beta * value);
          }
          pooled.push(Math.log(sum) / beta);
        }
  return pooled;
}

describe("the smooth surface", () => {
  it.each([
    ["2x2", 2, 0, [2, 4, 6, 3], (x: Tensor4D) => smoothSurface.maxPool2x2(x)],
    ["2x2 of odd sizes", 2, 0, [1, 5, 7, 2], (x: Tensor4D) => smoothSurface.maxPool2x2(x)],
    ["3x3", 3, 0, [2, 7, 8, 3], (x: Tensor4D) => smoothSurface.maxPool3x3(x, 0)],
    ["3x3 with padding", 3, 1, [2, 7, 8, 3], (x: Tensor4D) => smoothSurface.maxPool3x3(x, 1)],
  ] as const)("pools each window to its log-sum-exp: %s", (_, side, padding, shape, pool) => {
    const x = normalTensor([...shape], 3) as Tensor4D;
    const exact = side === 2 ? exactSurface.maxPool2x2(x) : exactSurface.maxPool3x3(x, padding);
    expect(pool(x).shape).toEqual(exact.shape);
    expect(relativeError(pool(x).dataSync(), pooledByLoop(x, side, padding))).toBeLessThan(1e-6);
  });

  it.each([
    ["2x2", (x: Tensor4D) => smoothSurface.maxPool2x2(x)],
    ["3x3 with padding", (x: Tensor4D) => smoothSurface.maxPool3x3(x, 1)],
  ])("pools the same on every backend, and goes back the same: %s", (_, pool) => {
    const { fused, composed } = onBothBackends(() => {
      const x = normalTensor([2, 5, 6, 3], 4) as Tensor4D;
      return [pool(x), tf.grad((input) => pool(input as Tensor4D).square())(x)];
    });
    expect(fused.map((values) => values.length)).toEqual(composed.map((values) => values.length));
    for (const [index, values] of fused.entries()) expect(relativeError(values, composed[index]!)).toBeLessThan(1e-5);
  });

  it("puts a softplus where a relu was, after a sum and after a convolution too", () => {
    const rounded = (value: number) => Math.log(1 + Math.exp(beta * value)) / beta;
    const [x, y] = [tf.tensor4d([-0.2, 0.1], [1, 1, 2, 1]), tf.tensor4d([0.05, 0.3], [1, 1, 2, 1])];
    const closeTo = (values: Tensor4D, expected: number[]) => expect(relativeError(values.dataSync(), expected)).toBeLessThan(1e-5);
    closeTo(smoothSurface.relu(x), [rounded(-0.2), rounded(0.1)]);
    closeTo(smoothSurface.residualSum(x, y), [rounded(-0.15), rounded(0.4)]);
    closeTo(
      smoothSurface.activated((activation) => (activation === "none" ? x : y)),
      [rounded(-0.2), rounded(0.1)],
    );
  });
});

/** How far the smooth logits or features are off. */
function distance(
  parameters: Parameters,
  images: Tensor4D,
  on: (surface: Surface) => ReturnType<typeof networkOf>,
  key: "logits" | "features",
) {
  const [smooth, exact] = [smoothSurface, exactSurface].map((surface) => on(surface).forward(parameters, images, "frozen")[key].dataSync());
  return relativeError(smooth!, exact!);
}

describe("a smooth surrogate", () => {
  it.each(smallNetworks.map(({ name }) => name))("of %s scores exactly, and is another function", async (name) => {
    const on = (surface: Surface) => smallNetworksOn(surface).find((network) => network.name === name)!;
    const { images, start } = await readFixture(on(exactSurface));
    const [smooth, exact] = [smoothSurface, exactSurface].map(
      (surface) =>
        on(surface)
          .fold(start())
          .forward(images as Tensor4D).logits,
    );
    expect(smooth!.dataSync()).toEqual(exact!.dataSync());
    expect(distance(start(), images as Tensor4D, on, "logits")).toBeGreaterThan(0.01);
  });

  it.each(["vgg-face", "resnet34"])("of %s keeps the logits near", async (name) => {
    const on = (surface: Surface) => smallNetworksOn(surface).find((network) => network.name === name)!;
    const { images, start } = await readFixture(on(exactSurface));
    expect(distance(start(), images as Tensor4D, on, "logits")).toBeLessThan(0.1);
  });

  it("of face-resnet keeps the features near that its known weights give", () => {
    const on = (surface: Surface) => networkOf(usualSetup("face-resnet"), surface);
    const head = on(exactSurface)
      .parameters(1)
      .filter(({ name }) => name.startsWith("fc."));
    const { tensors } = readFaceApiWeights(faceApiModelFolder());
    const zeros = Object.fromEntries(
      head.map(({ name, shape }) => {
        const stored = [...shape].reverse();
        return [name, { dtype: "F32" as const, shape: stored, values: new Float32Array(stored.reduce((a, b) => a * b, 1)) }];
      }),
    );
    const parameters = parametersOf(on(exactSurface), { ...tensors, ...zeros }, 1, "face-api");
    const images = tf.randomUniform([2, 10, 10, 3], -0.5, 0.5, "float32", 1) as Tensor4D;
    expect(distance(parameters, tf.image.resizeBilinear(images, [150, 150]) as Tensor4D, on, "features")).toBeLessThan(0.12);
  });

  it("of compact keeps the logits near that the exact network learnt", () => {
    const on = (surface: Surface) => networkOf(usualSetup("compact", 16), surface);
    const learnt = { parameters: on(exactSurface).initialise(1, classCount), velocities: zeroVelocities(on(exactSurface), classCount) };
    const update = createUpdate(on(exactSurface), classCount);
    const labels = tf.tensor1d(
      Array.from({ length: 24 }, (_, row) => row % 3),
      "int32",
    );
    const bars = tf.tensor4d(
      Array.from({ length: 24 * 256 }, (_, i) => (Math.floor((i % 16) / (2 + 2 * (Math.floor(i / 256) % 3))) % 2 ? 1 : -1)),
      [24, 16, 16, 1],
    );
    const images = bars.add(normalTensor([24, 16, 16, 1], 2).mul(0.5)) as Tensor4D;
    for (let step = 0; step < 30; step++) update(learnt, images, labels, { learningRate: 0.02, momentum: 0.9, weightDecay: 5e-4 });
    expect(distance(learnt.parameters, images, on, "logits")).toBeLessThan(0.05);
  });
});
