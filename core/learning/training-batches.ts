// The batches of a training, made ahead in threads of their own: TensorFlow's calls hold the event loop, and reading, distorting and
// normalising on it would leave TensorFlow idle. What an update sees follows from the seed and its number alone.
import { cpus } from "node:os";
import { builtThread, startThread } from "../compute/answering-thread.ts";
import { flipsOfUpdate } from "./augment.ts";
import { makeBatch } from "./batch-request.ts";
import { createBatches } from "./batches.ts";
import { addedSamples } from "./distilled-use.ts";
import { distortionsOfUpdate } from "./distortion.ts";
import type { Training } from "./train.ts";
import { unionBatch } from "./union-batch.ts";

export interface TrainingBatch {
  count: number;
  /** [count, H, W, C], normalised */
  images: Float32Array;
  /** [count] class index */
  labels: Int32Array;
  /** [count, K] probabilities that take their place; null where all labels are hard. */
  softLabels: Float32Array | null;
}

export interface TrainingBatches {
  /** The batch of an update, while those after it are in the making. @throws InputError when a picture was lost or changed */
  next(update: number): Promise<TrainingBatch>;
  end(): void;
}

/** One keeps up with TensorFlow on the processor; where there are many cores, there may be an accelerator to feed. */
const threadCount = (): number => Math.max(1, Math.min(4, Math.floor(cpus().length / 4)));

/**
 * @param total  updates of the whole run: none is made ahead beyond them
 * @param entry  the built core/learning/batch-maker.ts
 */
export function startTrainingBatches(
  { network, recipe, seed, faces, distilled }: Pick<Training, "network" | "recipe" | "seed" | "faces" | "distilled">,
  total: number,
  entry = builtThread("batch-maker"),
): TrainingBatches {
  const { inputSize, channels, normalisation } = network;
  const positionsOf = createBatches(faces.count, recipe, seed, addedSamples(distilled));
  const threads = Array.from({ length: threadCount() }, () => startThread(entry, makeBatch));
  const made = new Map<number, Promise<TrainingBatch>>();

  const make = async (update: number): Promise<TrainingBatch> => {
    const positions = positionsOf(update);
    const count = positions.length;
    const flips = recipe.horizontalFlip ? flipsOfUpdate(seed, update, count) : null;
    const distortions = distortionsOfUpdate(seed, update, count, recipe);
    const slots = [...positions.keys()].filter((slot) => positions[slot]! < faces.count); // of faces
    const images = await threads[update % threads.length]!.ask({
      places: slots.map((slot) => faces.placeOf(positions[slot]!)),
      setup: { inputSize, channels, normalisation },
      flips: flips && Uint8Array.from(slots, (slot) => flips[slot]!),
      distortions: distortions && slots.map((slot) => distortions[slot]!),
    });
    if (slots.length < count) return unionBatch({ images, labels: faces.labels, flips, positions }, distilled!.set);
    return { count, images, labels: Int32Array.from(positions, (position) => faces.labels[position]!), softLabels: null };
  };

  return {
    next(update) {
      for (let ahead = update; ahead <= update + threads.length && ahead < total; ahead++) {
        if (made.has(ahead)) continue;
        const batch = make(ahead);
        batch.catch(() => undefined); // thrown where it is awaited, which may be never
        made.set(ahead, batch);
      }
      const batch = made.get(update)!;
      made.delete(update);
      return batch;
    },
    end() {
      for (const thread of threads) thread.end();
    },
  };
}
