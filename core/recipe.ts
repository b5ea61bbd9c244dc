// Recipes (section 4.3): every value that training and retraining use, all editable, all recorded with the run.
import { z } from "zod";
import { DasRecipe, defaultDasRecipe } from "./distillation/das-recipe.ts";
import { DistillationRecipe, defaultDistillationRecipe } from "./distillation/distillation-recipe.ts";

export const networkNames = ["compact", "vgg-face", "resnet34", "face-resnet"] as const;
export const NetworkName = z.enum(networkNames);
export type NetworkName = z.infer<typeof NetworkName>;

/** Numbers that a network computes with. Its weights are kept in float32 either way. */
export const Precision = z.enum(["float32", "bfloat16"]);
export type Precision = z.infer<typeof Precision>;

/**
 * One training, primitive or retraining. The values after `validationShare` came later: where a record lacks them, it was made with
 * what they default to. Epoch numbers in `fallAfterEpochs` count finished epochs. */
export const TrainingRecipe = z.object({
  name: z.string().min(1).max(40),
  epochs: z.int().min(1).max(1000),
  batchSize: z.int().min(1).max(4096),
  /** A last batch below this many images is dropped: batch norm cannot estimate from so few. */
  smallestBatch: z.int().min(1).max(4096),
  learningRate: z.number().positive().max(10),
  /** The rate is multiplied by `fallFactor` after each of these epochs. */
  fallAfterEpochs: z.array(z.int().min(1).max(1000)).max(20),
  fallFactor: z.number().positive().max(1),
  momentum: z.number().min(0).max(0.9999),
  weightDecay: z.number().min(0).max(1),
  horizontalFlip: z.boolean(),
  /** Share of the anchors held out, stratified, to draw a validation curve and to choose the best epoch; 0 trains on all of them. */
  validationShare: z.number().min(0).max(0.5),
  /** The last layer learns at the learning rate times this. */
  headRateMultiple: z.number().positive().max(1000).default(1),
  /** Weight of a class in the loss: equal, balanced (N / (K N_k) over the training set), or by class index. */
  classWeights: z.union([z.enum(["equal", "balanced"]), z.array(z.number().positive().max(1000)).min(2).max(256)]).default("equal"),
  /** Share of a label that is spread over all classes, as PyTorch spreads it. */
  labelSmoothing: z.number().min(0).max(0.9).default(0),
  /** Parameters whose name begins with one of these stay as they are, running statistics too: "features." or "layer1.0". */
  frozenPrefixes: z.array(z.string().min(1).max(100)).max(100).default([]),
  /** Batch norm with the statistics of each batch, or with the running ones, which then stay as they are. */
  batchNorm: z.enum(["training", "frozen"]).default("training"),
  /** Stops after this many epochs without a better validation accuracy, which needs a validation share; null trains them all. */
  patience: z.int().min(1).max(1000).nullable().default(null),
  /** The epoch whose weights a run hands on: the last, or the best on the validation split, the earliest of equal ones. */
  keptEpoch: z.enum(["last", "best"]).default("last"),
  /** A batch goes through the network in this many parts, their gradients summed; less memory, and batch norm sees a part. */
  accumulationSteps: z.int().min(1).max(1024).default(1),
  /** Random crops leave out up to this share of the side of a picture. */
  crop: z.number().min(0).max(0.5).default(0),
  /** Random rotations, up to this many degrees to either side. */
  rotation: z.number().min(0).max(45).default(0),
  /** Random brightness, contrast and saturation: factors from 1 - jitter to 1 + jitter. */
  jitter: z.number().min(0).max(0.9).default(0),
  precision: Precision.default("float32"),
});
export type TrainingRecipe = z.infer<typeof TrainingRecipe>;

const common = {
  batchSize: 64,
  smallestBatch: 8,
  fallFactor: 0.1,
  momentum: 0.9,
  horizontalFlip: true,
  validationShare: 0,
  headRateMultiple: 1,
  classWeights: "equal",
  labelSmoothing: 0,
  frozenPrefixes: [],
  batchNorm: "training",
  patience: null,
  keptEpoch: "last",
  accumulationSteps: 1,
  crop: 0,
  rotation: 0,
  jitter: 0,
  precision: "float32",
} satisfies Partial<TrainingRecipe>;

