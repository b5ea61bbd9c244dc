// Gradient accumulation: how a batch is cut, so that one that does not fit into memory is learnt from all the same. Pure.
import type { TrainingRecipe } from "../recipe.ts";

/** Consecutive rows of a batch. */
export interface Rows {
  from: number;
  count: number;
}

/** Pictures that go through the network at once. */
export const partSizeOf = ({ batchSize, accumulationSteps }: Pick<TrainingRecipe, "batchSize" | "accumulationSteps">): number =>
  Math.ceil(batchSize / accumulationSteps);

/**
 * The fewest parts of at most `partSize` pictures, as even as they can be: batch norm should not see a part of one picture because
 * the last batch was one too long.
 */
export function partsOf(count: number, partSize: number): Rows[] {
  const parts = Math.max(1, Math.ceil(count / partSize));
  const start = (part: number) => Math.floor((part * count) / parts);
  return Array.from({ length: parts }, (_, part) => ({ from: start(part), count: start(part + 1) - start(part) }));
}
