// What a window is shown of distillations: their images, epochs and losses, what DAS made of them (section 4.4), and the probe of Fig. 7.
import { z } from "zod";
import { NetworkSetup } from "../networks/network-setup.ts";
import { Baseline, DasMode } from "./das-recipe.ts";
import { DistillationRecipe } from "./distillation-recipe.ts";

const Count = z.int().min(0);
const Share = z.number().min(0).max(1);

/** One pass over the source. */
export const DistillationEpoch = z.object({
  /** Outer epochs that are finished; 0 stands for the start. */
  epoch: Count,
  /** Outer iterations so far. */
  iterations: Count,
  /** Mean over the epoch's iterations of the real batch's loss after the steps, a net, under the surrogate; null before the first. */
  loss: z.number().nullable(),
  /** eta, in the order in which they are applied. */
  stepSizes: z.array(z.number()),
  /** The images of this epoch are kept. */
  isCheckpoint: z.boolean(),
  secondsPerIteration: z.number(),
});
export type DistillationEpoch = z.infer<typeof DistillationEpoch>;

/** Mean cross-entropy of the whole source under the learner (never a surrogate), after steps with different images and the learnt step sizes. */
export const DistillationLosses = z.object({
  /** Without any step. */
  before: z.number(),
  /** After the distilled images. */
  after: z.number(),
  /** After the noise that the images began as, or would have: not optimised. */
  noise: z.number(),
  /** After random mined images, the mean over the draws; null for the other sources. */
  randomMined: z.number().nullable(),
});
export type DistillationLosses = z.infer<typeof DistillationLosses>;

/** A sample of the source, and its cosine to a distilled image in the learner's features. */
export const Neighbour = z.object({ datasetId: z.string(), row: Count, file: z.string(), similarity: z.number() });
export type Neighbour = z.infer<typeof Neighbour>;

export const DistillationSummary = z.object({
  id: z.string(),
  state: z.enum(["distilling", "finished"]),
  /** Of the source's data set, or of the imported file. */
  name: z.string(),
  origin: z.enum(["selected", "anchor", "imported"]),
  datasetId: z.string(),
  /** The learner that it was made for; null for an imported file that names another network. */
  runId: z.string().nullable(),
  /** The learner is the project's current one. */
  isForCurrentLearner: z.boolean(),
  /** null for an imported one. */
  recipe: DistillationRecipe.nullable(),
  network: NetworkSetup,
  classes: z.array(z.string()),
  gradientSteps: Count,
  repeats: Count,
  /** Class of each image, in the order of gradient steps. */
  labels: z.array(Count),
  /** Classes that the source had no sample of. */
  missingClasses: z.array(Count),
  /** Outer epochs whose images are kept, ascending; the last is the newest. */
  checkpoints: z.array(Count),
  losses: DistillationLosses.nullable(),
  wallSeconds: z.number().nullable(),
  imagesSeen: Count.nullable(),
  peakBytes: Count.nullable(),
  /** SHA-256 of distilled.safetensors. */
  digest: z.string().nullable(),
  seed: z.int(),
  /** ISO 8601, UTC. */
  created: z.string(),
  /** The job that can go on with it; null when it is finished, or when nothing can. */
  resumableJobId: z.string().nullable(),
});
export type DistillationSummary = z.infer<typeof DistillationSummary>;

/** Images of one checkpoint as numbers; the pictures come by `distilledPictureUrl`. */
export const DistillationCheckpoint = z.object({
  epoch: Count,
  stepSizes: z.array(z.number()),
  /** By image: the real samples nearest to it, nearest first. */
  neighbours: z.array(z.array(Neighbour)),
  /** Of all normalised pixels: what the contrast of a preview is measured in. */
  mean: z.number(),
  deviation: z.number(),
});
export type DistillationCheckpoint = z.infer<typeof DistillationCheckpoint>;

/** Difference of two accuracies, or of their means over seeds (batch orders) and draws, on the same test pictures: core/evaluation/paired-interval.ts. */
export const PairedInterval = z.object({
  difference: z.number(),
  /** 95 % */
  low: z.number(),
  high: z.number(),
  /** Of the resampled differences. */
  standardError: z.number().min(0),
  /** Two-sided. */
  pValue: Share,
  pairs: Count,
  testCount: Count,
  /** What could have come out otherwise: other seeds, where there are several; whole persons or films, where they are known. */
  resampled: z.object({ seeds: z.boolean(), groups: z.boolean() }),
});
export type PairedInterval = z.infer<typeof PairedInterval>;

export const ArmScores = z.object({
  /** Runs behind the means: batch orders, or draws. */
  runs: Count,
  accuracy: Share,
  /** n - 1; null for one run. */
  accuracyDeviation: z.number().nullable(),
  meanClassAccuracy: Share.nullable(),
  /** confusion[true][predicted], summed over the runs. */
  confusion: z.array(z.array(Count)),
  /** Of one run, on average. */
  seconds: z.number(),
});
export type ArmScores = z.infer<typeof ArmScores>;

export const DasComparison = z.object({
  distillationId: z.string(),
  /** Runs that are finished, of those that the comparison asks for. */
  finished: Count,
  total: Count,
  /** Retrained on anchors alone; null until a run of it is finished. */
  anchorOnly: ArmScores.nullable(),
  modes: z.array(
    z.object({
      mode: DasMode,
      arms: z.array(z.object({ images: z.enum(["distilled", ...Baseline.options]), scores: ArmScores })),
      /** Distilled minus anchor-only; null until both are there. */
      overAnchors: PairedInterval.nullable(),
      /** IOR: distilled minus random mined images. */
      overRandom: PairedInterval.nullable(),
    }),
  ),
});
export type DasComparison = z.infer<typeof DasComparison>;

/** Which images the probe is trained and tested on: Fig. 7's, or a control. */
export const ProbeArm = z.enum(["distilled", "noise", "other-run"]);
export type ProbeArm = z.infer<typeof ProbeArm>;

/** Fig. 7: a network that is trained on all checkpoints but the last, and asked for the classes of the last one's images. */
export const ProbeEpoch = z.object({
  epoch: z.int().min(1),
  trainLoss: z.number(),
  trainAccuracy: Share,
  testLoss: z.number(),
  testAccuracy: Share,
});
export type ProbeEpoch = z.infer<typeof ProbeEpoch>;

export const ProbeResult = z.object({
  distillationId: z.string(),
  /** Outer epochs of the training images, and of the held-out ones. */
  trainEpochs: z.array(Count),
  testEpochs: z.array(Count),
  trainCount: Count,
  testCount: Count,
  arms: z.array(z.object({ arm: ProbeArm, epochs: z.array(ProbeEpoch) })),
  seed: z.int(),
});
export type ProbeResult = z.infer<typeof ProbeResult>;

/** Relative on purpose, like `pictureUrl`. `contrast`: deviations of all pixels that black and white lie apart from the mean. */
export const distilledPictureUrl = (distillationId: string, epoch: number, index: number, contrast: number): string =>
  `distilled/${distillationId}/${epoch}/${index}?contrast=${contrast}`;
