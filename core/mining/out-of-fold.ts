// One fold of the calibration: a network and centroids from the anchors of the other folds, and their verdicts on this fold's.
import { scoringBatch } from "../learning/evaluate.ts";
import { type LabelledFaces, pickFaces } from "../learning/faces.ts";
import { createLearner } from "../learning/learner.ts";
import { beginTraining, type TrainingState } from "../learning/state.ts";
import { type Training, trainLearner } from "../learning/train.ts";
import type { Precision } from "../recipe.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { scoreFaces, sumFeatures } from "./mine.ts";
import type { Verdicts } from "./verdict.ts";

export interface Fold {
  /** All but its faces: they are chosen here. */
  training: Omit<Training, "faces" | "validation" | "updatesPerEpoch" | "distilled">;
  /** In which the held anchors are scored. */
  precision: Precision;
  anchors: LabelledFaces;
  /** Positions of the anchors that the fold holds, and those of all others. */
  held: number[];
  learnt: number[];
}

export interface FoldHooks {
  signal: AbortSignal;
  breathe(): Promise<void>;
  onUpdate(updates: number): void;
}

export interface FoldScores {
  /** Held anchors in order, batch by batch. */
  batches: { positions: number[]; verdicts: Verdicts }[];
  imagesSeen: number;
  updateSeconds: number;
}

/**
 * Trains on the other folds, then scores the anchors that the fold holds. A class that no other fold has gets no centroid, so its
 * anchors count as wrong, which is what they would be.
 *
 * @param startWeights  pretrained weights; null trains from the seed
 */
export async function scoreFold(
  { training, precision, anchors, held, learnt }: Fold,
  startWeights: string | null,
  hooks: FoldHooks,
): Promise<FoldScores> {
  const faces = pickFaces(anchors, learnt);
  const whole: Training = { ...training, faces, validation: null, updatesPerEpoch: null, distilled: null };
  const state = await beginTraining(whole, startWeights);
  try {
    await trainLearner(whole, state, {
      ...hooks,
      onEpoch: () => undefined,
      availableBytes: async () => null, // the learner of this pool was trained in as much memory
      keepBest: async () => undefined,
      saveCheckpoint: async () => undefined,
    });
    const batches = await scoreHeld(state, training, precision, faces, anchors, held, hooks);
    return { batches, imagesSeen: state.imagesSeen, updateSeconds: state.updateSeconds };
  } finally {
    loadTensorFlow().dispose([state.parameters, state.velocities] as never);
  }
}

async function scoreHeld(
  { parameters }: TrainingState,
  { network, classCount }: Fold["training"],
  precision: Precision,
  learnt: LabelledFaces,
  anchors: LabelledFaces,
  held: readonly number[],
  { breathe }: FoldHooks,
): Promise<FoldScores["batches"]> {
  const learner = createLearner(network, parameters, classCount, precision);
  try {
    const centroids = (await sumFeatures(learner, learnt, scoringBatch, breathe)).partialCentroids();
    const batches: FoldScores["batches"] = [];
    let from = 0;
    for await (const verdicts of scoreFaces(learner, centroids, pickFaces(anchors, held), scoringBatch)) {
      const end = from + verdicts.margins.length;
      batches.push({ positions: held.slice(from, end), verdicts });
      from = end;
      await breathe();
    }
    return batches;
  } finally {
    learner.dispose();
  }
}
