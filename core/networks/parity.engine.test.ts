// The paper's networks against PyTorch 2.13: small ones of the same builders, with the same start, over the same pictures. The files
// come from scripts/fixtures/network-parity.py.
import { describe, expect, it } from "vitest";
import { createUpdate, zeroVelocities } from "../learning/step.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { relativeError } from "../tensor/backends.fixture.ts";
import type { Tensor4D } from "../tensor/tensorflow.ts";
import type { Network, Parameters } from "./network.ts";
import { classCount, readFixture, smallNetworks } from "./small-networks.fixture.ts";
import { storedTensor } from "./weights/layout.ts";
import type { StoredTensor } from "./weights/safetensors.ts";

const tf = loadTensorFlow();
/** Of norms: the two sum in other orders. */
const tolerance = 1e-4;

function learn(network: Network, parameters: Parameters, { images, labels, settings }: Awaited<ReturnType<typeof readFixture>>) {
  const velocities = zeroVelocities(network, classCount);
  const learnt = { parameters, velocities };
  const update = createUpdate(network, classCount);
  const losses = [0, 1].map((dropoutSeed) => update(learnt, images as Tensor4D, labels, settings, dropoutSeed).loss);
  return { losses, parameters: learnt.parameters };
}

describe.each(smallNetworks)("$name", (network) => {
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
