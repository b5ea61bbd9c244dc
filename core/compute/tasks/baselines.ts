// The task of making what distilled images are compared with, where the comparison finds it missing: images from elsewhere come without,
// and a comparison may ask for more random draws than their distillation made.
import { join } from "node:path";
import { readDistilled } from "../../distillation/distilled-file.ts";
import { distillationLosses } from "../../distillation/losses.ts";
import { loadSource } from "../../distillation/source.ts";
import { networkOf } from "../../networks/network.ts";
import { parametersOf } from "../../networks/weights/layout.ts";
import { readSafetensors } from "../../networks/weights/safetensors.ts";
import { digestOfFile } from "../../project/durable.ts";
import { loadTensorFlow } from "../../tensor/backend.ts";
import type { BaselinesResult, BaselinesTask } from "../distillation-tasks.ts";
import type { TaskContext } from "../protocol.ts";
import { randomMinedOf, writeBaselines } from "./write-baselines.ts";

/** Phases: decode, baselines, losses. */
export async function baselines(task: BaselinesTask, context: TaskContext): Promise<BaselinesResult> {
  const { classes, recipe, seed, randomDraws } = task;
  const network = networkOf(task.network);
  const { set } = await readDistilled(join(task.distillationDirectory, "distilled.safetensors"));
  const source = await loadSource(task, network, context);
  const { digest: weightsDigest } = await digestOfFile(task.weights);
  const learner = parametersOf(network, (await readSafetensors(task.weights)).tensors, classes.length, "weights.safetensors");
  try {
    const made = { network: task.network, weightsDigest, classes };
    const settings = { source, network, parameters: learner, init: recipe.init, realBatch: recipe.realBatch, seed };
    const written = await writeBaselines(task.baselinesDirectory, { set, made, randomDraws }, settings, context);
    if (!task.measuresLosses) return { losses: null };
    const measured = { network, parameters: learner, source, batchNorm: recipe.batchNorm };
    return { losses: await distillationLosses(measured, set, seed, randomMinedOf(written), context) };
  } finally {
    loadTensorFlow().dispose(learner);
  }
}
