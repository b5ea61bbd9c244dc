import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { largestDifference, normalTensor, onBothBackends, secondDerivativeErrors } from "./backends.fixture.ts";
import { crossEntropyOfRows, softCrossEntropyOfRows } from "./cross-entropy.ts";
import type { Tensor2D } from "./tensorflow.ts";

const tf = loadTensorFlow();

describe("crossEntropyOfRows (Eq. 1 and 2)", () => {
  it("is log K for a learner that knows nothing", () => {
    const loss = crossEntropyOfRows(tf.zeros([1, 7]), tf.tensor1d([3], "int32"));
    expect(loss.dataSync()[0]).toBeCloseTo(Math.log(7), 6);
  });

  it("stays finite where the probability of the label rounds to nothing", () => {
    const loss = crossEntropyOfRows(tf.tensor2d([[1000, 0]]), tf.tensor1d([1], "int32"));
    expect(loss.dataSync()[0]).toBe(1000);
  });

  it("gives the values and gradients of its definition", () => {
    const { fused, composed } = onBothBackends(() => {
      const logits = normalTensor([5, 4], 8).mul(3) as Tensor2D;
      const labels = tf.tensor1d([0, 3, 1, 1, 2], "int32");
      const weighted = (z: Tensor2D) =>
        crossEntropyOfRows(z, labels)
          .mul(tf.tensor1d([1, 2, 3, 4, 5]))
          .sum();
      return [crossEntropyOfRows(logits, labels), tf.grad((z) => weighted(z as Tensor2D))(logits)];
    });
    expect(largestDifference(fused, composed)).toBeLessThan(1e-5);
  });

  it("has second derivatives by the logits: the Hessian diag(p) - p p' of each row", () => {
    const { againstComposed, againstDifferences } = secondDerivativeErrors(() => {
      const [labels, weights] = [tf.tensor1d([0, 3, 1], "int32"), tf.tensor1d([1, 2, 3])];
      return {
        inputs: [normalTensor([3, 4], 8)],
        loss: (z) =>
          crossEntropyOfRows(z as Tensor2D, labels)
            .mul(weights)
            .sum(),
      };
    });
    expect(againstComposed).toBeLessThan(1e-5);
    expect(againstDifferences).toBeLessThan(1e-3);
  });

  it("has second derivatives by the weight of a row", () => {
    const { againstDifferences } = secondDerivativeErrors(() => {
      const labels = tf.tensor1d([0, 3, 1], "int32");
      return {
        inputs: [normalTensor([3, 4], 8), normalTensor([3], 9)],
        loss: (z, weights) =>
          crossEntropyOfRows(z as Tensor2D, labels)
            .mul(weights!)
            .sum(),
      };
    });
    expect(againstDifferences).toBeLessThan(1e-3);
  });
});

describe("softCrossEntropyOfRows", () => {
  it("is the cross-entropy of the label where all of a target lies on one class", () => {
    const logits = normalTensor([4, 3], 5) as Tensor2D;
    const labels = tf.tensor1d([2, 0, 1, 2], "int32");
    const targets = tf.oneHot(labels, 3).cast<Tensor2D>("float32");
    const difference = softCrossEntropyOfRows(logits, targets).sub(crossEntropyOfRows(logits, labels));
    expect(difference.abs().max().dataSync()[0]).toBeLessThan(1e-6);
  });

  it("is log K for a learner that knows nothing, whatever the target", () => {
    const loss = softCrossEntropyOfRows(tf.zeros([1, 7]), tf.tensor2d([[0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]]));
    expect(loss.dataSync()[0]).toBeCloseTo(Math.log(7), 6);
  });

  it("gives the values and gradients of its definition", () => {
    const { fused, composed } = onBothBackends(() => {
      const logits = normalTensor([5, 4], 8).mul(3) as Tensor2D;
      const targets = tf.softmax(normalTensor([5, 4], 9)) as Tensor2D;
      const weighted = (z: Tensor2D) =>
        softCrossEntropyOfRows(z, targets)
          .mul(tf.tensor1d([1, 2, 3, 4, 5]))
          .sum();
      return [softCrossEntropyOfRows(logits, targets), tf.grad((z) => weighted(z as Tensor2D))(logits)];
    });
    expect(largestDifference(fused, composed)).toBeLessThan(1e-5);
  });

  it("has second derivatives by the logits and by the weight of a row", () => {
    const { againstComposed, againstDifferences } = secondDerivativeErrors(() => {
      const targets = tf.softmax(normalTensor([3, 4], 7)) as Tensor2D;
      return {
        inputs: [normalTensor([3, 4], 8), normalTensor([3], 9)],
        loss: (z, weights) =>
          softCrossEntropyOfRows(z as Tensor2D, targets)
            .mul(weights!)
            .sum(),
      };
    });
    expect(againstComposed).toBeLessThan(1e-5);
    expect(againstDifferences).toBeLessThan(1e-3);
  });
});
