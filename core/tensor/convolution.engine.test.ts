import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { largestDifference, normalTensor, onBothBackends } from "./backends.fixture.ts";
import { convolution } from "./convolution.ts";
import type { Tensor, Tensor4D } from "./tensorflow.ts";

const tf = loadTensorFlow();

describe("convolution", () => {
  it("pads at the top before a stride of 2, as PyTorch does, where TensorFlow's own would pad at the bottom", () => {
    const x = tf.tensor4d([1, 2, 3, 4], [1, 4, 1, 1]);
    const sumOfThree = tf.pad(tf.ones([3, 1, 1, 1]) as Tensor4D, [
      [0, 0],
      [1, 1],
      [0, 0],
      [0, 0],
    ]) as Tensor4D;
    const y = convolution(x, sumOfThree, { stride: 2, padding: 1 });
    expect(y.shape).toEqual([1, 2, 1, 1]);
    expect([...y.dataSync()]).toEqual([0 + 1 + 2, 2 + 3 + 4]); // "same" gives 1 + 2 + 3 and 3 + 4 + 0
  });

  it.each([
    ["3x3, same size", 3, 7, { stride: 1, padding: 1 }],
    ["3x3, stride 2 over an even size", 3, 8, { stride: 2, padding: 1 }],
    ["3x3, stride 2 over an odd size", 3, 7, { stride: 2, padding: 1 }],
    ["3x3, stride 2 without padding, a row left over", 3, 8, { stride: 2, padding: 0 }],
    ["1x1, stride 2", 1, 8, { stride: 2, padding: 0 }],
    ["7x7, stride 2", 7, 12, { stride: 2, padding: 3 }],
  ])("gives the values and gradients of its definition: %s", (_, side, size, window) => {
    const { fused, composed } = onBothBackends(() => {
      const x = normalTensor([2, size, size + 1, 3], 1) as Tensor4D;
      const filter = normalTensor([side, side, 3, 4], 2) as Tensor4D;
      const y = convolution(x, filter, window);
      const weights = normalTensor(y.shape, 3);
      const loss = (input: Tensor, weight: Tensor) =>
        convolution(input as Tensor4D, weight as Tensor4D, window)
          .mul(weights)
          .sum();
      return [y, ...tf.grads(loss)([x, filter])];
    });
    expect(fused[2]).toHaveLength(side * side * 3 * 4);
    expect(largestDifference(fused, composed)).toBeLessThan(1e-3);
  });

  it("has second derivatives: the Hessian-vector products of its definition", () => {
    const { fused, composed } = onBothBackends(() => {
      const window = { stride: 2, padding: 1 };
      const [x, filter] = [normalTensor([2, 6, 6, 3], 1), normalTensor([3, 3, 3, 4], 2)];
      const [towardsX, towardsFilter] = [normalTensor(x.shape, 4), normalTensor(filter.shape, 5)];
      const loss = (input: Tensor, weight: Tensor) =>
        convolution(input as Tensor4D, weight as Tensor4D, window)
          .square()
          .sum();
      const along = (input: Tensor, weight: Tensor) => {
        const [byX, byFilter] = tf.grads(loss)([input, weight]) as [Tensor, Tensor];
        return byX.mul(towardsX).sum().add(byFilter.mul(towardsFilter).sum());
      };
      return tf.grads(along)([x, filter]);
    });
    expect(fused[0]!.some((value) => Math.abs(value) > 1)).toBe(true);
    const scale = Math.max(...composed.flat().map(Math.abs));
    expect(largestDifference(fused, composed) / scale).toBeLessThan(1e-5);
  });
});