/** Section 4.3, for pretrained networks: lr 1e-3 falling by 0.1 every ten epochs, 25 epochs. The paper names no batch size. */
export const paperRecipe: TrainingRecipe = {
  ...common,
  name: "paper",
  epochs: 25,
  learningRate: 1e-3,
  fallAfterEpochs: [10, 20],
  weightDecay: 0,
};

/** For a network without pretrained weights, which lr 1e-3 would hardly move. */
export const scratchRecipe: TrainingRecipe = { ...paperRecipe, name: "scratch", learningRate: 0.05, weightDecay: 5e-4 };

/** Retraining of the compact network: 6 epochs at the start value of the primitive recipe, falls after 3 and 5. */
export const shortRecipe: TrainingRecipe = { ...scratchRecipe, name: "short", epochs: 6, fallAfterEpochs: [3, 5] };

/**
 * For the face-recognition network from face-api's weights: its first two stages stay as they are, the others learn to see expressions
 * again, which telling persons apart has made them overlook. Chosen on person-disjoint folds of 816 real anchors, without their test
 * part (bench/cross-validate.ts): 0.01 without moved pictures and smoothing learnt the faces by heart. The last layer moves more
 * slowly than the rest, because its 4096 features are all positive and what they have in common lengthens its steps.
 */
export const transferRecipe: TrainingRecipe = {
  ...scratchRecipe,
  name: "transfer",
  epochs: 12,
  batchSize: 16,
  learningRate: 0.003,
  headRateMultiple: 0.2,
  fallAfterEpochs: [9, 11],
  labelSmoothing: 0.1,
  frozenPrefixes: ["conv32", "conv64"],
  crop: 0.1,
  rotation: 10,
  jitter: 0.2,
};

/** Retraining after `transfer`: the learner knows expressions by then. */
export const shortTransferRecipe: TrainingRecipe = { ...transferRecipe, name: "short-transfer", epochs: 6, fallAfterEpochs: [3, 5] };

export const recipePresets: readonly TrainingRecipe[] = [paperRecipe, scratchRecipe, shortRecipe, transferRecipe, shortTransferRecipe];

/** Primitive and retraining recipe that belong to a network by default. */
export const defaultRecipes: Record<NetworkName, { primitive: TrainingRecipe; retraining: TrainingRecipe }> = {
  compact: { primitive: scratchRecipe, retraining: shortRecipe },
  "vgg-face": { primitive: paperRecipe, retraining: paperRecipe },
  resnet34: { primitive: paperRecipe, retraining: paperRecipe },
  "face-resnet": { primitive: transferRecipe, retraining: shortTransferRecipe },
};

/** Where the primitive learner begins: its seed, or pretrained weights that the project holds. Without a choice nothing is trained. */
export const StartWeights = z.discriminatedUnion("from", [
  z.object({ from: z.literal("seed") }),
  z.object({ from: z.literal("weights"), weightsId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/) }),
  z.object({ from: z.literal("not-chosen") }),
]);
export type StartWeights = z.infer<typeof StartWeights>;

/** Weights of face-resnet that every project has: the workbench brings them along (core/networks/weights/face-api.ts). */
export const builtInWeightsId = "face-api";

/** Where a network begins when nobody says anything else. Those of the paper want a file that does not come with the workbench. */
export const usualStarts: Record<NetworkName, StartWeights> = {
  compact: { from: "seed" },
  "vgg-face": { from: "not-chosen" },
  resnet34: { from: "not-chosen" },
  "face-resnet": { from: "weights", weightsId: builtInWeightsId },
};

/** The retraining recipe of a network: the epochs and falls of its default one, everything else as in its primitive recipe. */
export function retrainingRecipeFor(network: NetworkName, primitive: TrainingRecipe): TrainingRecipe {
  const { name, epochs, fallAfterEpochs } = defaultRecipes[network].retraining;
  return { ...primitive, name, epochs, fallAfterEpochs };
}

