// What a window is shown of a job.
import { z } from "zod";
import { Count, Id, Share } from "./values.ts";

export const ErrorRecordSchema = z.object({
  code: z.string(),
  message: z.string(),
  problem: z.object({ file: z.string(), line: z.int().optional(), found: z.string(), expected: z.string(), mend: z.string() }).optional(),
});

export const JobState = z.enum(["queued", "running", "done", "failed", "cancelled", "interrupted"]);
export type JobState = z.infer<typeof JobState>;

export const JobKind = z.enum([
  "prepare-demonstration",
  "import-dataset",
  "compose-dataset",
  "inspect-set",
  "pipeline",
  "primitive",
  "mine",
  "retrain",
  "compare-rules",
  "calibrate",
  "import-weights",
  "evaluate",
  "precision-effect",
  "distill",
  "das",
  "probe",
  "import-distilled",
  "reproduce",
  "check-data",
  "leave-out",
]);
export type JobKind = z.infer<typeof JobKind>;

export const JobView = z.object({
  id: Id,
  kind: JobKind,
  title: z.string(),
  state: JobState,
  /** What is being done now, in words: "Training the primitive learner". */
  phase: z.string(),
  /** Of the current phase. */
  done: Count,
  total: Count,
  /** Of the whole job. */
  fraction: Share,
  ratePerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  elapsedSeconds: z.number(),
  /** True once cancel was asked and the step in hand is still finishing. */
  isCancelling: z.boolean(),
  canResume: z.boolean(),
  error: ErrorRecordSchema.nullable(),
});
export type JobView = z.infer<typeof JobView>;
