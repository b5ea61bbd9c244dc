// Where the images of an outer epoch are kept: a file each, so that the view can go through time.
import { promises } from "node:fs";
import { join } from "node:path";

/** The folder must be made before the first file goes into it. */
export const checkpointsFolder = (distillationDirectory: string): string => join(distillationDirectory, "checkpoints");

/** Of the images after `epoch` outer epochs; 0 is the start. */
export function checkpointPath(distillationDirectory: string, epoch: number): string {
  return join(checkpointsFolder(distillationDirectory), `epoch-${String(epoch).padStart(4, "0")}.safetensors`);
}

/** Outer epochs whose images are kept, ascending; none before the first is written. */
export async function checkpointEpochs(distillationDirectory: string): Promise<number[]> {
  const names = await namesIn(checkpointsFolder(distillationDirectory));
  const epochs = names.flatMap((name) => /^epoch-(\d{4,})\.safetensors$/.exec(name)?.[1] ?? []).map(Number);
  return epochs.sort((a, b) => a - b);
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await promises.readdir(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
