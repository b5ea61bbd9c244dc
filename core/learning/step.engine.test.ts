// An update under each option of a recipe, against PyTorch 2.13 on the same start and pictures. The file comes from
// scripts/fixtures/network-parity.py.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Network, Parameters } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { resnet } from "../networks/resnet34.ts";
import { parametersOf, storedTensor } from "../networks/weights/layout.ts";
import { readSafetensors, type StoredTensor } from "../networks/weights/safetensors.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor, Tensor4D } from "../tensor/tensorflow.ts";
import { createNormaliser } from "./augment.ts";
import { createUpdate, plainUpdate, type UpdateOptions, zeroVelocities } from "./step.ts";

const tf = loadTensorFlow();
const classCount = 3;
/** Of norms: the two sum in other orders. */
const tolerance = 1e-4;
const body = resnet(
  [
    { blocks: 1, width: 4 },
    { blocks: 1, width: 6 },
  ],
  32,
);
const network: Network = { ...body, normalisation: usualSetup(body.name).normalisation };
const specs = network.parameters(classCount);

const file = join(import.meta.dirname, "fixtures", "training-options.safetensors");
const { tensors, metadata } = await readSafetensors(file);
const settings = JSON.parse(metadata.settings!);
const cases = Object.entries(JSON.parse(metadata.options!) as Record<string, Record<string, unknown>>);

function stateOf(prefix: string): Record<string, StoredTensor> {
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(`${prefix}.`));
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length + 1), tensor]));
}

/** What the fixture calls `parts`, two and three of five, is a part size of 3. */
function optionsOf({ parts, classWeights, ...others }: Record<string, unknown>): UpdateOptions {
  const weights = classWeights ? Float32Array.from(classWeights as number[]) : null;
  return { ...plainUpdate, ...others, classWeights: weights, partSize: parts ? 3 : plainUpdate.partSize };
}

const start = stateOf("start");
const floats = (stored: StoredTensor | undefined): Float32Array => stored!.values as Float32Array;

function batch() {
  const labels = tf.tensor1d(Int32Array.from(tensors.labels!.values as BigInt64Array, Number), "int32");
  const rows = Array.from({ length: labels.size }, (_, row) => row);
  const pixels = createNormaliser(network)(tensors.pixels!.values as Uint8Array, rows);
  return { labels, images: tf.tensor4d(pixels, tensors.pixels!.shape as [number, number, number, number]) };
}

const beginning = (options: UpdateOptions) => ({
  parameters: parametersOf(network, start, classCount, file),
  velocities: zeroVelocities(network, classCount, options),
});

/** Two updates over the same batch. */
function learn(options: UpdateOptions, { images, labels } = batch()) {
  const learnt = beginning(options);
  const update = createUpdate(network, classCount, options);
  const losses = [1, 2].map(() => update(learnt, images, labels, settings).loss);
  return { losses, parameters: learnt.parameters, stored: storedOf(learnt.parameters) };
}

const storedOf = (parameters: Parameters) =>
  Object.fromEntries(specs.map(({ name, kind }) => [name, floats(storedTensor(parameters[name]!, kind))]));

/** norm(a - b) / norm(b) */
function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const norm = (value: (index: number) => number) => Math.sqrt(Array.from(b, (_, index) => value(index) ** 2).reduce((x, y) => x + y, 0));
  const [distance, length] = [norm((index) => a[index]! - b[index]!), norm((index) => b[index]!)];
  return distance === 0 ? 0 : distance / length;
}

