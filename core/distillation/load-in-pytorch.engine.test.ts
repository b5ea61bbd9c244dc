// Distilled images open in PyTorch as docs/distilled-images.md says, and the loop shown there applies them as a plain loop over our network
// does. By the script that we tell people to use.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isTrainable, networkOf, type Parameters } from "../networks/network.ts";
import { storedState } from "../networks/weights/layout.ts";
import { python, scriptPath } from "../networks/weights/python.fixture.ts";
import { writeSafetensors } from "../networks/weights/safetensors.ts";
import { weightMetadata } from "../networks/weights/weight-input.ts";
import { randomStream } from "../random.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { softCrossEntropyOfRows } from "../tensor/cross-entropy.ts";
import type { Tensor, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { writeDistilled } from "./distilled-file.ts";
import { distilledSet, madeForCompact, madeForFaces } from "./distilled-set.fixture.ts";
import type { DistilledSet } from "./distilled-set.ts";

const classCount = madeForCompact.classes.length;
const network = networkOf(madeForCompact.network);

/** Images like noise, and steps that move the network. */
function noisySet(isSoft: boolean): DistilledSet {
  const set = distilledSet(madeForCompact, 2, 2, isSoft);
  const random = randomStream(1, "noise");
  return { ...set, images: set.images.map(() => random.normal()), stepSizes: Float32Array.of(0.2, 0.5, 0.1, 0.3) };
}

/** Mean cross-entropy of all images, before and after the updates of all steps and repeats. */
function lossesOf(set: DistilledSet, start: Parameters): [before: number, after: number] {
  const tf = loadTensorFlow();
  return tf.tidy(() => {
    const names = network
      .parameters(classCount)
      .filter(isTrainable)
      .map(({ name }) => name);
    const images = tf.tensor4d(set.images, set.shape);
    const targets = set.softLabels
      ? tf.tensor2d(set.softLabels, [set.labels.length, classCount])
      : (tf.oneHot(tf.tensor1d(set.labels, "int32"), classCount).toFloat() as Tensor2D);
    const lossOf = (parameters: Parameters, x: Tensor4D, y: Tensor2D): Tensor =>
      softCrossEntropyOfRows(network.forward(parameters, x, "frozen").logits, y).mean();
    let parameters = start;
    const perStep = set.labels.length / set.gradientSteps;
    for (const [update, stepSize] of set.stepSizes.entries()) {
      const first = (update % set.gradientSteps) * perStep;
      const [x, y] = [images.slice(first, perStep) as Tensor4D, targets.slice(first, perStep) as Tensor2D];
      const before = parameters;
      const slopes = tf.grads((...values: Tensor[]) =>
        lossOf({ ...before, ...Object.fromEntries(names.map((name, index) => [name, values[index]!])) }, x, y),
      )(names.map((name) => before[name]!));
      parameters = {
        ...before,
        ...Object.fromEntries(names.map((name, index) => [name, before[name]!.sub(slopes[index]!.mul(stepSize))])),
      };
    }
    const [before, after] = [start, parameters].map((values) => lossOf(values, images, targets).dataSync()[0]!);
    return [before!, after!];
  });
}

describe.skipIf(python === undefined)("distilled images in PyTorch", () => {
  const folder = mkdtempSync(join(tmpdir(), "omnifer-load-distilled-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "distilled.safetensors");
  const inPython = (...more: string[]) =>
    JSON.parse(execFileSync(python!, [scriptPath("load-distilled.py"), path, "--json", ...more], { encoding: "utf8" }));

  it("are channel planes, class numbers and step sizes by repeat, and become pictures with mean and std", async () => {
    const set = distilledSet(madeForFaces, 2, 3);
    await writeDistilled(path, set, madeForFaces);
    const found = inPython();
    expect(found).toMatchObject({ images: [4, 3, 32, 32], labels: [0, 1, 0, 1] });
    expect(found.stepSizes).toEqual([1, 3, 5].map((first) => [first / 1024, (first + 1) / 1024]));
    const { mean } = madeForFaces.network.normalisation; // of 0 to 255, with a deviation of 1
    for (const [channel, offset] of mean.entries()) {
      const values = set.images.filter((_, place) => place % 3 === channel);
      expect(found.pictureMean[channel]).toBeCloseTo((values.reduce((sum, value) => sum + value, 0) / values.length + offset) / 255, 5);
    }
  });

  it.each([false, true])("move a network as they do here (soft labels: %s)", async (isSoft) => {
    const set = noisySet(isSoft);
    await writeDistilled(path, set, madeForCompact);
    const start = network.initialise(3, classCount);
    const weights = join(folder, "weights.safetensors");
    await writeSafetensors(weights, storedState(network, start, classCount, 0), weightMetadata(network));
    const [before, after] = lossesOf(set, start);
    loadTensorFlow().dispose(start);
    expect(Math.abs(after - before)).toBeGreaterThan(0.01); // or nothing would be compared
    const { lossBefore, lossAfter } = inPython("--weights", weights);
    expect(lossBefore).toBeCloseTo(before, 4);
    expect(lossAfter).toBeCloseTo(after, 4);
  });
});
