// Small networks of the same builders as the real ones, and what PyTorch 2.13 makes of them: scripts/fixtures/network-parity.py.
import { join } from "node:path";
import { createNormaliser } from "../learning/augment.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { faceResnet } from "./face-resnet.ts";
import type { Network, NetworkBody } from "./network.ts";
import { usualSetup } from "./network-setup.ts";
import { resnet } from "./resnet34.ts";
import { exactSurface, type Surface } from "./surface.ts";
import { vgg } from "./vgg16.ts";
import { parametersOf } from "./weights/layout.ts";
import { readSafetensors } from "./weights/safetensors.ts";

export const classCount = 3;
const bodies = (surface: Surface): NetworkBody[] => [
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
    surface,
  ),
  resnet(
    [
      { blocks: 2, width: 8 },
      { blocks: 1, width: 12 },
      { blocks: 1, width: 16 },
      { blocks: 1, width: 24 },
    ],
    70, // 35, 18, 9, 5, 3
    surface,
  ),
  faceResnet(
    [
      { name: "conv32", width: 4, blocks: 1 },
      { name: "conv64", width: 6, blocks: 1 },
      { name: "conv128", width: 8, blocks: 1 },
      { name: "conv256", width: 10, blocks: 1 },
    ],
    110, // 52, 25, 12, 6, 3, 1: two of the halvings leave a branch smaller than its shortcut
    surface,
  ),
];
export const smallNetworksOn = (surface: Surface): Network[] =>
  bodies(surface).map((body) => ({ ...body, normalisation: usualSetup(body.name).normalisation }));
export const smallNetworks = smallNetworksOn(exactSurface);

/** Pictures, labels, start and results of one of them. */
export async function readFixture(network: Network) {
  const tf = loadTensorFlow();
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
