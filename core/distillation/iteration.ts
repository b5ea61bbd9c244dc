// How an outer iteration moves the images, by method: Algorithm 1, or distribution matching.

import { imageRateAt } from "./distillation-recipe.ts";
import { startMatching } from "./distribution-matching.ts";
import type { Source } from "./source.ts";
import type { Pauses } from "./source-features.ts";
import type { DistillationState } from "./state.ts";
import { type Distillation, outerIteration, type RealBatch } from "./wang.ts";

/** Moves the images once. @param epoch  outer epoch, from 0. @returns the loss that the curve shows */
export type Iterate = (batch: RealBatch, epoch: number) => number | Promise<number>;

/** @param state  whose images are moved; its Adam is from then on that of the method */
export async function startIterations(
  distillation: Distillation,
  source: Source,
  state: DistillationState,
  pauses: Pauses,
): Promise<Iterate> {
  const { network, recipe, seed, learner } = distillation;
  if (recipe.method !== "dm") return (batch, epoch) => outerIteration(distillation, state, batch, epoch);
  const { init, realBatch } = recipe;
  const settings = { source, network, parameters: learner, init, labels: state.labels, realBatch, seed };
  const from = { iterations: state.iterations, adam: state.adam!.images.state() };
  const matching = await startMatching(state.images, settings, pauses, from);
  // Step sizes are not learnt here, and the images' moments are the matching's own.
  state.adam!.images = { step: () => undefined, state: () => matching.state().adam };
  return (_, epoch) => matching.step(imageRateAt(recipe, epoch));
}
