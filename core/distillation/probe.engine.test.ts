import { describe, expect, it } from "vitest";
import { networkOf } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { randomStream } from "../random.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { noiseLike, type ProbeSet, trainProbe } from "./probe.ts";

const tf = loadTensorFlow();
const side = 24;
const network = networkOf(usualSetup("compact", side));
const length = side * side;
const classCount = 7;
const settings = { network, classCount, epochs: 60, seed: 1 };
const hooks = { signal: new AbortController().signal, breathe: async () => undefined, onEpoch: () => undefined };

/** Seven images a checkpoint, one a class: stripes that only their direction tells apart, anywhere, under as much noise. */
function checkpoints(count: number, run: number): ProbeSet {
  const random = randomStream(run, "images");
  const labels = Int32Array.from({ length: count * classCount }, (_, index) => index % classCount);
  const images = new Float32Array(labels.length * length);
  for (const [index, label] of labels.entries()) {
    const [angle, phase] = [(Math.PI * label) / classCount, 2 * Math.PI * random.uniform()];
    for (let i = 0; i < length; i++) {
      const along = (i % side) * Math.cos(angle) + Math.floor(i / side) * Math.sin(angle);
      images[index * length + i] = Math.cos(along + phase) + 0.7 * random.normal();
    }
  }
  return { images, labels };
}

describe("the probe (Fig. 7)", () => {
  it("tells the classes of held-out textures without a mistake, in this run and in another", async () => {
    const [train, test, other] = [checkpoints(5, 1), checkpoints(1, 2), checkpoints(10, 3)]; // 70 are more than go through at once
    const before = tf.memory().numTensors;
    const [own, others] = await trainProbe(train, [test, other], settings, hooks);
    expect(tf.memory().numTensors).toBe(before);
    expect(own!.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(own!.at(-1)).toMatchObject({ trainAccuracy: 1, testAccuracy: 1 });
    expect(others!.at(-1)!.testAccuracy).toBe(1);
    expect(own!.at(-1)!.testLoss).toBeLessThan(0.2);
    expect(own![0]!.testLoss).toBeGreaterThan(1);
  });

  it("learns noise by heart, and can tell nothing of other noise", async () => {
    const train = noiseLike(checkpoints(5, 1), 1, "train");
    const test = noiseLike(checkpoints(10, 1), 1, "test"); // 70, so that chance is seen sharply
    const [epochs] = await trainProbe(train, [test], settings, hooks);
    const { trainAccuracy, testAccuracy, testLoss } = epochs!.at(-1)!;
    expect(trainAccuracy).toBe(1);
    expect(Math.abs(testAccuracy - 1 / 7)).toBeLessThan(3 * Math.sqrt((1 / 7) * (6 / 7) * (1 / 70))); // three deviations
    expect(testLoss).toBeGreaterThan(Math.log(7));
  });

  it("is the same for the same seed", async () => {
    const run = () => trainProbe(checkpoints(2, 1), [checkpoints(1, 2)], { ...settings, epochs: 3 }, hooks);
    expect(await run()).toEqual(await run());
  });

  it("stops when it is cancelled, and leaves no tensor behind", async () => {
    const before = tf.memory().numTensors;
    const cancelled = { ...hooks, signal: AbortSignal.abort() };
    await expect(trainProbe(checkpoints(2, 1), [checkpoints(1, 2)], settings, cancelled)).rejects.toThrow("aborted");
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("noise in the place of images", () => {
  it("has as many images of each class, N(0, 1), and is fresh for each purpose", () => {
    const images = checkpoints(3, 1);
    const [train, test] = [noiseLike(images, 1, "train"), noiseLike(images, 1, "test")];
    expect([...train.labels].sort()).toEqual([...images.labels].sort());
    expect(train.labels).not.toEqual(images.labels);
    const mean = train.images.reduce((sum, value) => sum + value, 0) / train.images.length;
    const variance = train.images.reduce((sum, value) => sum + value ** 2, 0) / train.images.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
    expect(test.images).not.toEqual(train.images);
  });
});
