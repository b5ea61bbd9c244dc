// The contract between a window and the engine: every request with its input and output, every event. Types come from the
// schemas; both ends validate. No file path and no Node object crosses it: pictures come by id through `pictureUrl`.
import { z } from "zod";
import { distillationEvents, distillationHostRequests, distillationRequests } from "./distillation/distillation-requests.ts";
import { PrecisionEffect } from "./mining/precision-effect.ts";
import { NetworkSetup } from "./networks/network-setup.ts";
import { ChannelOrder, ImportReport } from "./networks/weights/import-report.ts";
import { DeltaChoice, NetworkName, PipelineRecipe, Selection, SelectionRule, TrainingRecipe } from "./recipe.ts";

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
const Count = z.int().min(0);
const ClassIndex = z.int().min(0).max(255);
/** Row of samples.parquet: the number of an image in its data set. */
const Row = z.int().min(0);
const Share = z.number().min(0).max(1);
/** A reply stays under 1 MB. */
const PageRequest = { from: Count, count: z.int().min(1).max(500) };

export const Split = z.enum(["anchor", "pool", "test"]);
export type Split = z.infer<typeof Split>;

export const ErrorRecordSchema = z.object({
  code: z.string(),
  message: z.string(),
  problem: z.object({ file: z.string(), line: z.int().optional(), found: z.string(), expected: z.string(), mend: z.string() }).optional(),
});

// ---- what a project is -------------------------------------------------------------------------------------------------------

export const DatasetSummary = z.object({
  id: Id,
  name: z.string(),
  isDemonstration: z.boolean(),
  /** Images a class, by split. The pool's labels, where there are any, only score the pseudo-labels. */
  countByClass: z.object({ anchor: z.array(Count), pool: z.array(Count), test: z.array(Count) }),
  count: z.object({ anchor: Count, pool: Count, test: Count }),
  hasGroups: z.boolean(),
  digest: z.string(),
});
export type DatasetSummary = z.infer<typeof DatasetSummary>;

/** The parts of Fig. 1: (a) primitive learner, (b) mining, (c) threshold, (d) retraining, with the samples or with distilled ones. */
export const StepName = z.enum(["primitive", "mining", "threshold", "retraining", "distillation"]);
export type StepName = z.infer<typeof StepName>;
export const StepState = z.enum(["waiting", "ready", "running", "done", "stale"]);
export type StepState = z.infer<typeof StepState>;
/** What a run trains, in the order in which runs are shown. "das" has distilled images, "das-control" what takes their place, or nothing. */
export const RunRole = z.enum(["primitive", "control", "vas", "das", "das-control"]);
export type RunRole = z.infer<typeof RunRole>;

