// results.pth of the reference code of dataset distillation (SsnL/dataset-distillation): what torch.save makes of a list of its T steps,
// each (data [N, C, H, W], label [N], step size [1]). Step after step is listed for every repeat, with the data of the first one again.
// Unpickled by the restricted reader of weight files: nothing of a file is run.
import type { InputError } from "../errors.ts";
import { Budget, largestWeightFile } from "../networks/weights/budget.ts";
import { type ByteSource, readBytes } from "../networks/weights/byte-source.ts";
import { isTorchLegacy, isTorchZip, type TorchContainer } from "../networks/weights/pytorch.ts";
import type { StoredTensor } from "../networks/weights/safetensors.ts";
import { TorchTensor } from "../networks/weights/torch-globals.ts";
import { openTorchLegacy } from "../networks/weights/torch-legacy.ts";
import { readTorchTensor } from "../networks/weights/torch-tensor.ts";
import { openTorchZip } from "../networks/weights/torch-zip.ts";
import { weightFault } from "../networks/weights/weight-fault.ts";
import { fromChannelPlanes } from "./channel-planes.ts";
import type { DistilledSet, MadeFor } from "./distilled-set.ts";
import { faultOfSet } from "./distilled-set-check.ts";

/** Far more than anyone learns: the reference code's default is 30. */
const stepsAtMost = 10_000;

/** Whether these may be the first bytes of a file of torch.save. */
export const isTorchFile = (start: Uint8Array): boolean => isTorchZip(start) || isTorchLegacy(start);

/**
 * @param made  what the images are read as: the file names neither network nor classes nor how its pixels are normalised
 * @returns gradient steps are those before the data repeat themselves
 * @throws InputError, and nothing else, when the file is no such list, or does not fit the network and the classes
 */
export function readResultsPth(source: ByteSource, made: MadeFor): DistilledSet {
  const { file, size } = source;
  if (size > largestWeightFile) throw problem(file, "file", `${size} bytes`, `at most ${largestWeightFile}`);
  const budget = new Budget(file, size);
  const isZip = isTorchZip(readBytes(source, 0, Math.min(size, 4)));
  const container = isZip ? openTorchZip(source, budget) : openTorchLegacy(source, budget);
  const steps = readSteps(container, made, budget);
  const gradientSteps = periodOf(steps);
  const set = setOf(
    steps.slice(0, gradientSteps),
    Float32Array.from(steps, ({ stepSize }) => stepSize),
    made,
  );
  const fault = faultOfSet(set, made);
  if (fault) throw problem(file, fault.place, fault.found, fault.expected);
  return set;
}

interface Step {
  /** [N, C, H, W], the same object for the same window of the file. */
  data: Float32Array;
  /** [N] class */
  labels: Int32Array;
  /** [N, K] probabilities; null where labels are hard. */
  softLabels: Float32Array | null;
  stepSize: number;
}

/** A tensor of the file; each window of a storage is read once, for the data of a step are listed with every repeat. */
type Read = (tensor: TorchTensor, place: string) => StoredTensor;

function readSteps(container: TorchContainer, made: MadeFor, budget: Budget): Step[] {
  const { content } = container;
  const { file } = budget;
  if (!Array.isArray(content) || content.length < 1 || content.length > stepsAtMost) {
    const found = content instanceof Map ? "a dict" : Array.isArray(content) ? `a list of ${content.length}` : "no list";
    throw problem(file, "its content", found, `a list of 1 to ${stepsAtMost} steps, each (data, label, step size)`, otherFile);
  }
  const windows = new Map<string, StoredTensor>();
  const read: Read = (tensor, place) => {
    const window = [tensor.storage.key, tensor.offset, tensor.shape, tensor.strides].join(":");
    const stored = windows.get(window) ?? readTorchTensor(tensor, container.storage(tensor.storage), container.isBigEndian, budget, place);
    windows.set(window, stored);
    return stored;
  };
  const steps = content.map((item: unknown, index) => readStep(item, `step ${index + 1}`, made, read, file));
  const strange = steps.findIndex(
    ({ labels, softLabels }) => labels.length !== steps[0]!.labels.length || !softLabels !== !steps[0]!.softLabels,
  );
  if (strange >= 0)
    throw problem(file, `step ${strange + 1}`, "images or labels of another kind", "as many as in step 1, all hard or all soft");
  return steps;
}

function readStep(item: unknown, place: string, made: MadeFor, read: Read, file: string): Step {
  const [data, label, size] = Array.isArray(item) && item.length === 3 ? item : [];
  if (!(data instanceof TorchTensor) || !(label instanceof TorchTensor)) {
    throw problem(file, place, "something else", "a tuple (data, label, step size)", otherFile);
  }
  requireFit(file, place, data, label, made);
  const images = read(data, `data of ${place}`);
  if (images.dtype !== "F32") throw problem(file, `data of ${place}`, "whole numbers", "floats", otherFile);
  return {
    data: images.values,
    ...labelsOf(read(label, `label of ${place}`), made.classes.length, `label of ${place}`, file),
    stepSize: stepSizeOf(size, read, `step size of ${place}`, file),
  };
}