describe("an update", () => {
  it.each(cases)("loses and moves as in PyTorch, statistics included: %s", (name, described) => {
    const { losses, stored } = learn(optionsOf(described));
    expect(relativeError(losses, floats(tensors[`${name}.losses`]))).toBeLessThan(tolerance);
    const after = stateOf(`${name}.after`);
    for (const { name: parameter } of specs) {
      const [ours, theirs, before] = [stored[parameter]!, floats(after[parameter]), floats(start[parameter])];
      expect(relativeError(ours, theirs), parameter).toBeLessThan(tolerance);
      // How far it moved says more than where it is; what PyTorch leaves as it is, stays so to the bit.
      const moved = (to: Float32Array) => to.map((value, index) => value - before[index]!);
      expect(relativeError(moved(ours), moved(theirs)), `the movement of ${parameter}`).toBeLessThan(10 * tolerance);
    }
  });

  it("leaves what a prefix freezes to the bit, statistics included, and moves everything else", () => {
    const { stored } = learn({ ...plainUpdate, frozenPrefixes: ["conv1.", "bn1.", "layer1."] });
    for (const { name } of specs) {
      const isFrozen = /^(conv1|bn1|layer1)\./.test(name);
      expect(Buffer.compare(bytesOf(stored[name]!), bytesOf(floats(start[name]))) === 0, name).toBe(isFrozen);
    }
  });

  it("leaves the running statistics of frozen batch norms, whose scale and offset still learn", () => {
    const { stored } = learn({ ...plainUpdate, batchNorm: "frozen" });
    expect(stored["bn1.running_mean"]).toEqual(floats(start["bn1.running_mean"]));
    expect(stored["bn1.running_var"]).toEqual(floats(start["bn1.running_var"]));
    expect(stored["bn1.weight"]).not.toEqual(floats(start["bn1.weight"]));
  });

  it("propagates nothing back below the first layer that learns", async () => {
    const gradientsWith = async (frozenPrefixes: string[]) => {
      const options = { ...plainUpdate, frozenPrefixes };
      const [learnt, { images, labels }] = [beginning(options), batch()];
      const update = createUpdate(network, classCount, options);
      const { kernels } = await tf.profile(() => update(learnt, images, labels, settings) as unknown as Tensor);
      return kernels.filter(({ name }) => /^OmniferConvolution(Input|Filter)Gradient$/.test(name)).length;
    };
    // Six convolutions: the first one's input needs no gradient. Then two of the last block's three read what is frozen.
    expect(await gradientsWith([])).toBe(11);
    expect(await gradientsWith(["conv1.", "bn1.", "layer1."])).toBe(3 + 1);
    expect(await gradientsWith(["conv1.", "bn1.", "layer1.", "layer2."])).toBe(0);
  });

  it.each([1, 2, 4])("learns the same from a batch in parts of at most %i, where no batch norm sees the parts", (partSize) => {
    const options: UpdateOptions = { ...plainUpdate, batchNorm: "frozen", classWeights: Float32Array.of(0.5, 1, 3), labelSmoothing: 0.2 };
    const [whole, parts] = [learn(options), learn({ ...options, partSize })];
    expect(relativeError(parts.losses, whole.losses)).toBeLessThan(1e-6);
    for (const { name } of specs) expect(relativeError(parts.stored[name]!, whole.stored[name]!), name).toBeLessThan(1e-5);
  });

  it.each([5, 2])("keeps no tensors but the new values, in parts of %i", (partSize) => {
    const options = { ...plainUpdate, partSize };
    const [learnt, { images, labels }] = [beginning(options), batch()];
    const update = createUpdate(network, classCount, options);
    const before = tf.memory().numTensors;
    update(learnt, images, labels, settings);
    update.rehearse(learnt.parameters, images, labels, 2);
    expect(tf.memory().numTensors).toBe(before);
  });

  it("changes nothing when it is rehearsed", () => {
    const { parameters } = beginning(plainUpdate);
    const { images, labels } = batch();
    createUpdate(network, classCount).rehearse(parameters, images, labels, 3);
    expect(storedOf(parameters)).toEqual(Object.fromEntries(specs.map(({ name }) => [name, floats(start[name])])));
  });

  it("keeps nothing of itself when memory does not last for a later part", () => {
    let calls = 0;
    const failing: Network = {
      ...network,
      forward(parameters, images: Tensor4D, mode, seed) {
        if (++calls === 2) throw new Error("OOM when allocating tensor with shape[2,16,16,4] and type float");
        return network.forward(parameters, images, mode, seed);
      },
    };
    const options = { ...plainUpdate, partSize: 3 };
    const [learnt, { images, labels }] = [beginning(options), batch()];
    const before = tf.memory().numTensors;
    expect(() => createUpdate(failing, classCount, options)(learnt, images, labels, settings)).toThrow("OOM");
    expect(tf.memory().numTensors).toBe(before);
  });
});

const bytesOf = (values: Float32Array): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
