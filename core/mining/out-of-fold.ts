// One fold of the calibration: a network and centroids from the anchors of the other folds, and their verdicts on this fold's.
import { scoringBatch } from "../learning/evaluate.ts";
import { type LabelledFaces, pickFaces } from "../learning/faces.ts";
import { createLearner } from "../learning/learner.ts";
import { beginTraining, type TrainingState } from "../learning/state.ts";
import { type Training, trainLearner } from "../learning/train.ts";
import type { CentroidRecipe, Precision } from "../recipe.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { scoreFaces, sumFeatures } from "./mine.ts";
import type { Verdicts } from "./verdict.ts";

export interface Fold {
  /** All but its faces: they are chosen here. */
  training: Omit<Training, "faces" | "validation" | "updatesPerEpoch" | "distilled">;
  /** In which the held anchors are scored. */
  precision: Precision;
  centroids: CentroidRecipe;
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
export async function scoreFold(fold: Fold, startWeights: string | null, hooks: FoldHooks): Promise<FoldScores> {
  const { training, anchors, learnt } = fold;
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
    const batches = await scoreHeld(state, fold, faces, hooks);
    return { batches, imagesSeen: state.imagesSeen, updateSeconds: state.updateSeconds };
  } finally {
    loadTensorFlow().dispose([state.parameters, state.velocities] as never);
  }
}

async function scoreHeld(
  { parameters }: TrainingState,
  { training: { network, classCount }, precision, centroids: recipe, anchors, held }: Fold,
  learnt: LabelledFaces,
  { breathe }: FoldHooks,
): Promise<FoldScores["batches"]> {
  const learner = createLearner(network, parameters, classCount, precision);
  try {
    const { sums } = await sumFeatures(learner, recipe, learnt, scoringBatch, breathe);
    const centroids = sums.partialCentroids();
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