/** Before anything is read, so that a file for other pictures is told so, whatever its size. */
function requireFit(file: string, place: string, data: TorchTensor, label: TorchTensor, { network, classes }: MadeFor): void {
  const { inputSize, normalisation, name } = network;
  const channels = normalisation.mean.length;
  const [count, ...pictureShape] = data.shape;
  if (!count || pictureShape.join() !== [channels, inputSize, inputSize].join()) {
    const expected = `[N,${channels},${inputSize},${inputSize}]: pictures for ${name}, the learner of this project`;
    throw problem(file, `data of ${place}`, `[${data.shape}]`, expected, "Import it into a project whose learner takes such pictures.");
  }
  const isSoft = label.shape.length === 2;
  if (label.shape.join() === (isSoft ? [count, classes.length] : [count]).join()) return;
  const expected = `[${count}], or [${count},${classes.length}] for soft labels of the classes of this project`;
  throw problem(file, `label of ${place}`, `[${label.shape}]`, expected, otherClasses);
}

function labelsOf(stored: StoredTensor, classCount: number, place: string, file: string): Pick<Step, "labels" | "softLabels"> {
  if (stored.shape.length === 2) {
    if (stored.dtype !== "F32") throw problem(file, place, "whole numbers", "a probability for each class", otherFile);
    return { labels: likeliest(stored.values, classCount), softLabels: stored.values };
  }
  if (stored.dtype === "F32") throw problem(file, place, "floats", "the number of a class for each image", otherFile);
  const classes = Array.from<number | bigint, number>(stored.values, Number);
  const outside = classes.find((label) => label < 0 || label >= classCount);
  if (outside === undefined) return { labels: Int32Array.from(classes), softLabels: null };
  throw problem(file, place, `class ${outside}`, `0 to ${classCount - 1}, the classes of this project`, otherClasses);
}

/** [N] of [N, K] */
function likeliest(shares: Float32Array, classCount: number): Int32Array {
  return Int32Array.from({ length: shares.length / classCount }, (_, image) => {
    const row = shares.subarray(image * classCount, (image + 1) * classCount);
    return row.indexOf(row.reduce((most, share) => Math.max(most, share), -1));
  });
}

function stepSizeOf(size: unknown, read: Read, place: string, file: string): number {
  if (typeof size === "number") return size;
  const stored = size instanceof TorchTensor && size.shape.every((length) => length === 1) ? read(size, place) : null;
  if (stored?.dtype === "F32") return stored.values[0]!;
  throw problem(file, place, size === null ? "nothing" : "something else", "one number", otherFile);
}

/** S: after how many steps images and labels begin again; all of them when they never do. */
function periodOf(steps: readonly Step[]): number {
  const isPeriod = (period: number) =>
    steps.every(({ data, labels, softLabels }, at) => {
      const first = steps[at % period]!;
      return areEqual(data, first.data) && areEqual(labels, first.labels) && areEqual(softLabels ?? [], first.softLabels ?? []);
    });
  for (let period = 1; period <= steps.length / 2; period++) if (steps.length % period === 0 && isPeriod(period)) return period;
  return steps.length;
}

function areEqual(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a === b) return true;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/** @param steps  those of one repeat. @param stepSizes  of all repeats */
function setOf(steps: readonly Step[], stepSizes: Float32Array, { network: { inputSize, normalisation } }: MadeFor): DistilledSet {
  const count = steps.length * steps[0]!.labels.length;
  const channels = normalisation.mean.length;
  const planes = new Float32Array(count * channels * inputSize * inputSize);
  for (const [at, { data }] of steps.entries()) planes.set(data, at * data.length);
  return {
    gradientSteps: steps.length,
    repeats: stepSizes.length / steps.length,
    images: fromChannelPlanes(planes, [count, channels, inputSize, inputSize]),
    shape: [count, inputSize, inputSize, channels],
    labels: Int32Array.from(steps.flatMap(({ labels }) => [...labels])),
    softLabels: steps[0]!.softLabels && Float32Array.from(steps.flatMap(({ softLabels }) => [...softLabels!])),
    stepSizes,
  };
}

const otherFile = "Choose the results.pth that the reference code wrote while training, not one of its tests.";
const otherClasses = "Import it into a project of as many classes, in the same order.";

function problem(file: string, place: string, found: string, expected: string, mend?: string): InputError {
  return weightFault(file, { place, found, expected, mend: mend ?? "Take a whole copy of the file, or distil again." });
}
