// p(theta_0), line 4 of Algorithm 1: the initial weights that the steps begin at.
import { initialParameters } from "../networks/initialise.ts";
import type { Network, Parameters } from "../networks/network.ts";
import { randomStream } from "../random.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { DistillationInit } from "./distillation-recipe.ts";

export interface Drawn {
  parameters: Parameters;
  /** Disposes what was drawn; the learner's weights stay. */
  dispose(): void;
}

/**
 * One theta_0^j. Drawn ones follow from the seed, the outer iteration and the net alone, so that a resumed distillation draws the same.
 *
 * @param learner  the primitive learner's parameters, which stay the caller's
 */
export function drawInitialWeights(
  init: DistillationInit,
  network: Network,
  learner: Parameters,
  classCount: number,
  { seed, iteration, net }: { seed: number; iteration: number; net: number },
): Drawn {
  if (init === "known") return { parameters: learner, dispose: () => {} };
  const drawSeed = randomStream(seed, "theta-0", iteration, net).integer(2 ** 31);
  const specs = network.parameters(classCount);
  const drawnSpecs = init === "random" ? specs : specs.filter(({ name }) => name.startsWith(`${network.head}.`));
  const drawn = initialParameters(drawnSpecs, drawSeed);
  return { parameters: { ...learner, ...drawn }, dispose: () => loadTensorFlow().dispose(drawn) };
}
