// The weights of the best epoch so far, beside the checkpoint that names it. Each best epoch has a file of its own, written before
// that checkpoint and removed after the next one, so that whatever dies when, a checkpoint finds the weights it speaks of.
import { promises } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.ts";
import type { Network, Parameters } from "../networks/network.ts";
import { parametersOf, storedState } from "../networks/weights/layout.ts";
import { readSafetensors, writeSafetensors } from "../networks/weights/safetensors.ts";
import type { TrainingState } from "./state.ts";

const nameOf = (epoch: number): string => `best-${epoch}.safetensors`;
const namePattern = /^best-\d+\.safetensors$/;

/** @param directory  of the checkpoints */
export const bestWeightsPath = (directory: string, epoch: number): string => join(directory, nameOf(epoch));

/** Writes the weights of the epoch that has just finished. */
export async function writeBestWeights(
  directory: string,
  { network, classCount }: { network: Network; classCount: number },
  { parameters, updates, epochs }: Pick<TrainingState, "parameters" | "updates" | "epochs">,
): Promise<void> {
  const stored = storedState(network, parameters, classCount, updates);
  await writeSafetensors(bestWeightsPath(directory, epochs.length), stored, { network: network.name });
}

/** The caller disposes them. */
export async function readBestWeights(
  directory: string,
  { network, classCount }: { network: Network; classCount: number },
  epoch: number,
): Promise<Parameters> {
  const { tensors } = await readSafetensors(bestWeightsPath(directory, epoch));
  return parametersOf(network, tensors, classCount, nameOf(epoch));
}

/** Whether the weights of this epoch are there and whole. */
export async function hasBestWeights(directory: string, epoch: number): Promise<boolean> {
  try {
    await readSafetensors(bestWeightsPath(directory, epoch));
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

/** Removes the weights of every epoch but this one; of all, where there is no best one. */
export async function removeOtherBestWeights(directory: string, epoch: number | null): Promise<void> {
  const kept = epoch === null ? null : nameOf(epoch);
  for (const name of await promises.readdir(directory)) {
    if (namePattern.test(name) && name !== kept) await promises.rm(join(directory, name), { force: true });
  }
}
