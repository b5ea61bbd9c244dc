// What the engine asks of the compute process and hears from it. Types only: compute is our own process, its end never comes
// from a stranger. Everything large goes through files, because messages are copied.
import type { RoleAlignment } from "../contract/dataset-summary.ts";
import type { EpochMetrics, RunRole } from "../contract/run-views.ts";
import type { KnownSet, SetReading } from "../contract/set-views.ts";
import type { SetLicences } from "../datasets/licence.ts";
import type { PictureRoots } from "../datasets/picture-roots.ts";
import type { Split } from "../datasets/sample-table.ts";
import type { SetChoice, SetsOfRoles } from "../datasets/set-choice.ts";
import type { SetName } from "../datasets/set-reader.ts";
import type { DistillationEpoch } from "../distillation/distillation-view.ts";
import type { ErrorRecord } from "../errors.ts";
import type { Confusion } from "../evaluation/confusion.ts";
import type { DataCheck } from "../hygiene/data-check.ts";
import type { PrecisionEffect } from "../mining/precision-effect.ts";
import type { NetworkSetup } from "../networks/network-setup.ts";
import type { ImportReport } from "../networks/weights/import-report.ts";
import type { WeightsReading } from "../networks/weights/weights-reading.ts";
import type { CentroidRecipe, Precision, TrainingRecipe } from "../recipe.ts";
import type {
  BaselinesResult,
  BaselinesTask,
  DistilledUse,
  DistillResult,
  DistillTask,
  ImportDistilledResult,
  ImportDistilledTask,
  ProbeTask,
  ProbeTaskResult,
} from "./distillation-tasks.ts";

/** Where a data set lies: its images and the table that import made of it. */
export interface DatasetLocation {
  /** The folder of the project that holds samples.parquet and dataset.json. */
  datasetDirectory: string;
  /** The folders that the `file` column is relative to. */
  roots: PictureRoots;
}
export interface ComposeResult extends ImportResult {
  /** The titles of the sets, by role. */
  titles: string[];
  /** Of the roles that were turned upright. */
  alignment: Partial<Record<Split, RoleAlignment>>;
}

/** Reads DIR/labels.csv (+ groups.csv), checks every rule of the format, writes samples.parquet and dataset.json. */
export interface ImportTask {
  kind: "import-dataset";
  /** DIR with images/ and labels.csv. */
  sourceDirectory: string;
  datasetDirectory: string;
  /** null: the seven basic expressions with their synonyms. */
  classes: string[] | null;
}

/** Reads a data set a role by the readers of core/datasets/readers and puts them together to one; writes what ImportTask writes. */
export interface ComposeTask {
  kind: "compose-dataset";
  /** The test alone is for a run that is finished. */
  roles: Partial<SetsOfRoles>;
  /** Roles whose faces MTCNN turns upright. */
  align: Split[];
  datasetDirectory: string;
  /** For frames of films; made when it is needed. */
  framesDirectory: string;
  classes: string[] | null;
}

/** Reads what lies in a data set's folder, opening no picture and writing nothing but frames of films. */
export interface InspectSetTask extends Pick<SetChoice, "directory" | "reader" | "choices"> {
  kind: "inspect-set";
  framesDirectory: string;
}
export interface InspectSetResult {
  /** The folder, absolute, without links. */
  root: string;
  reader: SetName;
  /** Who else knows the folder. */
  others: KnownSet["others"];
  reading: SetReading;
}

export interface ImportResult {
  classes: string[];
  /** SHA-256 over the rows and the sizes of the anchor and test files, so that a changed data set is noticed; not over pool pictures. */
  digest: string;
  counts: Record<"anchor" | "pool" | "test", number[]>;
  /** Rows of the pool; includes those without label. */
  poolCount: number;
  hasGroups: boolean;
  roots: PictureRoots;
  licences: SetLicences;
  /** Digest of disk.parquet: how the files lay on the disk. */
  stamp: string;
}

/** Fails where files of a data set are others than when it was imported. */
export interface RequireUnchangedTask {
  kind: "require-unchanged";
  dataset: DatasetLocation;
}

/** Looks for what makes results of a data set look better than they are; keeps the hashes of its pictures beside it. */
export interface CheckDataTask {
  kind: "check-data";
  dataset: DatasetLocation;
}

/** Makes a data set of another one's pictures but those that show a test face again; writes what ImportTask writes, and what it left out. */
export interface LeaveOutTask {
  kind: "leave-out";
  dataset: DatasetLocation;
  /** Of the new one; made when all is known. */
  datasetDirectory: string;
}
export interface LeaveOutResult extends Omit<ImportResult, "stamp"> {
  /** Absent where the other data set has none. */
  stamp?: string;
  leftOut: Record<"anchor" | "pool", number>;
  /** Of these, the faces with points, by which they were turned upright. */
  leftOutUpright: Record<"anchor" | "pool", number>;
  /** Of what is left: no picture of it shows a test face again. */
  check: DataCheck;
}