export const JobState = z.enum(["queued", "running", "done", "failed", "cancelled", "interrupted"]);
export type JobState = z.infer<typeof JobState>;
export const JobKind = z.enum([
  "prepare-demonstration",
  "import-dataset",
  "pipeline",
  "primitive",
  "mine",
  "retrain",
  "calibrate",
  "import-weights",
  "evaluate",
  "precision-effect",
  "distill",
  "das",
  "probe",
  "import-distilled",
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

export const ViewName = z.enum(["data", "train", "threshold", "distil", "results"]);
export type ViewName = z.infer<typeof ViewName>;
export const GalleryOrder = z.enum(["nearest", "farthest", "near-threshold"]);
export type GalleryOrder = z.infer<typeof GalleryOrder>;
/** What the window looked like; kept in the project, so that no view state is ever lost. */
export const ViewState = z.object({
  view: ViewName,
  theme: z.enum(["system", "light", "dark"]),
  tileSize: z.int().min(40).max(240),
  classIndex: ClassIndex.nullable(),
  order: GalleryOrder,
});
export type ViewState = z.infer<typeof ViewState>;

/** Pretrained weights that a primitive learner can start from. */
export const WeightsSummary = z.object({
  id: Id,
  /** Name of the file that they came from. */
  name: z.string(),
  network: NetworkName,
  /** Came with the workbench. */
  isBuiltIn: z.boolean(),
  /** A run or the recipe starts from them. */
  isInUse: z.boolean(),
});
export type WeightsSummary = z.infer<typeof WeightsSummary>;

export const ProjectState = z.object({
  name: z.string(),
  /** Why nothing can be changed, in one sentence; null when everything can. */
  readOnlyReason: z.string().nullable(),
  /** Why computing is slower than it could be, for people; null when it is not, or nothing has been computed yet. */
  backendNote: z.string().nullable(),
  dataset: DatasetSummary.nullable(),
  classes: z.array(z.string()),
  recipe: PipelineRecipe,
  /** Saved under their names, besides the presets. */
  savedRecipes: z.array(TrainingRecipe),
  weights: z.array(WeightsSummary),
  steps: z.record(StepName, StepState),
  primitiveRunId: Id.nullable(),
  poolId: Id.nullable(),
  controlRunId: Id.nullable(),
  vasRunId: Id.nullable(),
  distillationId: Id.nullable(),
  /** The run that is being trained now; its epochs so far come by `run.epochs`, the next ones as events. */
  training: z.object({ runId: Id, role: RunRole, epochs: z.int() }).nullable(),
  /** The selection of the current pool; null before mining. */
  selection: Selection.nullable(),
  calibrationId: Id.nullable(),
  /** Unfinished jobs first, then the latest finished ones. */
  jobs: z.array(JobView),
  /** What undo and redo would do, in words. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
  view: ViewState,
});
export type ProjectState = z.infer<typeof ProjectState>;

// ---- training ----------------------------------------------------------------------------------------------------------------

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

// ---- mining ------------------------------------------------------------------------------------------------------------------

/** counts[class][bin]: pool images whose value lies in [bin / 4096, (bin + 1) / 4096). The window sums them: any delta of the grid is exact at once. */
export const RuleHistogram = z.object({ rule: SelectionRule, counts: z.array(z.array(Count)) });
export type RuleHistogram = z.infer<typeof RuleHistogram>;

export const MinedRow = z.object({
  datasetId: Id,
  row: Row,
  file: z.string(),
  /** Pseudo-label under the selection's rule. */
  label: ClassIndex,
  /** Cosine to the centroid of `label`. */
  similarity: z.number(),
  margin: z.number(),
  confidence: z.number(),
});
export type MinedRow = z.infer<typeof MinedRow>;

/** An estimate on out-of-fold anchors, never on the pool; every window that shows it says so. */
export const AnchorPrecision = z.object({
  precision: Share.nullable(),
  low: Share,
  high: Share,
  anchorCount: Count,
  folds: z.int(),
  personDisjoint: z.boolean(),
});
export type AnchorPrecision = z.infer<typeof AnchorPrecision>;

/** What mining with a learner in bfloat16 changes, at this delta of the margin rule. */
export const MeasuredPrecisionEffect = PrecisionEffect.extend({ runId: Id, delta: z.number() });
export type MeasuredPrecisionEffect = z.infer<typeof MeasuredPrecisionEffect>;

// ---- results -----------------------------------------------------------------------------------------------------------------

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

/** VAS minus control on the same test images: accuracy difference and its 95 % interval. */
export const PairedDifference = z.object({
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  testCount: Count,
  groups: z.boolean(),
});
export type PairedDifference = z.infer<typeof PairedDifference>;

export const MiningSummary = z.object({
  poolId: Id,
  poolCount: Count,
  skippedCount: Count,
  selection: Selection,
  selectedCount: Count,
  selectedByClass: z.array(Count),
  /** Scored with the pool's labels where there are any; null when nothing was selected or nothing is labelled. */
  precision: Share.nullable(),
  precisionByClass: z.array(Share.nullable()),
  wallSeconds: z.number(),
  imagesPerSecond: z.number(),
});
export type MiningSummary = z.infer<typeof MiningSummary>;

export const PrecisionPoint = z.object({ share: Share, delta: z.number(), count: Count, precision: Share });
export type PrecisionPoint = z.infer<typeof PrecisionPoint>;
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

/** A finished run on the test images of a data set, its own or another one. */
export const Evaluation = z.object({
  runId: Id,
  datasetId: Id,
  classes: z.array(z.string()),
  accuracy: Share.nullable(),
  meanClassAccuracy: Share.nullable(),
  /** confusion[true][predicted] */
  confusion: z.array(z.array(Count)),
});
export type Evaluation = z.infer<typeof Evaluation>;

export const Results = z.object({
  primitive: RunMetrics.nullable(),
  control: RunMetrics.nullable(),
  vas: RunMetrics.nullable(),
  difference: PairedDifference.nullable(),
  mining: MiningSummary.nullable(),
  /** Pseudo-label precision against the share of the pool, by rule; empty without pool labels. Shown after retraining only: it must choose nothing. */
  precisionCurves: z.array(z.object({ rule: SelectionRule, points: z.array(PrecisionPoint) })),
});
export type Results = z.infer<typeof Results>;

export const Mistake = z.object({ datasetId: Id, row: Row, file: z.string(), label: ClassIndex, predicted: ClassIndex, confidence: Share });
export type Mistake = z.infer<typeof Mistake>;

export const DoctorReport = z.object({ lines: z.array(z.object({ name: z.string(), value: z.string(), ok: z.boolean() })) });
export type DoctorReport = z.infer<typeof DoctorReport>;

// ---- requests ----------------------------------------------------------------------------------------------------------------

const request = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
const nothing = z.object({});

/** What a window may ask. */
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

  /**
   * Queues a job; `retrain` uses the saved selection, `distill` as well unless the recipe's source is the anchor set, `das` and `probe` the
   * current distillation. A pipeline goes on to distillation and DAS when it is asked to. A second job waits for the first.
   */
  "job.start": request(
    z.object({
      kind: z.enum(["pipeline", "primitive", "mine", "retrain", "calibrate", "precision-effect", "distill", "das", "probe"]),
      withDas: z.boolean().optional(),
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
  /** The selection that a choice means: by value, by target count, by share, or by precision on out-of-fold anchors. */
  "mining.choose": request(
    z.object({ poolId: Id, rule: SelectionRule, choice: DeltaChoice, capPerClass: z.int().min(1).nullable() }),
    z.object({ selection: Selection }),
  ),
  /** Estimated precision of a selection on out-of-fold anchors; null before calibration was run. */
  "mining.anchor-precision": request(z.object({ poolId: Id, selection: Selection }), z.object({ estimate: AnchorPrecision.nullable() })),

  /** The latest measurement of the current primitive learner; null before there was one. */
  "mining.precision-effect": request(nothing, z.object({ effect: MeasuredPrecisionEffect.nullable() })),

  "results.get": request(nothing, Results),
  /** Newest first. */
  "evaluations.list": request(nothing, z.object({ evaluations: z.array(Evaluation) })),
  /** Test images that a run got wrong, most confident first. */
  "results.mistakes": request(
    z.object({ runId: Id, label: ClassIndex.nullable(), predicted: ClassIndex.nullable(), ...PageRequest }),
    z.object({ total: Count, rows: z.array(Mistake) }),
  ),

  doctor: request(nothing, DoctorReport),

  ...distillationRequests,
} as const;

const Path = z.string().min(1).max(4096);

/** What only a host (Electron's main, `serve`, the command line) may ask of the engine: these carry paths, or picture bytes. */
export const hostRequests = {
  /** Queues the import of DIR (images/, labels.csv, groups.csv). */
  "data.import": request(
    z.object({ directory: Path, classes: z.array(z.string().min(1).max(60)).min(2).max(256).nullable() }),
    z.object({ jobId: Id }),
  ),
  /** Queues the import of a file of pretrained weights; a network or channel order of null is recognised from the file. */
  "weights.import": request(
    z.object({ file: Path, network: NetworkName.nullable(), channelOrder: ChannelOrder.nullable() }),
    z.object({ jobId: Id }),
  ),
  /** Queues the evaluation of a finished run on the test images of DIR; null is the run's own data set. */
  "run.evaluate": request(z.object({ runId: Id, directory: Path.nullable() }), z.object({ jobId: Id })),
  /** Draws the demonstration data set if the project has none, then runs the pipeline if it has not run. */
  "demonstration.begin": request(nothing, z.object({ jobId: Id.nullable() })),
  /** A picture that the engine encoded itself, `size` pixels wide at most. */
  picture: request(
    z.object({ datasetId: Id, row: Row, size: z.int().min(16).max(1024) }),
    z.object({ type: z.string(), bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
  ),
  ...distillationHostRequests,
  /** Finishes what is being written and releases the project. */
  close: request(nothing, nothing),
} as const;

/** What a window asks of its host, never of the engine. */
export const windowHostRequests = {
  "host.info": request(
    nothing,
    z.object({
      kind: z.enum(["desktop", "browser"]),
      version: z.string(),
      /** Sentences to show above every view: old Electron, sandbox off. */
      banners: z.array(z.string()),
      /** It has dialogs for folders and files. */
      canChooseFolder: z.boolean(),
    }),
  ),
  /** Opens the folder dialog, then imports what was chosen; false when the dialog was closed. */
  "host.import-folder": request(nothing, z.object({ chosen: z.boolean() })),
  /** Opens the file dialog, then imports the chosen file of pretrained weights; false when the dialog was closed. */
  "host.import-weights": request(
    z.object({ network: NetworkName.nullable(), channelOrder: ChannelOrder.nullable() }),
    z.object({ chosen: z.boolean() }),
  ),
  /** Opens the file dialog, then imports the chosen file of distilled images; false when the dialog was closed. */
  "host.import-distilled": request(nothing, z.object({ chosen: z.boolean() })),
} as const;

// ---- events ------------------------------------------------------------------------------------------------------------------

export const events = {
  /** After every commit. */
  project: ProjectState,
  /** At most ten a second for each job. */
  job: JobView,
  epoch: z.object({ runId: Id, role: RunRole, epochs: z.int(), metrics: EpochMetrics }),
  ...distillationEvents,
  /** One sentence for the user: an engine that was restarted, a compute process that died. */
  notice: z.object({ level: z.enum(["info", "warning", "error"]), text: z.string() }),
} as const;

export type WindowRequests = typeof windowRequests;
export type HostRequests = typeof hostRequests;
export type EngineRequests = WindowRequests & HostRequests;
export type AnyRequests = EngineRequests & typeof windowHostRequests;
export type RequestName = keyof AnyRequests;
export type InputOf<N extends RequestName> = z.input<AnyRequests[N]["input"]>;
export type OutputOf<N extends RequestName> = z.output<AnyRequests[N]["output"]>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;

/** Relative on purpose: the same page works under the app's own scheme and under loopback HTTP. */
export const pictureUrl = (datasetId: string, row: number, size: number): string => `picture/${datasetId}/${row}?size=${size}`;
