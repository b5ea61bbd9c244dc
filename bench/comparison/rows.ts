// The rows of the comparison with PyTorch, and how often each is measured: all of them in about twenty minutes on two quiet cores. Pure.
import { inputSizes } from "../../core/networks/input-sizes.ts";
import type { NetworkName } from "../../core/recipe.ts";

/**
 * training, extraction and distillation (outer iterations of Algorithm 1): turns of some steps, in memory. epoch: two epochs from a folder of pictures. start: a process from its start
 * to the end of its first update.
 */
export type Work = "training" | "extraction" | "distillation" | "epoch" | "start";

export interface Row {
  name: string;
  /** The network and its pictures. */
  title: string;
  work: Work;
  network: NetworkName;
  /** Width and height of the pictures. */
  inputSize: number;
  batchSize: number;
  /** S·R, weight updates through which a distillation goes back; 0 elsewhere. */
  learntSteps: number;
  /** Updates or batches of a turn; of an epoch as many as there are. */
  steps: number;
  /** Counted turns of each side. */
  pairs: number;
  /** What a turn measures, one after the other. */
  parts: readonly string[];
}

/** Updates or batches of the first turn, whose results are compared: a forward pass, and one that follows a whole update. */
export const checkedSteps = 2;

const titles: Record<NetworkName, string> = {
  compact: "compact",
  resnet34: "ResNet-34",
  "vgg-face": "VGG-16",
  "face-resnet": "face ResNet",
};

function row(work: Work, network: NetworkName, batchSize: number, steps: number, pairs: number, parts = [titleOf[work]]): Row {
  const name = work === "epoch" ? work : `${work}-${network}`;
  const inputSize = inputSizes[network].usual;
  return { name, title: titleAt(network, inputSize), work, network, inputSize, batchSize, learntSteps: 0, steps, pairs, parts };
}

const titleAt = (network: NetworkName, size: number) => `${titles[network]}, ${size}x${size}`;

function distillation(network: NetworkName, inputSize: number, batchSize: number, learntSteps: number, steps: number, pairs: number): Row {
  const title = `${titleAt(network, inputSize)}, S·R = ${learntSteps}`;
  return { ...row("distillation", network, batchSize, steps, pairs), title, inputSize, learntSteps };
}

const titleOf: Record<Work, string> = {
  training: "training step",
  extraction: "feature extraction",
  distillation: "outer iteration of a distillation",
  epoch: "epoch",
  start: "start to first update",
};

export const rows: readonly Row[] = [
  row("training", "compact", 64, 10, 7),
  row("training", "resnet34", 16, 3, 5),
  row("training", "vgg-face", 8, 2, 5),
  row("training", "face-resnet", 32, 4, 5),
  row("extraction", "compact", 64, 40, 7),
  row("extraction", "resnet34", 64, 2, 5),
  row("extraction", "vgg-face", 32, 1, 5),
  row("extraction", "face-resnet", 64, 5, 5),
  distillation("compact", 48, 64, 3, 4, 7),
  distillation("resnet34", 112, 32, 1, 1, 5),
  distillation("vgg-face", 112, 32, 3, 1, 3),
  row("epoch", "compact", 64, 1, 3, ["first epoch from JPEG files", "later epoch"]),
  row("start", "compact", 64, 1, 5),
  row("start", "resnet34", 16, 1, 5),
];

/** The rows of this name, or of a name that begins with it: "training" is four rows. None for a name that is none. */
export function rowsNamed(name: string): Row[] {
  return rows.filter((one) => one.name === name || one.name.startsWith(`${name}-`));
}

/** The smallest measurement that still shows both sides at the same work. */
export const quick = (one: Row): Row => ({ ...one, steps: 1, pairs: 1 });
