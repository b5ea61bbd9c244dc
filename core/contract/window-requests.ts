// What a window may ask of the engine: every request with its input and output. Both ends validate with these schemas. No file path and
// no Node object crosses them: pictures come by id through `pictureUrl`.
import { z } from "zod";
import { probeOptions } from "../distillation/probe-split.ts";
import { ImportReport } from "../networks/weights/import-report.ts";
import { NetworkName, PipelineRecipe, Selection, SelectionRecipe, TrainingRecipe } from "../recipe.ts";
import { RuleName } from "../selection-rules.ts";
import { alignmentRequests } from "./alignment-requests.ts";
import { DataCheckReport, DoubtfulLabels, LeftOutPictures } from "./data-check-views.ts";
import { Split } from "./dataset-summary.ts";
import { distillationRequests } from "./distillation-requests.ts";
import { DoctorReport } from "./doctor-report.ts";
import { figureRequests } from "./figure-requests.ts";
import { AnchorPrecision, GalleryOrder, MeasuredPrecisionEffect, MinedRow, RuleHistogram } from "./mining-views.ts";
import { ProjectState } from "./project-state.ts";
import { nothing, request } from "./request.ts";
import { Evaluation, Mistake, Results } from "./result-views.ts";
import { RuleOutcome } from "./rule-views.ts";
import { EpochMetrics, NetworkCost, RunSummary } from "./run-views.ts";
import { setRequests } from "./set-requests.ts";
import { tableRequests } from "./table-requests.ts";
import { ClassIndex, Count, Id, Row } from "./values.ts";
import { ViewState } from "./view-state.ts";

/** A reply stays under 1 MB. */
const PageRequest = { from: Count, count: z.int().min(1).max(500) };

