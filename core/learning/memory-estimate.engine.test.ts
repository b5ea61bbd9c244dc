import { describe, expect, it } from "vitest";
import { networkOf } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import type { NetworkName } from "../recipe.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor, Tensor4D } from "../tensor/tensorflow.ts";
import { updateMemory } from "./memory-estimate.ts";
import { createUpdate, plainUpdate } from "./step.ts";

const tf = loadTensorFlow();
const classCount = 7;
const cases: { name: NetworkName; inputSize: number; frozenPrefixes: string[] }[] = [
  { name: "compact", inputSize: 48, frozenPrefixes: [] },
  { name: "compact", inputSize: 48, frozenPrefixes: ["conv1.", "bn1.", "conv2.", "bn2.", "conv3.", "bn3."] },
  { name: "resnet34", inputSize: 96, frozenPrefixes: [] },
  { name: "face-resnet", inputSize: 150, frozenPrefixes: [] },
];

/** The most bytes that tensors hold at once, forward and backward, beyond those that are there before. */
async function peakOf({ name, inputSize, frozenPrefixes }: (typeof cases)[number], count: number): Promise<number> {
  const network = networkOf(usualSetup(name, inputSize));
  const parameters = network.initialise(1, classCount);
  const images = tf.zeros([count, inputSize, inputSize, network.channels]) as Tensor4D;
  const labels = tf.tensor1d(new Int32Array(count), "int32");
  const { rehearse } = createUpdate(network, classCount, { ...plainUpdate, frozenPrefixes });
  const before = tf.memory().numBytes;
  const { peakBytes } = await tf.profile(() => rehearse(parameters, images, labels, count) as unknown as Tensor);
  tf.dispose([parameters, images, labels] as never);
  return peakBytes - before;
}

describe("the estimated memory of an update", () => {
  it.each(cases)("is within a third of what tensors hold: $name, $frozenPrefixes.length prefixes frozen", async (one) => {
    const network = networkOf(usualSetup(one.name, one.inputSize));
    const estimate = updateMemory(network, classCount, { ...plainUpdate, accumulationSteps: 1, ...one });
    const [few, many] = [await peakOf(one, 2), await peakOf(one, 6)];
    const perPicture = (many - few) / 4;
    expect(estimate.perPicture / perPicture).toBeGreaterThan(3 / 4);
    expect(estimate.perPicture / perPicture).toBeLessThan(4 / 3);
  });
});
