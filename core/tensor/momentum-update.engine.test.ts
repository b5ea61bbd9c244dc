import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { momentumUpdate } from "./momentum-update.ts";

const tf = loadTensorFlow();

describe("momentumUpdate", () => {
  it("adds decay to the gradient and the rate to the velocity, parameter by parameter", () => {
    const weights = [tf.tensor2d([[1, 2]]), tf.scalar(4)];
    const gradients = [tf.tensor2d([[10, 20]]), tf.scalar(40)];
    const velocities = tf.tensor1d([100, 200, 300]);
    const next = momentumUpdate(weights, gradients, velocities, { learningRate: 0.125, momentum: 0.5, weightDecay: 2 });
    expect([...next.velocities.dataSync()]).toEqual([62, 124, 198]); // 0.5 x 100 + 10 + 2 x 1
    expect(next.weights[0]!.arraySync()).toEqual([[-6.75, -13.5]]); // 1 - 0.125 x 62
    expect(next.weights[1]!.arraySync()).toBe(-20.75);
  });

  it("leaves no tensors behind but its result", () => {
    const weights = [tf.ones([3]), tf.ones([2, 2])];
    const velocities = tf.zeros([7]) as ReturnType<typeof tf.tensor1d>;
    const before = tf.memory().numTensors;
    const next = momentumUpdate(weights, weights, velocities, { learningRate: 1, momentum: 1, weightDecay: 1 });
    expect(tf.memory().numTensors).toBe(before + 3);
    tf.dispose([next.velocities, ...next.weights]);
  });
});
