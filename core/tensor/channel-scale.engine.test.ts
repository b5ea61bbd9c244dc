import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { largestDifference, normalTensor, onBothBackends, secondDerivativeErrors } from "./backends.fixture.ts";
import { foldScale } from "./channel-scale.ts";
import { convolution } from "./convolution.ts";
import type { Tensor, Tensor1D, Tensor4D } from "./tensorflow.ts";

const tf = loadTensorFlow();
const keepsSize = { stride: 1, padding: 1 };

const layerOf = ([filter, bias, scale, offset]: Tensor[]) => ({
  filter: filter as Tensor4D,
  bias: bias as Tensor1D,
  scale: scale as Tensor1D,
  offset: offset as Tensor1D,
});
const drawn = () => [normalTensor([3, 3, 2, 4], 1), normalTensor([4], 2), normalTensor([4], 3), normalTensor([4], 4)];

/** A number that follows both results, each value with a weight of its own. */
function readOut(...inputs: Tensor[]): Tensor {
  const { filter, bias } = foldScale(layerOf(inputs));
  return filter
    .mul(normalTensor([3, 3, 2, 4], 5))
    .sum()
    .add(bias.mul(normalTensor([4], 6)).sum());
}

describe("foldScale", () => {
  it("multiplies filter and bias by the scale of their channel, and adds the offset to the bias alone", () => {
    const { filter, bias } = foldScale({
      filter: tf.tensor4d([1, 2, 3, 4], [1, 1, 2, 2]),
      bias: tf.tensor1d([5, 6]),
      scale: tf.tensor1d([10, -1]),
      offset: tf.tensor1d([7, 8]),
    });
    expect([...filter.dataSync()]).toEqual([10, -2, 30, -4]);
    expect([...bias.dataSync()]).toEqual([57, 2]);
  });

  it("makes one convolution of a convolution with bias and its scale", () => {
    const layer = layerOf(drawn());
    const x = normalTensor([2, 5, 4, 2], 7) as Tensor4D;
    const inSteps = convolution(x, layer.filter, keepsSize).add(layer.bias).mul(layer.scale).add(layer.offset);
    const { filter, bias } = foldScale(layer);
    const atOnce = convolution(x, filter, keepsSize).add(bias);
    expect(largestDifference([Array.from(atOnce.dataSync())], [Array.from(inSteps.dataSync())])).toBeLessThan(1e-4);
  });

  it("gives the gradients of its definition", () => {
    const { fused, composed } = onBothBackends(() => tf.grads(readOut)(drawn()));
    expect(fused.map(({ length }) => length)).toEqual([72, 4, 4, 4]);
    expect(largestDifference(fused, composed)).toBeLessThan(1e-5);
    const [filter, bias, scale, offset] = drawn() as [Tensor4D, Tensor1D, Tensor1D, Tensor1D];
    const plain = tf.grads((...[f, b, s, o]: Tensor[]) =>
      f!
        .mul(s!)
        .mul(normalTensor([3, 3, 2, 4], 5))
        .sum()
        .add(
          b!
            .mul(s!)
            .add(o!)
            .mul(normalTensor([4], 6))
            .sum(),
        ),
    )([filter, bias, scale, offset]);
    expect(
      largestDifference(
        fused,
        plain.map((gradient) => Array.from(gradient.dataSync())),
      ),
    ).toBeLessThan(1e-5);
  });

  it("has second derivatives", () => {
    const { againstComposed, againstDifferences } = secondDerivativeErrors(() => ({
      inputs: drawn(),
      loss: (...inputs) => {
        const { filter, bias } = foldScale(layerOf(inputs));
        return filter.mul(filter.square()).sum().add(bias.mul(bias.square()).sum()).div(4);
      },
    }));
    expect(againstComposed).toBeLessThan(1e-5);
    expect(againstDifferences).toBeLessThan(2e-3);
  });
});
