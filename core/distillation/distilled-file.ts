// Distilled images on disk: float32 safetensors that PyTorch opens in three lines (docs/distilled-images.md). A file may come from a
// stranger, so everything in it is checked against everything else.
import { basename } from "node:path";
import { z } from "zod";
import { InputError } from "../errors.ts";
import { NetworkSetup, type Normalisation } from "../networks/network-setup.ts";
import { readSafetensors, type StoredTensor, writeSafetensors } from "../networks/weights/safetensors.ts";
import type { WrittenFile } from "../project/durable.ts";
import type { DistilledSet, MadeFor } from "./distilled-set.ts";

const format = "omnifer-distilled-1";
/** More would not be distilled. */
const mostImages = 20_000;

const Metadata = z.object({
  format: z.literal(format),
  gradient_steps: z.coerce.number().int().min(1).max(10_000),
  repeats: z.coerce.number().int().min(1).max(10_000),
  network: z.string().transform((text, context) => parsed(NetworkSetup, text, context)),
  network_digest: z.string().regex(/^([0-9a-f]{64})?$/),
  classes: z.string().transform((text, context) => parsed(z.array(z.string().max(200)).min(2).max(256), text, context)),
});

/**
 * Writes durably. Tensors: images [S · N, C, H, W], labels [S · N], step_sizes [R, S], mean and std [C] such that a pixel from 0 to 1
 * is image · std + mean; soft_labels [S · N, K] where labels are soft.
 *
 * @param more  further metadata
 */
export async function writeDistilled(
  path: string,
  set: DistilledSet,
  made: MadeFor,
  more: Record<string, string> = {},
): Promise<WrittenFile> {
  const [count, height, width, channels] = set.shape;
  const { mean, std } = meanAndStd(made.network.normalisation);
  const tensors: Record<string, StoredTensor> = {
    images: { dtype: "F32", shape: [count, channels, height, width], values: turned(set.images, height * width, channels) },
    labels: { dtype: "I64", shape: [count], values: BigInt64Array.from(set.labels, BigInt) },
    step_sizes: { dtype: "F32", shape: [set.repeats, set.gradientSteps], values: set.stepSizes },
    mean: { dtype: "F32", shape: [channels], values: Float32Array.from(mean) },
    std: { dtype: "F32", shape: [channels], values: Float32Array.from(std) },
  };
  if (set.softLabels) tensors.soft_labels = { dtype: "F32", shape: [count, made.classes.length], values: set.softLabels };
  return writeSafetensors(path, tensors, {
    ...more,
    format,
    gradient_steps: String(set.gradientSteps),
    repeats: String(set.repeats),
    network: JSON.stringify(made.network),
    network_digest: made.weightsDigest ?? "",
    classes: JSON.stringify(made.classes),
  });
}

/** @throws InputError when the file is no such file, or contradicts itself */
export async function readDistilled(path: string): Promise<{ set: DistilledSet; made: MadeFor; metadata: Record<string, string> }> {
  const name = basename(path);
  const { tensors, metadata } = await readSafetensors(path);
  const read = Metadata.safeParse(metadata);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw fault(name, `metadata whose ${issue!.path.join(".") || "text"} is not right (${issue!.message})`, "that of distilled images");
  }
  const { gradient_steps: gradientSteps, repeats, network, network_digest, classes } = read.data;
  const images = required(name, tensors, "images", "F32", 4);
  const [count, channels, height, width] = images.shape as [number, number, number, number];
  if (count < 1 || count > mostImages || count % gradientSteps !== 0) {
    throw fault(name, `${count} images`, `up to ${mostImages}, as many for each of ${gradientSteps} gradient steps`);
  }
  if (![1, 3].includes(channels) || height !== network.inputSize || width !== network.inputSize) {
    throw fault(name, `images [${images.shape}]`, `images of ${network.inputSize}x${network.inputSize} with 1 or 3 channels`);
  }
  const labels = Int32Array.from(required(name, tensors, "labels", "I64", 1, [count]).values, Number);
  const strange = labels.findIndex((label) => !(label >= 0 && label < classes.length));
  if (strange >= 0) throw fault(name, `label ${labels[strange]} at place ${strange}`, `labels from 0 to ${classes.length - 1}`);
  const stepSizes = required(name, tensors, "step_sizes", "F32", 2, [repeats, gradientSteps]).values;
  const softLabels = tensors.soft_labels ? required(name, tensors, "soft_labels", "F32", 2, [count, classes.length]).values : null;
  for (const [what, values] of Object.entries({ images: images.values, step_sizes: stepSizes, soft_labels: softLabels ?? [] })) {
    if (!values.every(Number.isFinite)) throw fault(name, `${what} that are no numbers`, "finite values");
  }
  return {
    set: {
      ...{ gradientSteps, repeats, labels, softLabels, stepSizes },
      images: turnedBack(images.values, height * width, channels),
      shape: [count, height, width, channels],
    },
    made: { network, weightsDigest: network_digest || null, classes },
    metadata,
  };
}

/** Per channel, for pixels from 0 to 1. */
export function meanAndStd({ unit, mean, deviation }: Normalisation): { mean: number[]; std: number[] } {
  const scale = unit === 255 ? 1 : 1 / 255; // a unit of 1 leaves pixels from 0 to 255
  return { mean: mean.map((value) => value * scale), std: deviation.map((value) => value * scale) };
}

function required<D extends "F32" | "I64">(
  file: string,
  tensors: Record<string, StoredTensor>,
  name: string,
  dtype: D,
  rank: number,
  shape?: number[],
): Extract<StoredTensor, { dtype: D }> {
  const tensor = tensors[name];
  const expected = shape ? `${name} as ${dtype} [${shape}]` : `${name} as ${dtype} with ${rank} axes`;
  if (tensor?.dtype !== dtype || tensor.shape.length !== rank || (shape && tensor.shape.join() !== shape.join())) {
    throw fault(file, tensor ? `${name} as ${tensor.dtype} [${tensor.shape}]` : `no ${name}`, expected);
  }
  return tensor as Extract<StoredTensor, { dtype: D }>;
}

const fault = (file: string, found: string, expected: string): InputError =>
  new InputError({ file, found, expected, mend: "Take a file that the workbench distilled, or distil again." });

function parsed<T>(schema: z.ZodType<T>, text: string, context: z.RefinementCtx): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: "custom", message: "not as expected" });
    return z.NEVER;
  }
}

/** [N, H W, C] to [N, C, H W] */
function turned(values: Float32Array, places: number, channels: number): Float32Array {
  if (channels === 1) return values;
  const result = new Float32Array(values.length);
  const size = places * channels;
  for (let from = 0; from < values.length; from += size) {
    for (let place = 0; place < places; place++) {
      for (let channel = 0; channel < channels; channel++) {
        result[from + channel * places + place] = values[from + place * channels + channel]!;
      }
    }
  }
  return result;
}

/** [N, C, H W] to [N, H W, C]: the same with the two changed over. */
const turnedBack = (values: Float32Array, places: number, channels: number): Float32Array =>
  channels === 1 ? values : turned(values, channels, places);
