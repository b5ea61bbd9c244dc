// What a window is shown of training: a run, its epochs, what its network costs.
import { z } from "zod";
import { NetworkSetup } from "../networks/network-setup.ts";
import { TrainingRecipe } from "../recipe.ts";
import { Count, Id, Share } from "./values.ts";

/** What a run trains, in the order in which runs are shown. "das" has distilled images, "das-control" what takes their place, or nothing. */
export const RunRole = z.enum(["primitive", "control", "vas", "das", "das-control"]);
export type RunRole = z.infer<typeof RunRole>;

export const EpochMetrics = z.object({
  /** From 1. */
  epoch: z.int().min(1),
  learningRate: z.number(),
  trainLoss: z.number(),
  trainAccuracy: Share,
  validationLoss: z.number().nullable(),
  validationAccuracy: Share.nullable(),
  imagesPerSecond: z.number(),
});
export type EpochMetrics = z.infer<typeof EpochMetrics>;

/** How an epoch did: on the validation split, which chose it or did not, and on the test set. */
export const EpochResult = z.object({
  epoch: z.int().min(1),
  validationAccuracy: Share,
  accuracy: Share.nullable(),
  meanClassAccuracy: Share.nullable(),
});
export type EpochResult = z.infer<typeof EpochResult>;

export const RunMetrics = z.object({
  runId: Id,
  role: RunRole,
  accuracy: Share.nullable(),
  meanClassAccuracy: Share.nullable(),
  /** Which epoch the numbers above and below are of. */
  keptEpoch: z.enum(["last", "best"]),
  /** The last epoch and the best one on the validation split, apart; null without such a split. */
  last: EpochResult.nullable(),
  best: EpochResult.nullable(),
  recall: z.array(z.object({ className: z.string(), recall: Share.nullable(), count: Count })),
  /** confusion[true][predicted] */
  confusion: z.array(z.array(Count)),
  updates: Count,
  wallSeconds: z.number(),
  cpuSeconds: z.number(),
  imagesSeen: Count,
  imagesPerSecond: z.number(),
  peakBytes: Count,
  backend: z.string(),
  weightsDigest: z.string(),
  seed: z.int(),
});
export type RunMetrics = z.infer<typeof RunMetrics>;

/** A run as the list of runs shows it. */
export const RunSummary = z.object({
  id: Id,
  role: RunRole,
  state: z.enum(["training", "finished"]),
  network: NetworkSetup,
  pretrained: z.object({ weightsId: z.string(), digest: z.string() }).nullable(),
  recipe: TrainingRecipe,
  seed: z.int(),
  /** ISO 8601, UTC. */
  created: z.string(),
  parentRunId: Id.nullable(),
  metrics: RunMetrics.nullable(),
  /** The job that can go on with it; null when it is finished, or when nothing can. */
  resumableJobId: Id.nullable(),
});
export type RunSummary = z.infer<typeof RunSummary>;

/** What a network costs with the project's classes: numbers that training moves, and multiply-adds of one picture, forward. */
export const NetworkCost = z.object({ parameters: Count, multiplyAdds: Count });
export type NetworkCost = z.infer<typeof NetworkCost>;