/** The same recipe over another number of epochs; the falls keep their proportion (10 and 20 of 25 become 4 and 8 of 10). */
export function withEpochs(recipe: TrainingRecipe, epochs: number): TrainingRecipe {
  const scaled = recipe.fallAfterEpochs
    .map((epoch) => Math.round((epoch * epochs) / recipe.epochs))
    .filter((epoch) => epoch >= 1 && epoch < epochs);
  return { ...recipe, epochs, fallAfterEpochs: [...new Set(scaled)] };
}

/** The recipe of a training that must be as long as another one: so many epochs at the same rates, whatever its own curve says. */
export function forEpochs(recipe: TrainingRecipe, epochs: number): TrainingRecipe {
  return { ...recipe, epochs, patience: null };
}

/** Learning rate of an epoch, counted from 0. */
export function learningRateAt(recipe: TrainingRecipe, epoch: number): number {
  const falls = recipe.fallAfterEpochs.filter((after) => epoch >= after).length;
  return recipe.learningRate * recipe.fallFactor ** falls;
}

export const SelectionRule = z.enum(["margin", "confidence"]);
export type SelectionRule = z.infer<typeof SelectionRule>;

/** Delta of the margin rule and threshold of the confidence rule move on this grid, where suffix sums are exact (design.md). */
export const deltaGrid = 4096;

/**
 * Which pool images become auxiliary samples: accept iff value >= threshold of its class, then at most `capPerClass` of a class,
 * the largest values first. `value` is the margin (Eq. 5) or the softmax confidence (Eq. 2), by `rule`.
 */
export const Selection = z.object({
  rule: SelectionRule,
  delta: z.number().min(0).max(2),
  /** By class index; null follows `delta`. */
  deltaOfClass: z.array(z.number().min(0).max(2).nullable()).max(256),
  capPerClass: z.int().min(1).nullable(),
  /** Accepts an image only where nearest centroid and classifier name the same class. */
  agreement: z.boolean().default(false),
});
export type Selection = z.infer<typeof Selection>;

const Share = z.number().positive().max(1);
const Threshold = z.number().min(0).max(2);

/** Whose scores say how sure the learner is when it is right: held-out anchors, or those that it was trained on and knows by heart. */
export const AnchorSource = z.enum(["out-of-fold", "training"]);
export type AnchorSource = z.infer<typeof AnchorSource>;

/** How the first thresholds are found, when none were given by hand: one for all classes, or one for each (core/mining/delta-choice.ts). */
export const DeltaChoice = z.discriminatedUnion("by", [
  z.object({ by: z.literal("delta"), delta: Threshold }),
  z.object({ by: z.literal("target-count"), count: z.int().min(1) }),
  z.object({ by: z.literal("share"), share: Share }),
  z.object({ by: z.literal("precision"), precision: Share }),
  /** The same share of the pseudo-labels of every class. */
  z.object({ by: z.literal("class-share"), share: Share }),
  /** `factor` x the mean value of a class's out-of-fold anchors that are right, at least `floor`. */
  z.object({ by: z.literal("class-delta"), factor: z.number().positive().max(10), floor: Threshold }),
  /** FlexMatch: `tau` scaled by how many pictures of a class reach it. Of the confidence rule. */
  z.object({ by: z.literal("flexmatch"), tau: Share, warmUp: z.boolean() }),
  /** Ada-CM: `factor` x the mean confidence of a class's anchors that are right, at least `floor`. Of the confidence rule. */
  z.object({ by: z.literal("ada-cm"), factor: z.number().positive().max(2), floor: z.number().min(0).max(1), anchors: AnchorSource }),
]);
export type DeltaChoice = z.infer<typeof DeltaChoice>;

