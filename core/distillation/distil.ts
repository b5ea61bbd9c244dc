// The loop of Algorithm 1: outer epochs over the source, checkpoints of the images, one state to go on from. It knows no files.
import { InputError, WorkbenchError } from "../errors.ts";
import { createBatches, updatesInPass } from "../learning/batches.ts";
import { createBalancedBatches } from "./balanced-batches.ts";
import type { DistillationRecipe } from "./distillation-recipe.ts";
import type { DistillationEpoch } from "./distillation-view.ts";
import { startIterations } from "./iteration.ts";
import { positionsByClass, type Source } from "./source.ts";
import { type DistillationState, stepSizesOf } from "./state.ts";
import type { Distillation } from "./wang.ts";

export interface DistillationHooks {
  signal: AbortSignal;
  /** Lets messages in between two iterations. */
  breathe(): Promise<void>;
  onIteration(iterations: number, total: number): void;
  /** After every epoch, and before the first one (epoch 0). Images of checkpoints are kept before this is told. */
  onEpoch(epoch: DistillationEpoch): void;
  /** At the epochs that the recipe keeps, and after the last one. */
  keepImages(state: DistillationState, epoch: number): Promise<void>;
  /** After every epoch, and between iterations when the last one is `stateSeconds` old. */
  saveState(state: DistillationState): Promise<void>;
}

const stateSeconds = 20;
/** A loss beyond this many times that of a guess (log K) is no longer about faces: the steps have broken the network. */
const explodedTimes = 100;

/** Outer iterations of one pass: a last batch below the real batch's size is dropped, unless it is the only one. */
export const iterationsInPass = (count: number, { realBatch }: Pick<DistillationRecipe, "realBatch">): number =>
  Math.max(1, updatesInPass(count, { batchSize: realBatch, smallestBatch: realBatch }));

/**
 * Makes the outer iterations that `state` still lacks and changes it in place. Which samples an iteration sees follows from the seed and
 * its number, so a distillation that was cut short ends in the same images.
 *
 * @throws WorkbenchError `cancelled` before the next iteration after an abort; InputError when the loss explodes or is no number any
 *   more, with the images of the last checkpoint kept
 */
export async function distil(
  distillation: Distillation,
  source: Source,
  state: DistillationState,
  hooks: DistillationHooks,
): Promise<void> {
  const { recipe, seed } = distillation;
  const perEpoch = iterationsInPass(source.count, recipe);
  const total = perEpoch * recipe.outerEpochs;
  const batchSize = Math.min(recipe.realBatch, source.count);
  const positionsOf = recipe.balanced
    ? createBalancedBatches(positionsByClass(source), batchSize, seed)
    : createBatches(source.count, { batchSize, smallestBatch: batchSize }, seed);
  if (state.epochs.length === 0) await finishEpoch(distillation, state, 0, hooks);
  const iterate = await startIterations(distillation, source, state, hooks);
  let savedAt = Date.now();
  while (state.iterations < total) {
    await hooks.breathe();
    if (hooks.signal.aborted) throw new WorkbenchError("cancelled", "Cancelled.");
    const begun = performance.now();
    const epoch = Math.floor(state.iterations / perEpoch);
    const positions = positionsOf(state.iterations);
    const batch = { images: await source.images(positions), labels: Int32Array.from(positions, (at) => source.labels[at]!) };
    const loss = await iterate(batch, epoch);
    requireSound(loss, state, distillation, epoch);
    const seconds = (performance.now() - begun) / 1000;
    state.iterations++;
    state.imagesSeen += positions.length;
    state.iterationSeconds += seconds;
    state.running = {
      loss: state.running.loss + loss,
      iterations: state.running.iterations + 1,
      seconds: state.running.seconds + seconds,
    };
    const endsEpoch = state.iterations % perEpoch === 0;
    if (endsEpoch) await finishEpoch(distillation, state, epoch + 1, hooks);
    if (endsEpoch || Date.now() - savedAt > stateSeconds * 1000) {
      await hooks.saveState(state);
      savedAt = Date.now();
    }
    hooks.onIteration(state.iterations, total);
  }
}

async function finishEpoch({ recipe }: Distillation, state: DistillationState, epoch: number, hooks: DistillationHooks): Promise<void> {
  const { loss, iterations, seconds } = state.running;
  const isCheckpoint = epoch % recipe.checkpointEvery === 0 || epoch === recipe.outerEpochs;
  const metrics: DistillationEpoch = {
    epoch,
    iterations: state.iterations,
    loss: iterations === 0 ? null : loss / iterations,
    stepSizes: [...stepSizesOf(state, recipe)],
    isCheckpoint,
    secondsPerIteration: iterations === 0 ? 0 : seconds / iterations,
  };
  state.running = { loss: 0, iterations: 0, seconds: 0 };
  state.epochs.push(metrics);
  if (isCheckpoint) await hooks.keepImages(state, epoch);
  hooks.onEpoch(metrics);
}

/** @throws InputError that says what to change; `state` may hold the broken images then */
function requireSound(loss: number, state: DistillationState, { recipe, classCount }: Distillation, epoch: number): void {
  const isSound =
    loss < explodedTimes * Math.log(classCount) && state.images.every(Number.isFinite) && state.rawSteps.every(Number.isFinite);
  if (isSound) return;
  const lost = Number.isFinite(loss) ? `a loss of ${loss.toPrecision(3)}` : "a loss that is no number";
  const steps = [...stepSizesOf(state, recipe)].map((size) => size.toPrecision(2)).join(", ");
  const kept = state.epochs.filter(({ isCheckpoint }) => isCheckpoint).at(-1)!.epoch;
  throw new InputError({
    file: "recipe of the distillation",
    found: `${lost} at outer iteration ${state.iterations + 1}, in outer epoch ${epoch + 1}, with step sizes of ${steps}`,
    expected: "a loss that stays near that of a guess or below",
    mend: `Choose a smaller start step (it was ${recipe.startStep}) or a smaller image rate, then distil again. The images of outer epoch ${kept} are kept.`,
  });
}
