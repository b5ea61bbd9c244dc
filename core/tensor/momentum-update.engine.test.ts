import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { largestDifference, normalTensor, onBothBackends } from "./backends.fixture.ts";
import { momentumUpdate } from "./momentum-update.ts";
import type { Tensor, Tensor1D } from "./tensorflow.ts";

const tf = loadTensorFlow();

describe("momentumUpdate", () => {
  it("adds decay to the gradient and the rate to the velocity, parameter by parameter", () => {
    const settings = { learningRate: 0.125, momentum: 0.5, weightDecay: 2 };
    const { fused, composed } = onBothBackends(() => {
      const weights = [tf.tensor2d([[1, 2]]), tf.scalar(4)];
      const gradients = [tf.tensor2d([[10, 20]]), tf.scalar(40)];
      const next = momentumUpdate(weights, gradients, tf.tensor1d([100, 200, 300]), settings);
      expect(next.weights.map(({ shape }) => shape)).toEqual([[1, 2], []]);
      return [next.velocities, ...next.weights];
    });
    expect(fused).toEqual([[62, 124, 198], [-6.75, -13.5], [-20.75]]); // 0.5 x 100 + 10 + 2 x 1; 1 - 0.125 x 62
    expect(composed).toEqual(fused);
  });

  it.each([
    [0.9, 5e-4],
    [0.9, 0],
    [0, 5e-4],
  ])("gives the values of its definition over three updates (momentum %d, decay %d)", (momentum, weightDecay) => {
    const { fused, composed } = onBothBackends(() => {
      let state: { weights: Tensor[]; velocities: Tensor1D } = {
        weights: [normalTensor([40, 3], 1)],
        velocities: normalTensor([120], 2) as Tensor1D,
      };
      for (const seed of [3, 4, 5]) {
        state = momentumUpdate(state.weights, [normalTensor([40, 3], seed)], state.velocities, {
          learningRate: 0.1,
          momentum,
          weightDecay,
        });
      }
      return [...state.weights, state.velocities];
    });
    expect(largestDifference(fused, composed)).toBeLessThan(1e-5);
  });

  it("uses up what it is given and leaves nothing behind but its result", () => {
    const weights = [tf.ones([3]), tf.ones([2, 2])];
    const gradients = weights.map((tensor) => tensor.mul(2));
    const velocities = tf.zeros([7]) as Tensor1D;
    const before = tf.memory().numTensors;
    const next = momentumUpdate(weights, gradients, velocities, { learningRate: 1, momentum: 1, weightDecay: 1 });
    expect(tf.memory().numTensors).toBe(before);
    expect([...weights, velocities].every(({ isDisposed }) => isDisposed)).toBe(true);
    tf.dispose([next.velocities, ...next.weights, ...gradients]);
  });

  it("leaves clones as they are", () => {
    const weights = tf.tensor1d([1, 2]);
    const [kept, gradients, velocities] = [weights.clone(), tf.ones([2]), tf.ones([2]) as Tensor1D];
    const keptVelocities = velocities.clone();
    const next = momentumUpdate([weights], [gradients], velocities, { learningRate: 1, momentum: 0.5, weightDecay: 0 });
    expect([...next.weights[0]!.dataSync()]).toEqual([-0.5, 0.5]);
    expect([...kept.dataSync()]).toEqual([1, 2]);
    expect([...keptVelocities.dataSync()]).toEqual([1, 1]);
    expect([...gradients.dataSync()]).toEqual([1, 1]);
  });
});
