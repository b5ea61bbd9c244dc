// What a window may ask about distillations, and hears of them: a part of the contract.
import { z } from "zod";
import {
  DasComparison,
  DistillationCheckpoint,
  DistillationEpoch,
  DistillationSummary,
  ProbeResult,
} from "../distillation/distillation-view.ts";
import { nothing, request } from "./request.ts";
import { Count, Id } from "./values.ts";

export const distillationRequests = {
  /** Newest first, of all data sets of the project. */
  "distillations.list": request(nothing, z.object({ distillations: z.array(DistillationSummary) })),
  /** What the Distil view shows, DAS applies and the probe asks; a setting, not undone. */
  "distillation.choose": request(z.object({ distillationId: Id }), nothing),
  /** Ascending. */
  "distillation.epochs": request(z.object({ distillationId: Id }), z.object({ epochs: z.array(DistillationEpoch) })),
  "distillation.checkpoint": request(z.object({ distillationId: Id, epoch: Count }), DistillationCheckpoint),
  /** null before any run of a comparison is finished. */
  "das.comparison": request(z.object({ distillationId: Id }), z.object({ comparison: DasComparison.nullable() })),
  "probe.result": request(z.object({ distillationId: Id }), z.object({ result: ProbeResult.nullable() })),
} as const;

/** Of the host only: they carry bytes or paths. */
export const distillationHostRequests = {
  /** A distilled image as PNG, pixel for pixel; black and white lie `contrast` deviations of all its pixels from their mean. */
  "distilled.picture": request(
    z.object({ distillationId: Id, epoch: Count, index: Count, contrast: z.number().positive().max(20) }),
    z.object({ type: z.string(), bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
  ),
  /** Queues a distillation with the saved recipe; null stands for the current learner, and for the recipe's seed. */
  "distillation.start": request(z.object({ runId: Id.nullable(), seed: z.int().min(0).nullable() }), z.object({ jobId: Id })),
  /** Queues the import of distilled images: our safetensors, or a results.pth of the reference code. */
  "distilled.import": request(z.object({ file: z.string().min(1).max(4096) }), z.object({ jobId: Id })),
} as const;

export const distillationEvents = {
  distillation: z.object({ distillationId: Id, metrics: DistillationEpoch }),
} as const;
