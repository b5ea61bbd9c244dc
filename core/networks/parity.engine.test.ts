// The paper's networks against PyTorch 2.13: small ones of the same builders, with the same start, over the same pictures. The files
// come from scripts/fixtures/network-parity.py.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createNormaliser } from "../learning/augment.ts";
import { createUpdate, zeroVelocities } from "../learning/step.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor4D } from "../tensor/tensorflow.ts";
import { faceResnet } from "./face-resnet.ts";
import type { Network, NetworkBody, Parameters } from "./network.ts";
import { usualSetup } from "./network-setup.ts";
import { resnet } from "./resnet34.ts";
import { vgg } from "./vgg16.ts";
import { parametersOf, storedTensor } from "./weights/layout.ts";
import { readSafetensors, type StoredTensor } from "./weights/safetensors.ts";

const tf = loadTensorFlow();
const classCount = 3;
/** Of norms: the two sum in other orders. */
const tolerance = 1e-4;

const bodies: NetworkBody[] = [
  vgg(
    {
      stages: [
        [4, 4],
        [6, 6],
        [8, 8, 8],
        [8, 8, 8],
        [8, 8, 8],
      ],
      hidden: 16,
    },
    100, // 50, 25, 12, 6, 3: an odd size loses a row, and 3x3 places become the 7x7 cells of the first hidden layer
  ),
  resnet(
    [
      { blocks: 2, width: 8 },
      { blocks: 1, width: 12 },
      { blocks: 1, width: 16 },
      { blocks: 1, width: 24 },
    ],
    70, // 35, 18, 9, 5, 3
  ),
  faceResnet(
    [
      { name: "conv32", width: 4, blocks: 1 },
      { name: "conv64", width: 6, blocks: 1 },
      { name: "conv128", width: 8, blocks: 1 },
      { name: "conv256", width: 10, blocks: 1 },
    ],
    110, // 52, 25, 12, 6, 3, 1: two of the halvings leave a branch smaller than its shortcut
  ),
];
const small: Network[] = bodies.map((body) => ({ ...body, normalisation: usualSetup(body.name).normalisation }));

async function readFixture(network: Network) {
  const file = join(import.meta.dirname, "fixtures", `${network.name}.safetensors`);
  const { tensors, metadata } = await readSafetensors(file);
  const state = (prefix: string) =>
    Object.fromEntries(
      Object.entries(tensors)
        .filter(([key]) => key.startsWith(`${prefix}.`))
        .map(([key, stored]) => [key.slice(prefix.length + 1), stored]),
    );
  const pixels = tensors.pixels!.values as Uint8Array;
  const labels = tf.tensor1d(Int32Array.from(tensors.labels!.values as BigInt64Array, Number), "int32");
  const rows = Array.from({ length: labels.size }, (_, row) => row);
  const images = tf.tensor4d(createNormaliser(network)(pixels, rows), tensors.pixels!.shape as [number, number, number, number]);
  const settings = { learningRate: Number(metadata.learning_rate), momentum: 0.9, weightDecay: Number(metadata.weight_decay) };
  const floats = (key: string) => (tensors[key] as { values: Float32Array }).values;
  const start = () => parametersOf(network, state("start"), classCount, file);
  return { images, labels, settings, floats, start, before: state("start"), after: state("after") };
}

/** norm(a - b) / norm(b) */
function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const norm = (value: (index: number) => number) => Math.sqrt(Array.from(b, (_, index) => value(index) ** 2).reduce((x, y) => x + y, 0));
  return norm((index) => a[index]! - b[index]!) / norm((index) => b[index]!);
}

function learn(network: Network, parameters: Parameters, { images, labels, settings }: Awaited<ReturnType<typeof readFixture>>) {
  const velocities = zeroVelocities(network, classCount);
  const learnt = { parameters, velocities };
  const update = createUpdate(network, classCount);
  const losses = [0, 1].map((dropoutSeed) => update(learnt, images as Tensor4D, labels, settings, dropoutSeed).loss);
  return { losses, parameters: learnt.parameters };
}

describe.each(small)("$name", (network) => {
  it("has PyTorch's names, shapes and no others", async () => {
    const { before } = await readFixture(network);
    const names = network.parameters(classCount).map((spec) => spec.name);
    expect(names.sort()).toEqual(Object.keys(before).sort());
  });

  it("gives PyTorch's features and logits when frozen, plain and folded", async () => {
    const { images, floats, start } = await readFixture(network);
    const parameters = start();
    for (const { features, logits } of [network.forward(parameters, images, "frozen"), network.fold(parameters).forward(images)]) {
      expect(relativeError(features.dataSync(), floats("features"))).toBeLessThan(tolerance);
      expect(relativeError(logits.dataSync(), floats("logits"))).toBeLessThan(tolerance);
    }
  });

  it("loses and moves as in PyTorch over two updates, statistics included", async () => {
    const fixture = await readFixture(network);
    const { losses, parameters } = learn(network, fixture.start(), fixture);
    expect(relativeError(losses, fixture.floats("losses"))).toBeLessThan(tolerance);
    for (const { name: parameter, kind } of network.parameters(classCount)) {
      const [ours, before, after] = [storedTensor(parameters[parameter]!, kind), fixture.before[parameter]!, fixture.after[parameter]!];
      expect(relativeError(floatsOf(ours), floatsOf(after)), parameter).toBeLessThan(tolerance);
      // How far it moved says more than where it is.
      const moved = (to: StoredTensor) => floatsOf(to).map((value, index) => value - floatsOf(before)[index]!);
      expect(relativeError(moved(ours), moved(after)), `the movement of ${parameter}`).toBeLessThan(10 * tolerance);
    }
  });

  it("keeps no tensors of an update or a scoring but the new values", async () => {
    const fixture = await readFixture(network);
    const parameters = fixture.start();
    const velocities = zeroVelocities(network, classCount);
    const update = createUpdate(network, classCount);
    const folded = network.fold(parameters);
    const before = tf.memory().numTensors;
    update({ parameters, velocities }, fixture.images, fixture.labels, fixture.settings, 0);
    const { features, logits } = folded.forward(fixture.images);
    tf.dispose([features, logits]);
    expect(tf.memory().numTensors).toBe(before);
    expect(fixture.images.isDisposed).toBe(false);
  });
});

const floatsOf = (stored: StoredTensor): Float32Array => stored.values as Float32Array;
