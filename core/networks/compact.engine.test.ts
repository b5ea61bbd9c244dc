import { describe, expect, it } from "vitest";
import { createUpdate, zeroVelocities } from "../learning/step.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor4D } from "../tensor/tensorflow.ts";
import { networkOf, parameterCount } from "./network.ts";
import { usualSetup } from "./network-setup.ts";

const compact = networkOf(usualSetup("compact"));

const tf = loadTensorFlow();

/** Four faces whose pixels follow from their place: byte i is the low byte of floor(i * i / 7). */
function images(): Tensor4D {
  const values = Float32Array.from({ length: 4 * 48 * 48 }, (_, i) => ((Math.floor((i * i) / 7) % 256) / 255 - 0.5) / 0.25);
  return tf.tensor4d(values, [4, 48, 48, 1]);
}
const labels = () => tf.tensor1d([0, 2, 1, 2], "int32");

describe("the compact network", () => {
  it("has 1,128,167 trainable parameters with seven classes", () => {
    expect(parameterCount(compact, 7)).toBe(1_128_167);
  });

  it("starts from the same values for the same seed, and spreads a convolution by its fan-out", () => {
    const [first, second, other] = [1, 1, 2].map((seed) => compact.initialise(seed, 7)["conv4.weight"]!);
    expect(first!.dataSync()).toEqual(second!.dataSync());
    expect(first!.dataSync()).not.toEqual(other!.dataSync());
    const { variance } = tf.moments(first!); // 3 x 3 x 128 outputs
    expect(variance.dataSync()[0]! / (2 / (9 * 128))).toBeCloseTo(1, 1);
  });

  // The numbers come from PyTorch 2.13 (bench/peers/compact.py) with the weights of seed 1 and the images above.
  it("gives PyTorch's logits when frozen", () => {
    const { logits, features } = compact.forward(compact.initialise(1, 3), images(), "frozen");
    const row = logits.dataSync();
    for (const [k, expected] of [-0.09139663, -0.10083354, 0.1036182].entries()) expect(row[k]).toBeCloseTo(expected, 4);
    expect(features.sum().dataSync()[0]! / 90.351311).toBeCloseTo(1, 4);
  });

  it("loses and moves as in PyTorch: three losses, then the running statistics", () => {
    const learnt = { parameters: compact.initialise(1, 3), velocities: zeroVelocities(compact, 3) };
    const update = createUpdate(compact, 3);
    const settings = { learningRate: 0.05, momentum: 0.9, weightDecay: 5e-4 };
    const losses = [1, 2, 3].map(() => update(learnt, images(), labels(), settings).loss);
    expect(losses[0]).toBeCloseTo(1.1191287, 4);
    expect(losses[1]).toBeCloseTo(0.8380237, 3);
    expect(losses[2]).toBeCloseTo(0.6815929, 2);
    const { "bn1.running_mean": mean, "bn6.running_var": variance } = learnt.parameters;
    expect(mean!.dataSync()[1]).toBeCloseTo(0.0045938, 4);
    expect(variance!.dataSync()[0]).toBeCloseTo(0.8441157, 2);
  });

  it("scores the same with batch norm folded into the convolutions", () => {
    const learnt = { parameters: compact.initialise(1, 3), velocities: zeroVelocities(compact, 3) };
    createUpdate(compact, 3)(learnt, images(), labels(), { learningRate: 0.05, momentum: 0.9, weightDecay: 5e-4 }); // no trivial statistics
    const plain = compact.forward(learnt.parameters, images(), "frozen");
    const folded = compact.fold(learnt.parameters);
    const quick = folded.forward(images());
    expect(tf.max(tf.abs(plain.features.sub(quick.features))).dataSync()[0]).toBeLessThan(1e-4);
    expect(tf.max(tf.abs(plain.logits.sub(quick.logits))).dataSync()[0]).toBeLessThan(1e-4);
  });

  it("keeps no tensors of an update but the new values", () => {
    const learnt = { parameters: compact.initialise(1, 3), velocities: zeroVelocities(compact, 3) };
    const [batch, batchLabels] = [images(), labels()];
    const before = tf.memory().numTensors;
    createUpdate(compact, 3)(learnt, batch, batchLabels, { learningRate: 0.05, momentum: 0.9, weightDecay: 5e-4 });
    expect(tf.memory().numTensors).toBe(before);
  });
});
