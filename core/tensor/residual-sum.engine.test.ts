import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { normalTensor, onBothBackends, secondDerivativeErrors } from "./backends.fixture.ts";
import { residualSum } from "./residual-sum.ts";
import type { Tensor } from "./tensorflow.ts";

const tf = loadTensorFlow();

describe("residualSum", () => {
  it("cuts the sum off at 0, and lets nothing back there", () => {
    const [a, b] = [tf.tensor1d([1, -3, 2]), tf.tensor1d([2, 1, -2])];
    expect([...residualSum(a, b).dataSync()]).toEqual([3, 0, 0]);
    const gradients = tf.grads((x, y) => residualSum(x, y).mul(tf.tensor1d([5, 6, 7])))([a, b]);
    expect(gradients.map((gradient) => [...gradient.dataSync()])).toEqual([
      [5, 0, 0],
      [5, 0, 0],
    ]);
  });

  it("gives the values and gradients of its definition where a branch is used twice", () => {
    const { fused, composed } = onBothBackends(() => {
      const x = normalTensor([3, 4, 4, 2], 5);
      const block = (input: Tensor) => residualSum(residualSum(input.mul(2), input), input);
      return [block(x), tf.grad((input) => block(input).square().sum())(x)];
    });
    expect(fused).toEqual(composed);
  });

  it("has second derivatives", () => {
    const { againstComposed, againstDifferences } = secondDerivativeErrors(() => ({
      inputs: [normalTensor([3, 4, 2], 5), normalTensor([3, 4, 2], 6)],
      loss: (branch, shortcut) => {
        const y = residualSum(branch!, shortcut!);
        return y.mul(y.square()).sum();
      },
    }));
    expect(againstComposed).toBeLessThan(1e-6);
    expect(againstDifferences).toBeLessThan(1e-3);
  });
});