/** Draws the demonstration data set into a folder that ImportTask can read. */
export interface DrawTask {
  kind: "draw-demonstration";
  directory: string;
  seed: number;
}
export interface DrawResult {
  imageCount: number;
}

/** Sections 3.2 and 3.3: trains the primitive learner, or retrains it on anchors with (VAS) or without (control) auxiliary samples. */
export interface TrainTask {
  kind: "train";
  role: RunRole;
  runDirectory: string;
  dataset: DatasetLocation;
  classes: string[];
  network: NetworkSetup;
  recipe: TrainingRecipe;
  seed: number;
  /** Weights to start from; null draws them from the seed, and so does a last layer that the file lacks. */
  startWeights: string | null;
  /** Parquet with columns row (of samples.parquet), label (pseudo-label); null for none. */
  auxiliary: string | null;
  /** Updates an epoch; null is one pass over the training set. The control is given the count of its VAS run. */
  updatesPerEpoch: number | null;
  /** Distilled images, or what takes their place; null for none. */
  distilled: DistilledUse | null;
  /** Keeps weights.safetensors when all is measured; a control is told by its predictions. */
  keepsWeights: boolean;
}
export interface TrainResult {
  /** SHA-256 of weights.safetensors: equal on the CPU for equal recipe, seed, data, thread count and versions. */
  weightsDigest: string;
  epochs: EpochMetrics[];
  /** Of weights.safetensors on the test set, after the last epoch. */
  confusion: Confusion;
  /** The last epoch and the best one on the validation split, apart; null without a validation split, where only the last counts. */
  last: EpochOutcome | null;
  best: BestEpoch | null;
  updates: number;
  cost: Cost;
  backend: BackendDescription;
}

export interface EpochOutcome {
  /** From 1. */
  epoch: number;
  validationAccuracy: number;
  /** On the test set, which chose nothing. */
  confusion: Confusion;
}
export interface BestEpoch extends EpochOutcome {
  /** SHA-256 of best.safetensors. */
  weightsDigest: string;
}

export interface Cost {
  wallSeconds: number;
  cpuSeconds: number;
  imagesSeen: number;
  imagesPerSecond: number;
  peakBytes: number;
}

/** Section 3.3: features, centroids (Eq. 3), similarities (Eq. 4) and margins of the whole pool, resumable by part. */
export interface MineTask {
  kind: "mine";
  poolDirectory: string;
  dataset: DatasetLocation;
  classes: string[];
  network: NetworkSetup;
  /** The primitive learner. */
  weights: string;
  batchSize: number;
  /** Of the primitive learner's convolutions. */
  precision: Precision;
  centroids: CentroidRecipe;
}
/** Besides the parts, anchors.parquet: what the classifier says of the anchors. */
export interface MineResult {
  /** Rows written; pool rows that could not be read are not among them. */
  rowCount: number;
  skipped: { row: number; file: string; reason: string }[];
  skippedCount: number;
  precision: Precision;
  centroids: CentroidRecipe;
  /** Of centroids of right anchors: classes whose anchors are all wrong, so that all of them were taken. */
  withoutRight: number[];
  cost: Cost;
  backend: BackendDescription;
}

/** Out-of-fold anchors: each fold trains its own network, makes its own centroids and scores the anchors it did not see. */
export interface CalibrateTask {
  kind: "calibrate";
  directory: string;
  dataset: DatasetLocation;
  classes: string[];
  network: NetworkSetup;
  recipe: TrainingRecipe;
  seed: number;
  /** Pretrained weights that every fold starts from; null draws them from the seed. */
  startWeights: string | null;
  folds: number;
  /** In which the folds score their anchors: the one that the pool was mined in, or their margins would not compare. */
  precision: Precision;
  /** As the pool's. */
  centroids: CentroidRecipe;
}
export interface CalibrateResult {
  /** anchors.parquet in `directory`: the columns of a pool part, plus one probability a class, true_label and fold. */
  rowCount: number;
  /** The probabilities are there; older versions kept the largest alone. */
  hasProbabilities: boolean;
  folds: number;
  personDisjoint: boolean;
  cost: Cost;
}

/** What mining in bfloat16 would change, on random samples of at most `sampleSize` anchors and as many pool pictures. */
export interface PrecisionEffectTask {
  kind: "precision-effect";
  dataset: DatasetLocation;
  network: NetworkSetup;
  /** The primitive learner. */
  weights: string;
  /** Of the margin rule. */
  delta: number;
  sampleSize: number;
  seed: number;
  batchSize: number;
}

/** Fails at once where the machine lacks one of these, before anything long is begun. */
export interface RequirePrecisionTask {
  kind: "require-precision";
  precisions: Precision[];
}

