// Drawn faces and a recipe with which a run takes a second or two: what tests of the engine's jobs work on.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drawDemonstrationSet } from "../datasets/synthetic/draw-demonstration.ts";
import { defaultPipelineRecipe, type PipelineRecipe, withEpochs } from "../recipe.ts";

/**
 * The demonstration, drawn small into a folder of its own that the caller removes.
 *
 * @param scale  share of its size: at 0.001 each part has the 14 faces that are its least, at 0.01 the pool has 60
 */
export async function drawFaces({ scale = 0.001 } = {}): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "omnifer-faces-"));
  await drawDemonstrationSet({ directory, seed: 1, scale });
  return directory;
}

const short = (recipe: PipelineRecipe["primitive"]) => ({ ...withEpochs(recipe, 1), batchSize: 14 });

/** One epoch over 14 faces, enough to be a run, and a comparison of 2 · (1 + 5) + 3 retrainings. */
export const shortRecipe: PipelineRecipe = {
  ...defaultPipelineRecipe,
  primitive: short(defaultPipelineRecipe.primitive),
  retraining: short(defaultPipelineRecipe.retraining),
  distillation: { ...defaultPipelineRecipe.distillation, outerEpochs: 2, checkpointEvery: 2 },
  das: { ...defaultPipelineRecipe.das, modes: ["union"], orders: 2, randomDraws: 3 },
};
export const armCount = 15;
