// What compute reports of a finished task, as schemas: these results are stored, and a stored file is read by later versions.
import { z } from "zod";
import type { ProbeTaskResult } from "../compute/distillation-tasks.ts";
import type {
  BackendDescription,
  CalibrateResult,
  Cost,
  EpochOutcome,
  EvaluateResult,
  MineResult,
  TrainResult,
} from "../compute/protocol.ts";
import { DistillationLosses, ProbeArm, ProbeEpoch } from "../distillation/distillation-view.ts";
import type { Confusion } from "../evaluation/confusion.ts";
import { CentroidRecipe, Precision, paperCentroids } from "../recipe.ts";

const Count = z.int().min(0);

export const BackendSchema = z.object({
  backend: z.string(),
  device: z.enum(["cpu", "gpu"]),
  tensorflow: z.string(),
  tfjs: z.string(),
  threads: Count,
  sharp: z.string(),
  node: z.string(),
  note: z.string().optional(),
}) satisfies z.ZodType<BackendDescription>;

export const CostSchema = z.object({
  wallSeconds: z.number(),
  cpuSeconds: z.number(),
  imagesSeen: Count,
  imagesPerSecond: z.number(),
  peakBytes: Count,
}) satisfies z.ZodType<Cost>;

export const ConfusionSchema = z.array(z.array(Count)) satisfies z.ZodType<Confusion>;

const EpochOutcomeSchema = z.object({
  epoch: z.int().min(1),
  validationAccuracy: z.number(),
  confusion: ConfusionSchema,
}) satisfies z.ZodType<EpochOutcome>;

/** All of a training's result but its epochs, which have a table of their own. */
export const RunResult = z.object({
  weightsDigest: z.string(),
  confusion: ConfusionSchema,
  /** Came with early stopping; a record from before it has none. */
  last: EpochOutcomeSchema.nullable().default(null),
  best: EpochOutcomeSchema.extend({ weightsDigest: z.string() }).nullable().default(null),
  updates: Count,
  cost: CostSchema,
  backend: BackendSchema,
}) satisfies z.ZodType<Omit<TrainResult, "epochs">>;
export type RunResult = z.infer<typeof RunResult>;

export const PoolResult = z.object({
  rowCount: Count,
  skipped: z.array(z.object({ row: Count, file: z.string(), reason: z.string() })),
  skippedCount: Count,
  precision: Precision.default("float32"),
  /** Came with other centroids than the paper's; a pool from before them has those. */
  centroids: CentroidRecipe.default(paperCentroids),
  withoutRight: z.array(Count).default([]),
  cost: CostSchema,
  backend: BackendSchema,
}) satisfies z.ZodType<MineResult>;

export const CalibrationResult = z.object({
  rowCount: Count,
  hasProbabilities: z.boolean().default(false),
  folds: Count,
  personDisjoint: z.boolean(),
  cost: CostSchema,
}) satisfies z.ZodType<CalibrateResult>;

export const EvaluationResult = z.object({
  confusion: ConfusionSchema,
  sequenceVote: ConfusionSchema.nullable().default(null), // a record of an older version has none
  cost: CostSchema,
  backend: BackendSchema,
}) satisfies z.ZodType<EvaluateResult>;

/** Of a distillation that was made here; of imported images, which tell no more than what they are. */
export const DistillationResult = z.object({
  digest: z.string(),
  gradientSteps: Count,
  repeats: Count,
  labels: z.array(Count),
  stepSizes: z.array(z.number()),
  losses: DistillationLosses.nullable(),
  missingClasses: z.array(Count),
  checkpoints: z.array(Count),
  iterations: Count.nullable(),
  cost: CostSchema.nullable(),
  backend: BackendSchema.nullable(),
});
export type DistillationResult = z.infer<typeof DistillationResult>;

export const ProbeOutcome = z.object({
  trainCount: Count,
  testCount: Count,
  arms: z.array(z.object({ arm: ProbeArm, epochs: z.array(ProbeEpoch) })),
  cost: CostSchema,
  backend: BackendSchema,
}) satisfies z.ZodType<ProbeTaskResult>;
