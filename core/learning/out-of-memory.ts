// When memory does not last for an update: what the failure looks like, and which number does fit.
import { InputError } from "../errors.ts";
import type { TrainingRecipe } from "../recipe.ts";
import { partSizeOf } from "./batch-parts.ts";

type BatchRecipe = Pick<TrainingRecipe, "name" | "batchSize" | "accumulationSteps">;

/**
 * TensorFlow's allocators ("OOM when allocating tensor with shape[...]", a status of ResourceExhausted), oneDNN's (its status 1), CUDA's,
 * C++'s and V8's own.
 */
const allocationFailed =
  /\bOOM\b|resource.?exhausted|bad.alloc|out.of.memory|(failed|unable|cannot) to allocate|allocation failed|exception: ?status: 1,/i;

export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && allocationFailed.test(error.message);
}

/**
 * Makes an update. Where memory does not last, halves the pictures that go through the network at once until a rehearsal succeeds.
 *
 * @param update    its number, from 1
 * @param rehearse  takes the memory of so many pictures and changes nothing
 * @throws InputError naming the batch size and the number that fits
 */
export function withinMemory<T>(recipe: BatchRecipe, update: number, make: () => T, rehearse: (pictures: number) => void): T {
  try {
    return make();
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    throw tooLittleMemory(
      recipe,
      `for which memory did not last at update ${update}`,
      largestThatFits(partSizeOf(recipe), rehearse),
      error,
    );
  }
}

/** Halves of `pictures`, until one can be rehearsed; null where not even one picture can. */
function largestThatFits(pictures: number, rehearse: (pictures: number) => void): number | null {
  for (let half = Math.floor(pictures / 2); half >= 1; half = Math.floor(half / 2)) {
    try {
      rehearse(half);
      return half;
    } catch (error) {
      if (!isOutOfMemory(error)) throw error;
    }
  }
  return null;
}

/**
 * @param why   goes on from the batch size: "for which ..."
 * @param fits  pictures that can go through the network at once; null for none
 */
export function tooLittleMemory(recipe: BatchRecipe, why: string, fits: number | null, cause?: unknown): InputError {
  const { name, batchSize, accumulationSteps } = recipe;
  const parts = accumulationSteps > 1 ? ` in parts of ${partSizeOf(recipe)}` : "";
  return new InputError(
    {
      file: `recipe "${name}"`,
      found: `a batchSize of ${batchSize}${parts}, ${why}`,
      expected: fits === null ? "memory for one picture at least" : `at most ${fits} pictures at once`,
      mend:
        fits === null
          ? "Close other programs, or choose a smaller network or smaller pictures."
          : `Set accumulationSteps to ${Math.ceil(batchSize / fits)}, which keeps the batch of ${batchSize}, or batchSize to ${fits}.`,
    },
    { cause },
  );
}
