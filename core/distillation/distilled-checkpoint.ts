// The images of a distillation through time: a file for each outer epoch that is kept.
import { promises } from "node:fs";
import { join } from "node:path";

const pattern = /^epoch-(\d{4,})\.safetensors$/;

export const checkpointsFolder = (distillationDirectory: string): string => join(distillationDirectory, "checkpoints");

/** checkpoints/epoch-0010.safetensors */
export const checkpointPath = (distillationDirectory: string, epoch: number): string =>
  join(checkpointsFolder(distillationDirectory), `epoch-${String(epoch).padStart(4, "0")}.safetensors`);

/** Outer epochs whose images are kept, ascending; none where there is no such folder. */
export async function checkpointEpochs(distillationDirectory: string): Promise<number[]> {
  const names = await promises.readdir(checkpointsFolder(distillationDirectory)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}
