// A distillation that was cut short goes on from here to the same images: what moves, Adam's moments, and the number of iterations.
import { basename } from "node:path";
import { z } from "zod";
import type { Spent } from "../compute/cost.ts";
import { InputError } from "../errors.ts";
import { readSafetensors, type StoredTensor, writeSafetensors } from "../networks/weights/safetensors.ts";
import { type Adam, restoreAdam } from "./adam.ts";
import { DistillationEpoch } from "./distillation-view.ts";
import type { DistillationState } from "./state.ts";

const SavedProgress = z.object({
  iterations: z.int().min(0),
  imagesSeen: z.int().min(0),
  iterationSeconds: z.number(),
  epochs: z.array(DistillationEpoch),
  running: z.object({ loss: z.number(), iterations: z.int().min(0), seconds: z.number() }),
  labels: z.array(z.int().min(0)),
  shape: z.tuple([z.int().min(1), z.int().min(1), z.int().min(1), z.int().min(1)]),
  adamSteps: z.int().min(0),
  spent: z.object({ wallSeconds: z.number(), cpuSeconds: z.number() }),
});

const floats = (values: Float32Array): StoredTensor => ({ dtype: "F32", shape: [values.length], values });

/** Replaces the state durably: after a crash there is the old one or the new one. */
export async function writeState(path: string, identity: string, state: DistillationState, spent: Spent): Promise<void> {
  const { images, rawSteps, labelLogits, adam, labels, shape, ...progress } = state;
  const tensors: Record<string, StoredTensor> = { images: floats(images), steps: floats(rawSteps) };
  if (labelLogits) tensors.labels = floats(labelLogits);
  for (const [name, one] of Object.entries(adam ?? {})) {
    if (!one) continue;
    const { first, second } = one.state();
    tensors[`${name}.first`] = floats(first);
    tensors[`${name}.second`] = floats(second);
  }
  const adamSteps = adam?.images.state().steps ?? 0;
  const saved: z.input<typeof SavedProgress> = { ...progress, labels: [...labels], shape, adamSteps, spent };
  await writeSafetensors(path, tensors, { identity, progress: JSON.stringify(saved) });
}

/** The last state of this distillation; null where there is none, it is damaged, or it is another's. */
export async function readState(path: string, identity: string): Promise<{ state: DistillationState; spent: Spent } | null> {
  const file = await readIfWhole(path);
  if (file?.metadata.identity !== identity) return null;
  const { spent, labels, adamSteps, ...progress } = SavedProgress.parse(JSON.parse(file.metadata.progress ?? ""));
  const values = (name: string): Float32Array | null => {
    const stored = file.tensors[name];
    if (!stored) return null;
    if (stored.dtype !== "F32") throw new Error(`${basename(path)} holds ${stored.dtype} in ${name}.`);
    return stored.values;
  };
  const adamOf = (name: string): Adam | null => {
    const [first, second] = [values(`${name}.first`), values(`${name}.second`)];
    return first && second && restoreAdam({ first, second, steps: adamSteps });
  };
  const [images, steps] = [adamOf("images"), adamOf("steps")];
  const state: DistillationState = {
    ...progress,
    labels: Int32Array.from(labels),
    images: values("images")!,
    rawSteps: values("steps")!,
    labelLogits: values("labels"),
    adam: images && steps && { images, steps, labels: adamOf("labels") },
  };
  return { state, spent };
}

async function readIfWhole(path: string) {
  try {
    return await readSafetensors(path);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
