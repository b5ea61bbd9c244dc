// Distilled images as a file: float32 safetensors in PyTorch's layout, with everything that is needed to apply them. What each tensor
// and each text is, stands in docs/distilled-images.md.
import { z } from "zod";
import type { InputError } from "../errors.ts";
import { NetworkSetup, type Normalisation } from "../networks/network-setup.ts";
import { Budget, largestWeightFile } from "../networks/weights/budget.ts";
import { type ByteSource, withFile } from "../networks/weights/byte-source.ts";
import { readSafetensorsFrom, type SafetensorsFile, type StoredTensor, writeSafetensors } from "../networks/weights/safetensors.ts";
import { quoted, weightFault } from "../networks/weights/weight-fault.ts";
import type { WrittenFile } from "../project/durable.ts";
import { fromChannelPlanes, toChannelPlanes } from "./channel-planes.ts";
import type { DistilledSet, MadeFor } from "./distilled-set.ts";
import { faultOfSet } from "./distilled-set-check.ts";

const version = "1";

/** A count as text; far more steps than anyone applies. */
const Count = z
  .string()
  .regex(/^[1-9]\d{0,4}$/)
  .transform(Number);

function jsonOf<T extends z.ZodType>(schema: T) {
  const parsed = z.string().transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue("no JSON");
      return z.NEVER;
    }
  });
  return parsed.pipe(schema);
}

/** Our texts of a file; others are the writer's own. */
const Metadata = z.object({
  format_version: z.literal(version),
  gradient_steps: Count,
  repeats: Count,
  network: jsonOf(NetworkSetup),
  network_digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  classes: jsonOf(z.array(z.string().min(1)).min(2).max(256)),
});

/**
 * Writes durably; equal sets give equal bytes. The folder must exist.
 *
 * @param extra  more texts by name; those of the format itself win
 * @throws RangeError when the set is not whole, for then nobody could read it: what makes NaN stops before it is kept
 */
export async function writeDistilled(
  path: string,
  set: DistilledSet,
  made: MadeFor,
  extra: Readonly<Record<string, string>> = {},
): Promise<WrittenFile> {
  const fault = faultOfSet(set, made);
  if (fault) throw new RangeError(`Cannot keep distilled images: ${fault.place} has ${fault.found}, not ${fault.expected}.`);
  return writeSafetensors(path, tensorsOf(set, made), { ...extra, ...metadataOf(set, made) });
}

/**
 * Reads what `writeDistilled` wrote, or a stranger made after docs/distilled-images.md. Blocks for as long as the disk needs.
 *
 * @returns `metadata`: the texts that are not of the format itself
 * @throws InputError with file, place and mend, and nothing else, whatever the bytes are
 */
export async function readDistilled(path: string): Promise<{ set: DistilledSet; made: MadeFor; metadata: Record<string, string> }> {
  return withFile(path, (source) => {
    if (source.size > largestWeightFile) throw problem(source.file, "file", `${source.size} bytes`, `at most ${largestWeightFile}`);
    return distilledOf(readSafetensorsFrom(source, new Budget(source.file, source.size)), source);
  });
}

/** Pixels of 0 to 1 are image · deviation + mean, by channel, whatever unit the network's pixels have. */
export function pixelScaleOf({ unit, mean, deviation }: Normalisation): { mean: Float32Array; deviation: Float32Array } {
  const scaled = (values: readonly number[]) => Float32Array.from(values, (value) => (value * unit) / 255);
  return { mean: scaled(mean), deviation: scaled(deviation) };
}

function tensorsOf(set: DistilledSet, { network, classes }: MadeFor): Record<string, StoredTensor> {
  const [count, height, width, channels] = set.shape;
  const { mean, deviation } = pixelScaleOf(network.normalisation);
  const tensors: Record<string, StoredTensor> = {
    images: { dtype: "F32", shape: [count, channels, height, width], values: toChannelPlanes(set.images, set.shape) },
    labels: { dtype: "I64", shape: [count], values: BigInt64Array.from(set.labels, BigInt) },
    step_sizes: { dtype: "F32", shape: [set.repeats, set.gradientSteps], values: set.stepSizes },
    mean: { dtype: "F32", shape: [channels], values: mean },
    std: { dtype: "F32", shape: [channels], values: deviation },
  };
  if (set.softLabels) tensors.soft_labels = { dtype: "F32", shape: [count, classes.length], values: set.softLabels };
  return tensors;
}

function metadataOf({ gradientSteps, repeats }: DistilledSet, { network, weightsDigest, classes }: MadeFor): Record<string, string> {
  return {
    format_version: version,
    gradient_steps: String(gradientSteps),
    repeats: String(repeats),
    network: JSON.stringify(network),
    classes: JSON.stringify(classes),
    ...(weightsDigest === null ? {} : { network_digest: weightsDigest }),
  };
}

