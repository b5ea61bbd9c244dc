// What distilled images are worth to the learner that they were made for: the loss of the whole source after them, and after what they
// must beat.
import type { TaskContext } from "../compute/protocol.ts";
import type { DistillationLosses } from "./distillation-view.ts";
import type { DistilledSet } from "./distilled-set.ts";
import { lossAfter, type Measured } from "./loss-after.ts";
import { noiseImages } from "./state.ts";

/**
 * Reports the phase "losses".
 *
 * @param seed         of the noise
 * @param randomMined  draws of random mined images; none leaves their loss out
 */
export async function distillationLosses(
  measured: Measured,
  set: DistilledSet,
  seed: number,
  randomMined: readonly DistilledSet[],
  context: TaskContext,
): Promise<DistillationLosses> {
  const total = 3 + randomMined.length;
  let done = 0;
  const after = async (images: DistilledSet | null) => {
    context.report({ type: "progress", phase: "losses", done: done++, total });
    return lossAfter(measured, images, context);
  };
  const before = await after(null);
  const distilled = await after(set);
  const noise = await after({ ...set, images: noiseImages(set.images.length, seed), softLabels: null });
  let random = 0;
  for (const draw of randomMined) random += (await after(draw)) / randomMined.length;
  return { before, after: distilled, noise, randomMined: randomMined.length > 0 ? random : null };
}
