import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { normalTensor, onBothBackends, secondDerivativeErrors } from "./backends.fixture.ts";
import { relu } from "./relu.ts";
import type { Tensor } from "./tensorflow.ts";

const tf = loadTensorFlow();

describe("relu", () => {
  it("lets nothing back through zero and below", () => {
    const gradient = tf.grad((x) =>
      relu(x)
        .mul(tf.tensor1d([5, 6, 7]))
        .sum(),
    )(tf.tensor1d([-1, 0, 2]));
    expect([...gradient.dataSync()]).toEqual([0, 0, 7]);
  });

  it("gives the values and gradients of its definition", () => {
    const { fused, composed } = onBothBackends(() => {
      const x = normalTensor([3, 4, 4, 2], 5);
      return [relu(x), tf.grad((input) => relu(input).square().sum())(x)];
    });
    expect(fused).toEqual(composed);
  });

  it("has second derivatives", () => {
    const { againstComposed, againstDifferences } = secondDerivativeErrors(() => {
      const x = normalTensor([3, 4, 2], 5);
      const loss = (input: Tensor, weights: Tensor) => relu(input).mul(weights).mul(relu(input).add(weights)).sum();
      return { inputs: [x.add(x.sign().mul(0.1)), normalTensor(x.shape, 6)], loss };
    });
    expect(againstComposed).toBeLessThan(1e-6);
    expect(againstDifferences).toBeLessThan(1e-3);
  });
});