function distilledOf({ tensors, metadata }: SafetensorsFile, { file }: ByteSource) {
  const { texts, others } = textsOf(metadata, file);
  const { gradient_steps: gradientSteps, repeats, network, network_digest: weightsDigest = null, classes } = texts;
  const channels = network.normalisation.mean.length;
  const size = network.inputSize;
  const labels = tensorOf(tensors, "labels", "I64", [null], file);
  const count = labels.shape[0]!;
  const images = tensorOf(tensors, "images", "F32", [count, channels, size, size], file);
  const softLabels = tensors.soft_labels ? tensorOf(tensors, "soft_labels", "F32", [count, classes.length], file).values : null;
  const stepSizes = tensorOf(tensors, "step_sizes", "F32", [repeats, gradientSteps], file);
  const set: DistilledSet = {
    gradientSteps,
    repeats,
    images: fromChannelPlanes(images.values, [count, channels, size, size]),
    shape: [count, size, size, channels],
    labels: classIndexes(labels.values, file),
    softLabels,
    stepSizes: stepSizes.values,
  };
  const made: MadeFor = { network, weightsDigest, classes };
  const fault = faultOfSet(set, made);
  if (fault) throw problem(file, fault.place, fault.found, fault.expected);
  requirePixelScale(tensors, network.normalisation, file);
  return { set, made, metadata: others };
}

function textsOf(metadata: Record<string, string>, file: string) {
  const parsed = Metadata.safeParse(metadata);
  if (parsed.success) {
    const others = Object.fromEntries(Object.entries(metadata).filter(([name]) => !Object.hasOwn(Metadata.shape, name)));
    return { texts: parsed.data, others };
  }
  const name = String(parsed.error.issues[0]!.path[0]);
  const text = Object.hasOwn(metadata, name) ? metadata[name] : undefined;
  if (name === "format_version" && text === undefined) {
    throw problem(
      file,
      "metadata",
      "no format_version",
      "a file of distilled images",
      "Choose the distilled.safetensors of a distillation.",
    );
  }
  const mend = name === "format_version" ? "Open it with a newer workbench." : undefined;
  throw problem(file, "metadata", `${name} ${text === undefined ? "missing" : quoted(text)}`, expectedTexts[name] ?? "another text", mend);
}

const expectedTexts: Readonly<Record<string, string>> = {
  format_version: `version ${version}`,
  gradient_steps: "a number from 1 to 99999",
  repeats: "a number from 1 to 99999",
  network: "a network's name, inputSize and normalisation, as JSON",
  network_digest: "64 hexadecimal digits, or no such text",
  classes: "2 to 256 names, as JSON",
};

/** @param shape  null where any size will do */
function tensorOf<D extends StoredTensor["dtype"]>(
  tensors: Record<string, StoredTensor>,
  name: string,
  dtype: D,
  shape: readonly (number | null)[],
  file: string,
): Extract<StoredTensor, { dtype: D }> {
  const stored = tensors[name];
  const fits = stored?.shape.length === shape.length && shape.every((size, axis) => size === null || stored.shape[axis] === size);
  if (stored?.dtype === dtype && fits) return stored as Extract<StoredTensor, { dtype: D }>;
  const found = stored ? `${stored.dtype} [${stored.shape}]` : "nothing";
  throw problem(file, `tensor "${name}"`, found, `${dtype} [${shape.map((size) => size ?? "N")}]`);
}

/** Numbers that no array of int32 holds would come out as others. */
function classIndexes(values: BigInt64Array, file: string): Int32Array {
  const at = values.findIndex((value) => value < 0n || value > 255n);
  if (at >= 0) throw problem(file, `tensor "labels", image ${at}`, `class ${values[at]}`, "the index of a class");
  return Int32Array.from(values, Number);
}

/** Two statements of one thing: a file whose two disagree was made by hand, and nobody knows which is meant. */
function requirePixelScale(tensors: Record<string, StoredTensor>, normalisation: Normalisation, file: string): void {
  const scale = pixelScaleOf(normalisation);
  for (const [name, wanted] of [["mean", scale.mean] as const, ["std", scale.deviation] as const]) {
    const { values } = tensorOf(tensors, name, "F32", [wanted.length], file);
    if (values.every((value, channel) => Math.abs(value - wanted[channel]!) <= 1e-5 * Math.max(1e-3, Math.abs(wanted[channel]!)))) continue;
    throw problem(file, `tensor "${name}"`, `[${values}]`, `[${wanted}], as the normalisation of its network says`);
  }
}

function problem(file: string, place: string, found: string, expected: string, mend?: string): InputError {
  return weightFault(file, { place, found, expected, mend: mend ?? "Take a whole copy of the file, or distil again." });
}
