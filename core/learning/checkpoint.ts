// A run that was cut short goes on from here to the same digest as an uninterrupted one: weights, velocities and the number of
// updates in one file, because batches and flips follow from that number.
import { createHash } from "node:crypto";
import { promises } from "node:fs";
import { basename, dirname } from "node:path";
import { z } from "zod";
import type { Spent } from "../compute/cost.ts";
import { EpochMetrics } from "../contract/run-views.ts";
import { InputError } from "../errors.ts";
import { parametersOf, type StoredSpec, storedTensor, tensorOf } from "../networks/weights/layout.ts";
import { readSafetensors, type StoredTensor, writeSafetensors } from "../networks/weights/safetensors.ts";
import type { Tensor1D } from "../tensor/tensorflow.ts";
import { hasBestWeights } from "./best-weights.ts";
import { fingerprintsOf } from "./faces.ts";
import { parameterGroups } from "./parameter-groups.ts";
import type { TrainingState } from "./state.ts";
import type { Training } from "./train.ts";

/** Of a parameter group. */
const velocitiesName = (group: number): string => `velocities.${group}`;

const SavedProgress = z.object({
  updates: z.int().min(0),
  imagesSeen: z.int().min(0),
  updateSeconds: z.number(),
  epochs: z.array(EpochMetrics),
  best: z.object({ epoch: z.int().min(1), validationAccuracy: z.number() }).nullable(),
  running: z.object({ loss: z.number(), correct: z.number(), seen: z.number(), seconds: z.number() }),
  spent: z.object({ wallSeconds: z.number(), cpuSeconds: z.number() }),
});

/** Names a training by all that its result depends on, so that a checkpoint of another one is never continued. */
export async function identityOf(training: Training, startWeights: string | null): Promise<string> {
  const { network, recipe, seed, classCount, faces, validation, updatesPerEpoch, distilled } = training;
  const { name, inputSize, normalisation } = network;
  const hash = createHash("sha256");
  const settings = [name, inputSize, normalisation, recipe, seed, classCount, updatesPerEpoch, faces.count, validation?.count ?? 0];
  hash.update(JSON.stringify(settings));
  for (const set of [faces, validation]) if (set) hash.update(set.labels).update(fingerprintsOf(set));
  if (startWeights) hash.update(await promises.readFile(startWeights));
  if (distilled) {
    const { path, mode, lambda, statistics } = distilled;
    hash.update(JSON.stringify([mode, lambda, statistics])).update(await promises.readFile(path));
  }
  return hash.digest("hex");
}

/** Replaces the checkpoint durably: after a crash there is the old one or the new one. */
export async function writeCheckpoint(
  path: string,
  identity: string,
  { network, classCount }: Training,
  { parameters, velocities, ...progress }: TrainingState,
  spent: Spent,
): Promise<void> {
  const tensors: Record<string, StoredTensor> = {};
  for (const { name, kind } of network.parameters(classCount)) tensors[name] = storedTensor(parameters[name]!, kind);
  for (const [group, vector] of velocities.entries()) tensors[velocitiesName(group)] = storedTensor(vector, "vector");
  const saved: z.input<typeof SavedProgress> = { ...progress, spent };
  await writeSafetensors(path, tensors, { identity, progress: JSON.stringify(saved) });
}

/**
 * The last checkpoint of this training; null where there is none or it is another training's. A damaged one counts as none, and so
 * does one whose best epoch has lost its weights: the run can be made again.
 */
export async function readCheckpoint(
  path: string,
  identity: string,
  { network, classCount, recipe }: Training,
): Promise<{ state: TrainingState; spent: Spent } | null> {
  const file = await readIfWhole(path);
  if (file?.metadata.identity !== identity) return null;
  const { spent, ...progress } = SavedProgress.parse(JSON.parse(file.metadata.progress ?? ""));
  if (progress.best && !(await hasBestWeights(dirname(path), progress.best.epoch))) return null;
  const parameters = parametersOf(network, file.tensors, classCount, basename(path));
  const velocities = parameterGroups(network, classCount, recipe).map(({ size }, group) => {
    const spec: StoredSpec = { name: velocitiesName(group), kind: "vector", shape: [size] };
    return tensorOf(file.tensors, spec, basename(path)) as Tensor1D;
  });
  return { state: { parameters, velocities, ...progress }, spent };
}

async function readIfWhole(path: string) {
  try {
    return await readSafetensors(path);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
