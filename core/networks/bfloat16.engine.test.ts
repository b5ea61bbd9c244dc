import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createUpdate, plainUpdate, zeroVelocities } from "../learning/step.ts";
import { randomStream } from "../random.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { hasBfloat16 } from "../tensor/bfloat16-support.ts";
import type { Tensor, Tensor4D } from "../tensor/tensorflow.ts";
import { compactAt } from "./compact.ts";
import { faceResnet } from "./face-resnet.ts";
import type { NetworkBody, Parameters } from "./network.ts";
import { usualSetup } from "./network-setup.ts";
import { resnet } from "./resnet34.ts";
import { vgg } from "./vgg16.ts";

const tf = loadTensorFlow();
const classCount = 3;

const networks = (
  [
    compactAt(24),
    vgg({ stages: [[8], [16, 16], [16]], hidden: 32 }, 56),
    resnet(
      [
        { blocks: 1, width: 8 },
        { blocks: 2, width: 16 },
      ],
      40,
    ),
    faceResnet(
      [
        { name: "conv32", width: 8, blocks: 1 },
        { name: "conv64", width: 16, blocks: 1 },
      ],
      110,
    ),
  ] satisfies NetworkBody[]
).map((body) => ({ ...body, normalisation: usualSetup(body.name).normalisation }));

/** norm(a - b) / norm(b) */
function relativeError(a: Tensor, b: Tensor): number {
  return tf.tidy(() => a.sub(b).norm().div(b.norm()).dataSync()[0]!);
}

function batchOf({ inputSize: side, channels }: NetworkBody, count: number) {
  const random = randomStream(1, "faces");
  const values = Float32Array.from({ length: count * side * side * channels }, () => random.normal());
  const labels = Int32Array.from({ length: count }, () => random.integer(classCount));
  return { images: tf.tensor4d(values, [count, side, side, channels]), labels: tf.tensor1d(labels, "int32") };
}

/** Scales of 0 would hide what their blocks compute. */
function startOf(network: NetworkBody): Parameters {
  const parameters = network.initialise(1, classCount);
  for (const [name, tensor] of Object.entries(parameters)) {
    if (name.endsWith("scale.weight") || name.endsWith("running_var")) parameters[name] = tf.fill(tensor.shape, 0.7);
  }
  return parameters;
}

beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe.skipIf(!hasBfloat16()).each(networks)("$name in bfloat16", (network) => {
  it("has float32's features and logits, to the 8 bits that bfloat16 keeps", () => {
    const parameters = startOf(network);
    const { images } = batchOf(network, 4);
    const exact = network.fold(parameters).forward(images);
    const near = network.fold(parameters, "bfloat16").forward(images);
    for (const output of ["features", "logits"] as const) {
      const error = relativeError(near[output], exact[output]);
      expect(error).toBeLessThan(1e-2);
      expect(error).toBeGreaterThan(1e-5); // or nothing was rounded
    }
  });

  it("moves its weights nearly as in float32", () => {
    const { images, labels } = batchOf(network, 8);
    const moved = (precision: "float32" | "bfloat16") => {
      const before = startOf(network);
      const learnt = {
        parameters: Object.fromEntries(Object.entries(before).map(([name, tensor]) => [name, tensor.clone()])),
        velocities: zeroVelocities(network, classCount),
      };
      const update = createUpdate(network, classCount, { ...plainUpdate, precision });
      const { loss } = update(learnt, images as Tensor4D, labels, { learningRate: 0.01, momentum: 0.9, weightDecay: 0 }, 3);
      const movements = Object.entries(before).map(([name, tensor]) => learnt.parameters[name]!.sub(tensor).flatten());
      return { loss, movement: tf.concat(movements) };
    };
    const [exact, near] = [moved("float32"), moved("bfloat16")];
    expect(Math.abs(near.loss / exact.loss - 1)).toBeLessThan(2e-2);
    const error = relativeError(near.movement, exact.movement);
    expect(error).toBeLessThan(0.1);
    expect(error).toBeGreaterThan(1e-5);
  });

  it("leaves no tensor behind", () => {
    const parameters = startOf(network);
    const { images, labels } = batchOf(network, 8);
    const learnt = { parameters, velocities: zeroVelocities(network, classCount) };
    const update = createUpdate(network, classCount, { ...plainUpdate, precision: "bfloat16" });
    const once = () => {
      const folded = network.fold(parameters, "bfloat16");
      tf.dispose(folded.forward(images));
      folded.dispose();
      update(learnt, images, labels, { learningRate: 0.01, momentum: 0.9, weightDecay: 0 }, 3);
    };
    once();
    const before = tf.memory().numTensors;
    once();
    expect(tf.memory().numTensors).toBe(before);
  });
});
