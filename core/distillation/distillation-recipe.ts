// What Algorithm 1 (section 3.4) is told, in the words of this project: gradient steps S, repeats R, nets J, outer iterations (the
// paper's T), real batch (the paper's M). The paper gives no value for any of them.
import { z } from "zod";

/** Wang et al.'s Algorithm 1 with S·R learnt steps; its lines 6 to 9 as printed; distribution matching, which needs first gradients only. */
export const DistillationMethod = z.enum(["wang", "printed", "dm"]);
export type DistillationMethod = z.infer<typeof DistillationMethod>;

/** p(theta_0), line 4: the learner's own weights, its body under a last layer drawn anew, or all weights drawn anew each iteration. */
export const DistillationInit = z.enum(["known", "random-head", "random"]);
export type DistillationInit = z.infer<typeof DistillationInit>;

/** What lines 6 and 7 go through: the network, or its surrogate without kinks (core/networks/surface.ts), whose gradients hold for longer. */
export const DistillationSurrogate = z.enum(["exact", "smooth"]);
export type DistillationSurrogate = z.infer<typeof DistillationSurrogate>;

/** The images before the first iteration: N(0, 1) in normalised pixels, samples of their class, or the mean of their class. */
export const DistillationStart = z.enum(["noise", "real", "class-mean"]);
export type DistillationStart = z.infer<typeof DistillationStart>;

/** The samples that are distilled: the pool's selected ones, or the anchor set itself (first column of Fig. 4). */
export const DistillationSource = z.enum(["selected", "anchor"]);
export type DistillationSource = z.infer<typeof DistillationSource>;

/** The values after `checkpointEvery` came later: where a record lacks them, it was made with what they default to. */
export const DistillationRecipe = z.object({
  method: DistillationMethod,
  source: DistillationSource,
  /** Of each gradient step. */
  imagesPerClass: z.int().min(1).max(50),
  /** S: weight updates made with images of their own, one after the other. */
  gradientSteps: z.int().min(1).max(50),
  /** R: how often that sequence is applied, so S·R step sizes are learnt; an image's gradients are summed over its repeats. */
  repeats: z.int().min(1).max(50),
  /** J: initial weights an iteration, their losses summed (line 9); more than one needs an init that draws. */
  nets: z.int().min(1).max(16),
  /** M: real samples an iteration. */
  realBatch: z.int().min(1).max(4096),
  /** Passes over the source; T is their iterations. */
  outerEpochs: z.int().min(1).max(1000),
  /** eta_0. */
  startStep: z.number().positive().max(1),
  /** Rate of Adam (betas 0.5 and 0.999), or alpha of plain descent in `printed`. */
  imageRate: z.number().positive().max(10),
  /** The rate is multiplied by `fallFactor` after every so many outer epochs. */
  fallEvery: z.int().min(1).max(1000),
  fallFactor: z.number().positive().max(1),
  init: DistillationInit,
  start: DistillationStart,
  /** Labels are learnt too, as logits that begin at the hard label. */
  softLabels: z.boolean(),
  /** Batch norm inside the steps: running statistics, or those of the distilled images. */
  batchNorm: z.enum(["frozen", "training"]),
  /** Images are kept every so many outer epochs, before the first one too. */
  checkpointEvery: z.int().min(1).max(1000),
  /** Of the learner's weights, or of drawn ones. What the images are worth is measured on the network itself either way. */
  surrogate: DistillationSurrogate.default("exact"),
  /** Line 3: a real batch has equally many samples of each class that is there, instead of the source's own balance. */
  balanced: z.boolean().default(false),
});
export type DistillationRecipe = z.infer<typeof DistillationRecipe>;

/** The reference code's recipe for a pretrained network (1 step, 3 repeats, small start step), for 60 epochs. */
export const defaultDistillationRecipe: DistillationRecipe = {
  method: "wang",
  source: "selected",
  imagesPerClass: 1,
  gradientSteps: 1,
  repeats: 3,
  nets: 1,
  realBatch: 64,
  outerEpochs: 60,
  startStep: 0.001,
  imageRate: 0.01,
  fallEvery: 30,
  fallFactor: 0.5,
  init: "known",
  start: "noise",
  softLabels: false,
  batchNorm: "frozen",
  checkpointEvery: 10,
  surrogate: "exact",
  balanced: false,
};

/** Lines 6 to 9 literally: one step, one eta, and images and eta moved by plain descent with alpha. */
export const printedDistillationRecipe: DistillationRecipe = {
  ...defaultDistillationRecipe,
  method: "printed",
  repeats: 1,
  imageRate: 0.1,
};

/** Rate of an outer epoch, counted from 0. */
export const imageRateAt = ({ imageRate, fallEvery, fallFactor }: DistillationRecipe, epoch: number): number =>
  imageRate * fallFactor ** Math.floor(epoch / fallEvery);