/** Each way with its usual values: the published ones of FlexMatch and Ada-CM, ours of the others. */
export const usualChoices = {
  delta: { by: "delta", delta: 0.1 },
  "target-count": { by: "target-count", count: 1000 },
  share: { by: "share", share: 0.3 },
  precision: { by: "precision", precision: 0.95 },
  "class-share": { by: "class-share", share: 0.3 },
  "class-delta": { by: "class-delta", factor: 1, floor: 0.02 },
  flexmatch: { by: "flexmatch", tau: 0.95, warmUp: true },
  "ada-cm": { by: "ada-cm", factor: 0.97, floor: 0.8, anchors: "out-of-fold" },
} as const satisfies { [By in DeltaChoice["by"]]: Extract<DeltaChoice, { by: By }> };

export const defaultDeltaChoice: DeltaChoice = usualChoices.share;

/** Whether a choice means something under a rule: FlexMatch and Ada-CM are about the classifier's confidence. */
export const choiceFits = ({ by }: Pick<DeltaChoice, "by">, rule: SelectionRule): boolean =>
  rule === "confidence" || (by !== "flexmatch" && by !== "ada-cm");

/** Whether a choice can be made only after a calibration (core/mining/out-of-fold.ts). */
export const needsOutOfFold = (choice: DeltaChoice): boolean =>
  choice.by === "precision" || choice.by === "class-delta" || (choice.by === "ada-cm" && choice.anchors === "out-of-fold");

/** Which anchors make a centroid (Eq. 3), and of what. CAG-UDA takes those only that the learner classifies right. */
export const CentroidRecipe = z.object({
  anchors: z.enum(["all-anchors", "correct-anchors"]),
  /** Raw features; each at length 1 first; or less the mean of them all, because features after a ReLU all point into one corner. */
  features: z.enum(["raw", "unit-length", "centred"]),
});
export type CentroidRecipe = z.infer<typeof CentroidRecipe>;
export const paperCentroids: CentroidRecipe = { anchors: "all-anchors", features: "raw" };
/** 137,769 of 5,822,653 (section 3.3). */
export const paperShare = 0.02366;

/** All settings of one pass through the paper's pipeline. */
export const PipelineRecipe = z.object({
  network: NetworkName,
  /** Width and height of its pictures. */
  inputSize: z.int().min(16).max(512).default(48),
  start: StartWeights.default({ from: "seed" }),
  primitive: TrainingRecipe,
  retraining: TrainingRecipe,
  rule: SelectionRule,
  deltaChoice: DeltaChoice,
  capPerClass: z.int().min(1).nullable(),
  agreement: z.boolean().default(false),
  centroids: CentroidRecipe.default(paperCentroids),
  /** Self-training: after a retraining the retrained learner mines again, the same rule chooses again, and so on. 1 is the paper's. */
  rounds: z.int().min(1).max(10).default(1),
  /**
   * What every retraining starts from: the primitive weights, so that rounds differ by their samples alone and a pseudo-label that was
   * wrong once leaves nothing behind, or the weights of the round before.
   */
  roundsFrom: z.enum(["primitive", "last"]).default("primitive"),
  miningPrecision: Precision.default("float32"),
  distillation: DistillationRecipe.default(defaultDistillationRecipe),
  das: DasRecipe.default(defaultDasRecipe),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
});
export type PipelineRecipe = z.infer<typeof PipelineRecipe>;

export const defaultPipelineRecipe: PipelineRecipe = {
  network: "compact",
  inputSize: 48,
  start: { from: "seed" },
  primitive: defaultRecipes.compact.primitive,
  retraining: defaultRecipes.compact.retraining,
  rule: "margin",
  deltaChoice: defaultDeltaChoice,
  capPerClass: null,
  agreement: false,
  centroids: paperCentroids,
  rounds: 1,
  roundsFrom: "primitive",
  miningPrecision: "float32",
  distillation: defaultDistillationRecipe,
  das: defaultDasRecipe,
  seed: 1,
};

/** What a recipe says of the selection: enough to choose one on a mined pool. */
export const SelectionRecipe = PipelineRecipe.pick({ rule: true, deltaChoice: true, capPerClass: true, agreement: true });
export type SelectionRecipe = z.infer<typeof SelectionRecipe>;
