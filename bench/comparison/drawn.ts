// What both sides are given: start weights in which no number hides a mistake, grained pictures of coloured blocks, masks of dropout.
import type { Network, ParameterSpec, Parameters } from "../../core/networks/network.ts";
import type { StoredTensor } from "../../core/networks/weights/safetensors.ts";
import { type RandomStream, randomStream } from "../../core/random.ts";
import type { NetworkName } from "../../core/recipe.ts";
import { loadTensorFlow } from "../../core/tensor/backend.ts";
import { dropout } from "../../core/tensor/dropout.ts";

const seed = 1;
/** Neighbouring places of a picture differ little, two pictures much. */
const blockSide = 8;
/** No two places are equal, or rounding would say which of them a max-pool takes. */
const grain = 32;

/** As `initialise`, but what would start as 0 or 1 is drawn as well. The caller disposes them. */
export function drawnWeights(network: Network, classCount: number): Parameters {
  const tf = loadTensorFlow();
  const parameters = network.initialise(seed, classCount);
  const specs = network.parameters(classCount);
  for (const { name, shape, start } of specs) {
    if (start.draw !== "constant") continue;
    const draw = constantDraw(name, randomStream(seed, "comparison", name));
    parameters[name]!.dispose();
    parameters[name] = tf.tensor1d(Float32Array.from({ length: shape[0]! }, draw));
  }
  if (network.normalisation.unit === 1 && network.normalisation.deviation[0] === 1) shrink(parameters, specs[0]!);
  return parameters;
}

/** Below 0.5, because the branches of networks without batch norm add up. */
function constantDraw(name: string, random: RandomStream): () => number {
  if (name.endsWith(".running_var")) return () => 0.5 + 1.5 * random.uniform();
  if (name.endsWith(".weight")) return () => 0.2 + 0.3 * random.uniform();
  return () => 0.1 * random.normal();
}

/** The first convolution of a network whose pixels go up to 255. */
function shrink(parameters: Parameters, { name }: ParameterSpec): void {
  const small = parameters[name]!.div(64);
  parameters[name]!.dispose();
  parameters[name] = small;
}

export interface BatchShape {
  batchCount: number;
  batchSize: number;
  classCount: number;
  /** Updates whose dropout masks the other side needs, from 0 on; the number of an update is its dropout seed. */
  maskedUpdates: number;
}

/** pixels [B, N, H, W, C] U8, labels [B, N] I64, mask.UPDATE.LAYER [N, width] F32. */
export function drawnBatches(
  network: Network,
  { batchCount, batchSize, classCount, maskedUpdates }: BatchShape,
): Record<string, StoredTensor> {
  const random = randomStream(seed, "comparison batches");
  const { inputSize: side, channels } = network;
  const pixels = new Uint8Array(batchCount * batchSize * side * side * channels);
  for (let picture = 0; picture < batchCount * batchSize; picture++) drawBlocks(pixels, picture, side, channels, random);
  const labels = Int32Array.from({ length: batchCount * batchSize }, () => random.integer(classCount));
  return {
    pixels: { dtype: "U8", shape: [batchCount, batchSize, side, side, channels], values: pixels },
    labels: { dtype: "I64", shape: [batchCount, batchSize], values: BigInt64Array.from(labels, BigInt) },
    ...drawnMasks(network.name, batchSize, maskedUpdates),
  };
}

function drawBlocks(pixels: Uint8Array, picture: number, side: number, channels: number, random: RandomStream): void {
  const blocks = Math.ceil(side / blockSide);
  const colours = Uint8Array.from({ length: blocks * blocks * channels }, () => random.integer(256 - grain));
  let to = picture * side * side * channels;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const block = Math.floor(y / blockSide) * blocks + Math.floor(x / blockSide);
      for (let channel = 0; channel < channels; channel++) pixels[to++] = colours[block * channels + channel]! + random.integer(grain);
    }
  }
}

/** Layers before which a network drops, with their widths (core/networks/vgg16.ts). */
const droppingLayers: Partial<Record<NetworkName, Record<string, number>>> = {
  "vgg-face": { "classifier.0": 4096, "classifier.3": 4096 },
};

function drawnMasks(name: NetworkName, batchSize: number, updates: number): Record<string, StoredTensor> {
  const tf = loadTensorFlow();
  const masks: Record<string, StoredTensor> = {};
  for (const [layer, width] of Object.entries(droppingLayers[name] ?? {})) {
    for (let update = 0; update < updates; update++) {
      const mask = tf.tidy(() => dropout(tf.ones([batchSize, width]), 0.5, update, layer));
      masks[`mask.${update}.${layer}`] = { dtype: "F32", shape: mask.shape, values: mask.dataSync<"float32">() };
      mask.dispose();
    }
  }
  return masks;
}