/** Scores the test images of a data set with a finished run's weights. */
export interface EvaluateTask {
  kind: "evaluate";
  /** Where predictions.parquet goes; made when it is not there. */
  evaluationDirectory: string;
  dataset: DatasetLocation;
  classes: string[];
  network: NetworkSetup;
  weights: string;
}
export interface EvaluateResult {
  confusion: Confusion;
  /** The same by the votes of sequences; null where no test image is of one. */
  sequenceVote: Confusion | null;
  cost: Cost;
  backend: BackendDescription;
}

/** Reads a file of pretrained weights, whatever its format, and writes weights.safetensors in our names and layout. */
export interface ImportWeightsTask {
  kind: "import-weights";
  path: string;
  reading: WeightsReading;
  /** A last layer for as many classes is kept. */
  classCount: number;
  /** Where weights.safetensors goes. */
  weightsDirectory: string;
  /** Pictures to try both channel orders on; null where there are none. */
  dataset: DatasetLocation | null;
}
export interface ImportWeightsResult {
  report: ImportReport;
  /** SHA-256 of weights.safetensors. */
  digest: string;
  /** SHA-256 of the file that was read. */
  sourceDigest: string;
}

/** The face-recognition weights that the workbench brings along, in our names and layout. */
export interface FaceApiWeightsTask {
  kind: "face-api-weights";
  /** Where weights.safetensors is written. */
  weightsDirectory: string;
}
export interface DescribeTask {
  kind: "describe";
}

/** "tensorflow" 2.21.0 on cpu with 2 threads, and the versions that make a run repeatable. */
export interface BackendDescription {
  backend: string;
  device: "cpu" | "gpu";
  tensorflow: string;
  tfjs: string;
  threads: number;
  sharp: string;
  node: string;
  /** Why it is slower than it could be, for people; absent when it is not. */
  note?: string | undefined;
}

/** What this machine computes with, and how. */
export interface DescribeResult extends BackendDescription {
  /** How many times as fast as in float32 a usual convolution is in bfloat16; null where the machine lacks it. */
  bfloat16Speed: number | null;
}

export interface TaskResults {
  "import-dataset": ImportResult;
  "compose-dataset": ComposeResult;
  "inspect-set": InspectSetResult;
  "draw-demonstration": DrawResult;
  "check-data": DataCheck;
  "leave-out": LeaveOutResult;
  train: TrainResult;
  mine: MineResult;
  calibrate: CalibrateResult;
  "precision-effect": PrecisionEffect;
  "require-precision": null;
  "require-unchanged": null;
  "import-weights": ImportWeightsResult;
  "face-api-weights": ImportWeightsResult;
  evaluate: EvaluateResult;
  distill: DistillResult;
  baselines: BaselinesResult;
  probe: ProbeTaskResult;
  "import-distilled": ImportDistilledResult;
  describe: DescribeResult;
}
export type Task =
  | ImportTask
  | ComposeTask
  | RequireUnchangedTask
  | InspectSetTask
  | DrawTask
  | CheckDataTask
  | LeaveOutTask
  | TrainTask
  | MineTask
  | CalibrateTask
  | PrecisionEffectTask
  | RequirePrecisionTask
  | ImportWeightsTask
  | FaceApiWeightsTask
  | EvaluateTask
  | DistillTask
  | BaselinesTask
  | ProbeTask
  | ImportDistilledTask
  | DescribeTask;
export type TaskKind = Task["kind"];

/** What a task tells while it works. */
export type TaskEvent =
  /** `phase` names one of the task's phases: "decode", "train", "test", "score", ...; a total of 0 is not known. */
  | { type: "progress"; phase: string; done: number; total: number }
  | { type: "epoch"; metrics: EpochMetrics }
  /** Outer epochs of a distillation, epoch 0 first; those of an earlier attempt are told again. */
  | { type: "distilled"; metrics: DistillationEpoch }
  | { type: "note"; text: string }
  /** Why computing is slower than it could be (BackendDescription.note); told by the first task of a process that has TensorFlow. */
  | { type: "backend-note"; text: string };

/** What every task is given. It looks at `signal` between steps and throws `cancelled` errors through `throwIfAborted`. */
export interface TaskContext {
  report(event: TaskEvent): void;
  signal: AbortSignal;
  /** Lets messages in: awaited between steps, because TensorFlow's calls are synchronous. */
  breathe(): Promise<void>;
}

export type ToCompute = { type: "start"; id: string; task: Task } | { type: "cancel"; id: string };
export type FromCompute =
  | { type: "event"; id: string; event: TaskEvent }
  | { type: "done"; id: string; result: TaskResults[TaskKind] }
  | { type: "failed"; id: string; error: ErrorRecord };