export const windowRequests = {
  "project.state": request(nothing, ProjectState),
  /** Settings and selections change through undoable commands; each returns the state after its commit. */
  "project.undo": request(nothing, ProjectState),
  "project.redo": request(nothing, ProjectState),
  "recipe.save": request(z.object({ recipe: PipelineRecipe }), ProjectState),
  /** Saves a training recipe under its name, in the place of the one called `replaces`, if any. Names of presets are taken. */
  "recipes.save": request(z.object({ recipe: TrainingRecipe, replaces: z.string().nullable() }), ProjectState),
  "recipes.remove": request(z.object({ name: z.string() }), ProjectState),
  /** Forgets weights that nothing uses, and their file in the project. */
  "weights.remove": request(z.object({ weightsId: Id }), ProjectState),
  /** What a job has made so far. */
  "job.made": request(
    z.object({ jobId: Id }),
    z.object({
      datasetId: Id.optional(),
      primitiveRunId: Id.optional(),
      poolId: Id.optional(),
      calibrationId: Id.optional(),
      vasRunId: Id.optional(),
      controlRunId: Id.optional(),
      weightsId: Id.optional(),
      distillationId: Id.optional(),
      setId: Id.optional(),
    }),
  ),
  "weights.report": request(z.object({ weightsId: Id }), z.object({ report: ImportReport })),
  /** In the order of `networks`. */
  "networks.costs": request(
    z.object({ networks: z.array(z.object({ name: NetworkName, inputSize: z.int().min(16).max(512) })).max(16) }),
    z.object({ costs: z.array(NetworkCost) }),
  ),
  "selection.save": request(z.object({ poolId: Id, selection: Selection }), ProjectState),
  /** View state is remembered, not undone. */
  "view.save": request(z.object({ view: ViewState }), nothing),

  /** Images of one split in file order, all classes or one. */
  "data.page": request(
    z.object({ split: Split, classIndex: ClassIndex.nullable(), ...PageRequest }),
    z.object({ total: Count, rows: z.array(z.object({ datasetId: Id, row: Row, file: z.string(), label: z.int().min(-1) })) }),
  ),
  /** Pool images that could not be read at mining; at most 1000 are listed. */
  "data.skipped": request(
    z.object({ poolId: Id }),
    z.object({ count: Count, files: z.array(z.object({ file: z.string(), reason: z.string() })) }),
  ),

  /** What the latest check of the data set found; null before there was one. */
  "data.check": request(nothing, z.object({ report: DataCheckReport.nullable() })),
  /** What the data set was made without; null where nothing was left out of it. */
  "data.left-out": request(nothing, z.object({ leftOut: LeftOutPictures.nullable() })),
  /** Goes back to the data set with all its pictures, and to what was made from it; refused while a job works. */
  "data.take-back": request(nothing, ProjectState),
  /** Anchors whose labels are doubtful, the most doubtful first, by out-of-fold anchors of the mined pool's learner. At most 1000 are listed. */
  "data.doubtful-labels": request(nothing, DoubtfulLabels),

  /**
   * Queues a job; `retrain` uses the saved selection, `distill` as well unless the recipe's source is the anchor set, `das` and `probe` the
   * current distillation, `compare-rules` the current primitive learner. `leave-out` makes a data set without what shows a test face again. A pipeline goes on to distillation and DAS when it is asked to. A second job waits for the first.
   */
  "job.start": request(
    z.object({
      kind: z.enum([
        "pipeline",
        "primitive",
        "mine",
        "retrain",
        "compare-rules",
        "calibrate",
        "precision-effect",
        "distill",
        "das",
        "probe",
        "check-data",
        "leave-out",
      ]),
      withDas: z.boolean().optional(),
      /** Which checkpoints a probe asks; from the start where it is not said. */
      probeOption: z.enum(probeOptions).optional(),
      /** Which selection rules are compared; all where it is not said. */
      rules: z.array(RuleName).min(1).optional(),
    }),
    z.object({ jobId: Id }),
  ),
  "job.cancel": request(z.object({ jobId: Id }), nothing),
  /** From its last checkpoint. */
  "job.resume": request(z.object({ jobId: Id }), nothing),

  /** Newest first, at most 500. Of a comparison of distilled images (`das.comparison`) those that were applied in the first batch order. */
  "runs.list": request(nothing, z.object({ runs: z.array(RunSummary) })),
  "run.epochs": request(z.object({ runId: Id }), z.object({ epochs: z.array(EpochMetrics) })),

  "mining.histograms": request(z.object({ poolId: Id }), z.object({ poolCount: Count, rules: z.array(RuleHistogram) })),
  /** Images of each class at or above the selection's delta, its cap left aside: what the histograms cannot tell of a delta off their grid. */
  "mining.counts": request(z.object({ poolId: Id, selection: Selection }), z.object({ aboveByClass: z.array(Count) })),
  /** Accepted images of a selection in the asked order; `near-threshold` starts at the value closest above its threshold. */
  "mining.page": request(
    z.object({ poolId: Id, selection: Selection, classIndex: ClassIndex.nullable(), order: GalleryOrder, ...PageRequest }),
    z.object({ total: Count, rows: z.array(MinedRow) }),
  ),
  /** The selection that a recipe's choice means on a pool. */
  "mining.choose": request(SelectionRecipe.extend({ poolId: Id }), z.object({ selection: Selection })),
  /** Estimated precision of a selection on out-of-fold anchors; null before calibration was run. */
  "mining.anchor-precision": request(z.object({ poolId: Id, selection: Selection }), z.object({ estimate: AnchorPrecision.nullable() })),

  /** The latest measurement of the current primitive learner; null before there was one. */
  "mining.precision-effect": request(nothing, z.object({ effect: MeasuredPrecisionEffect.nullable() })),

  "results.get": request(nothing, Results),
  /** Selection rules that were compared last with the current primitive learner. */
  "rules.comparison": request(nothing, z.object({ outcomes: z.array(RuleOutcome) })),
  /** Newest first. */
  "evaluations.list": request(nothing, z.object({ evaluations: z.array(Evaluation) })),
  /** Test images that a run got wrong, most confident first. */
  "results.mistakes": request(
    z.object({ runId: Id, label: ClassIndex.nullable(), predicted: ClassIndex.nullable(), ...PageRequest }),
    z.object({ total: Count, rows: z.array(Mistake) }),
  ),

  doctor: request(nothing, DoctorReport),

  ...setRequests,
  ...alignmentRequests,
  ...distillationRequests,
  ...tableRequests,
  ...figureRequests,
} as const;
