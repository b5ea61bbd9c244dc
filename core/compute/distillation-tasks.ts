// What the engine asks of compute about distilled images; see protocol.ts. Files of a distillation's folder: distilled.safetensors,
// checkpoints/epoch-NNNN.safetensors (kept), checkpoints/state.safetensors (to go on from), baselines/NAME.safetensors
// (random-mined-D.safetensors for draw D; of imported images baselines/RUN/NAME.safetensors), previews/.
import type { DasMode } from "../distillation/das-recipe.ts";
import type { DistillationRecipe } from "../distillation/distillation-recipe.ts";
import type { DistillationLosses, ProbeResult } from "../distillation/distillation-view.ts";
import type { NetworkSetup } from "../networks/network-setup.ts";
import type { BackendDescription, Cost, DatasetLocation } from "./protocol.ts";

/** Algorithm 1 (section 3.4) and what its images are compared with. Phases: decode, distil, baselines, losses. */
export interface DistillTask {
  kind: "distill";
  distillationDirectory: string;
  dataset: DatasetLocation;
  classes: string[];
  network: NetworkSetup;
  recipe: DistillationRecipe;
  seed: number;
  /** The learner's weights.safetensors: theta_0 when it is known. */
  weights: string;
  /** Parquet with columns row (of samples.parquet), label (pseudo-label): what is distilled; null distils the anchors. */
  selected: string | null;
  /** Draws of random mined images for the comparison. */
  randomDraws: number;
}
export interface DistillResult {
  /** SHA-256 of distilled.safetensors. */
  digest: string;
  /** Class of each image. */
  labels: number[];
  stepSizes: number[];
  losses: DistillationLosses;
  /** Classes without a sample: they have no image. */
  missingClasses: number[];
  /** Outer epochs whose images are kept, ascending. */
  checkpoints: number[];
  iterations: number;
  cost: Cost;
  backend: BackendDescription;
}

/**
 * What finished distilled images are compared with; what lies in the folder already stays. Phases: decode, baselines, losses.
 */
export interface BaselinesTask {
  kind: "baselines";
  /** Of the images. */
  distillationDirectory: string;
  /** Where these are written. */
  baselinesDirectory: string;
  dataset: DatasetLocation;
  classes: string[];
  /** Of the learner that all of them are applied to. */
  network: NetworkSetup;
  weights: string;
  /** As in DistillTask. */
  selected: string | null;
  recipe: Pick<DistillationRecipe, "init" | "realBatch" | "batchNorm">;
  seed: number;
  randomDraws: number;
  /** Asks what the images are worth to the learner, too. */
  measuresLosses: boolean;
}
export interface BaselinesResult {
  /** null where they were not asked for. */
  losses: DistillationLosses | null;
}

/** How a training uses distilled images or a baseline of them. */
export interface DistilledUse {
  /** safetensors, see distilled-file.ts. */
  path: string;
  mode: DasMode;
  /** Of the mode "every-batch". */
  lambda: number;
  statistics: "frozen" | "batch";
}

/** Fig. 7. Phase: probe. */
export interface ProbeTask {
  kind: "probe";
  distillationDirectory: string;
  /** Outer epochs of the checkpoints to train on, and of those to test on. */
  trainEpochs: number[];
  testEpochs: number[];
  /** Folder of another distillation, whose images of `testEpochs` are asked about too; null where there is none. */
  otherDirectory: string | null;
  classes: string[];
  network: NetworkSetup;
  epochs: number;
  seed: number;
}
export type ProbeTaskResult = Pick<ProbeResult, "trainCount" | "testCount" | "arms"> & { cost: Cost; backend: BackendDescription };

/** Takes images that another program distilled: our safetensors, or a results.pth of the reference code. Phase: read. */
export interface ImportDistilledTask {
  kind: "import-distilled";
  path: string;
  distillationDirectory: string;
  classes: string[];
  /** The project's learner: what the images will be applied to, and read as where the file says nothing. */
  network: NetworkSetup;
  weightsDigest: string;
}
export interface ImportDistilledResult {
  digest: string;
  network: NetworkSetup;
  /** SHA-256 of the weights that the file says it was made for; null where it says nothing. */
  weightsDigest: string | null;
  gradientSteps: number;
  repeats: number;
  labels: number[];
  stepSizes: number[];
}
