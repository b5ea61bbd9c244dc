// Recipes (section 4.3): every value that training and retraining use, all editable, all recorded with the run.
import { z } from "zod";

export const networkNames = ["compact", "vgg16", "resnet34", "face-resnet"] as const;
export const NetworkName = z.enum(networkNames);
export type NetworkName = z.infer<typeof NetworkName>;

/** One training, primitive or retraining. Epoch numbers in `fallAfterEpochs` count finished epochs. */
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
  /** Share of the anchors held out, stratified, to draw a validation curve; 0 trains on all of them. */
  validationShare: z.number().min(0).max(0.5),
});
export type TrainingRecipe = z.infer<typeof TrainingRecipe>;

const common = { batchSize: 64, smallestBatch: 8, fallFactor: 0.1, momentum: 0.9, horizontalFlip: true, validationShare: 0 };

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

export const recipePresets: readonly TrainingRecipe[] = [paperRecipe, scratchRecipe, shortRecipe];

/** Primitive and retraining recipe that belong to a network by default. */
export const defaultRecipes: Record<NetworkName, { primitive: TrainingRecipe; retraining: TrainingRecipe }> = {
  compact: { primitive: scratchRecipe, retraining: shortRecipe },
  vgg16: { primitive: paperRecipe, retraining: paperRecipe },
  resnet34: { primitive: paperRecipe, retraining: paperRecipe },
  "face-resnet": { primitive: paperRecipe, retraining: paperRecipe },
};

/** The retraining recipe of a network, starting at the rate and with the decay of its primitive recipe. */
export function retrainingRecipeFor(network: NetworkName, primitive: TrainingRecipe): TrainingRecipe {
  return { ...defaultRecipes[network].retraining, learningRate: primitive.learningRate, weightDecay: primitive.weightDecay };
}

/** The same recipe over another number of epochs; the falls keep their proportion (10 and 20 of 25 become 4 and 8 of 10). */
export function withEpochs(recipe: TrainingRecipe, epochs: number): TrainingRecipe {
  const scaled = recipe.fallAfterEpochs
    .map((epoch) => Math.round((epoch * epochs) / recipe.epochs))
    .filter((epoch) => epoch >= 1 && epoch < epochs);
  return { ...recipe, epochs, fallAfterEpochs: [...new Set(scaled)] };
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
});
export type Selection = z.infer<typeof Selection>;

/** How a first delta is found, when none was given by hand. */
export const DeltaChoice = z.discriminatedUnion("by", [
  z.object({ by: z.literal("delta"), delta: z.number().min(0).max(2) }),
  z.object({ by: z.literal("target-count"), count: z.int().min(1) }),
  z.object({ by: z.literal("share"), share: z.number().positive().max(1) }),
  z.object({ by: z.literal("precision"), precision: z.number().positive().max(1) }),
]);
export type DeltaChoice = z.infer<typeof DeltaChoice>;

export const defaultDeltaChoice: DeltaChoice = { by: "share", share: 0.3 };
/** 137,769 of 5,822,653 (section 3.3). */
export const paperShare = 0.02366;

/** All settings of one pass through the paper's pipeline. */
export const PipelineRecipe = z.object({
  network: NetworkName,
  primitive: TrainingRecipe,
  retraining: TrainingRecipe,
  rule: SelectionRule,
  deltaChoice: DeltaChoice,
  capPerClass: z.int().min(1).nullable(),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
});
export type PipelineRecipe = z.infer<typeof PipelineRecipe>;

export const defaultPipelineRecipe: PipelineRecipe = {
  network: "compact",
  primitive: defaultRecipes.compact.primitive,
  retraining: defaultRecipes.compact.retraining,
  rule: "margin",
  deltaChoice: defaultDeltaChoice,
  capPerClass: null,
  seed: 1,
};
