// What each kind of job is asked to do, as it is stored with the job: a resumed job works with what it was asked, on the data set that
// it was asked for, not with what the project says by then. Titles and phases stand beside it, the phases weighted by the images they
// will pass through the network.
import { z } from "zod";
import { Split } from "../contract/dataset-summary.ts";
import type { JobKind } from "../contract/job-view.ts";
import { Id } from "../contract/values.ts";
import { SetChoice, SetsOfRoles } from "../datasets/set-choice.ts";
import { dasArms } from "../distillation/das-recipe.ts";
import { tableNumbers } from "../evaluation/paper/table.ts";
import { WeightsReading } from "../networks/weights/weights-reading.ts";
import { defaultPipelineRecipe, needsOutOfFold, PipelineRecipe, Selection, type TrainingRecipe } from "../recipe.ts";
import { ReproductionRecipe } from "../reproduction/reproduction-recipe.ts";
import { RuleName, recipeOfRule } from "../selection-rules.ts";

export const JobInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("prepare-demonstration"), recipe: PipelineRecipe }),
  z.object({ kind: z.literal("import-dataset"), directory: z.string(), classes: z.array(z.string()).nullable() }),
  z.object({ kind: z.literal("compose-dataset"), roles: SetsOfRoles, align: z.array(Split), classes: z.array(z.string()).nullable() }),
  z.object({
    kind: z.literal("inspect-set"),
    /** The known set that is looked at once more; null for a folder. */
    setId: z.string().nullable(),
    directory: z.string(),
    reader: SetChoice.shape.reader,
    choices: SetChoice.shape.choices,
  }),
  /** `withDas`: goes on to distillation and DAS. */
  z.object({ kind: z.literal("pipeline"), datasetId: z.string(), recipe: PipelineRecipe, withDas: z.boolean().default(false) }),
  z.object({ kind: z.literal("primitive"), datasetId: z.string(), recipe: PipelineRecipe }),
  z.object({ kind: z.literal("mine"), datasetId: z.string(), recipe: PipelineRecipe, primitiveRunId: z.string() }),
  z.object({ kind: z.literal("retrain"), datasetId: z.string(), recipe: PipelineRecipe, poolId: z.string(), selection: Selection }),
  z.object({
    kind: z.literal("compare-rules"),
    datasetId: z.string(),
    recipe: PipelineRecipe,
    primitiveRunId: z.string(),
    rules: z.array(RuleName).min(1),
  }),
  z.object({ kind: z.literal("calibrate"), datasetId: z.string(), recipe: PipelineRecipe, poolId: z.string() }),
  WeightsReading.extend({
    kind: z.literal("import-weights"),
    file: z.string(),
    normalisation: WeightsReading.shape.normalisation.default(null), // jobs of older versions do not say
  }),
  z.object({
    kind: z.literal("evaluate"),
    runId: z.string(),
    directory: z.string().nullable(),
    test: SetChoice.nullable().default(null),
    align: z.boolean().default(false),
  }),
  z.object({ kind: z.literal("precision-effect"), datasetId: z.string(), runId: z.string(), delta: z.number() }),
  z.object({
    kind: z.literal("distill"),
    datasetId: z.string(),
    recipe: PipelineRecipe,
    primitiveRunId: z.string(),
    /** null for the anchor set. */
    poolId: z.string().nullable(),
    selection: Selection.nullable(),
  }),
  z.object({
    kind: z.literal("das"),
    datasetId: z.string(),
    recipe: PipelineRecipe,
    distillationId: z.string(),
    /** The learner that every retraining starts from. */
    primitiveRunId: z.string(),
  }),
  z.object({
    kind: z.literal("probe"),
    distillationId: z.string(),
    trainEpochs: z.array(z.int()),
    testEpochs: z.array(z.int()),
    /** Another distillation, whose last images are asked about too. */
    otherId: z.string().nullable(),
    seed: z.int(),
  }),
  z.object({
    kind: z.literal("import-distilled"),
    datasetId: z.string(),
    file: z.string(),
    primitiveRunId: z.string(),
    recipe: PipelineRecipe.default(defaultPipelineRecipe), // jobs of older versions do not say
  }),
  z.object({
    kind: z.literal("reproduce"),
    tables: z.array(z.literal(tableNumbers)).min(1),
    rowId: Id.nullable(),
    recipe: ReproductionRecipe,
  }),
  z.object({ kind: z.literal("check-data"), datasetId: z.string() }),
  z.object({ kind: z.literal("leave-out"), datasetId: z.string() }),
]);
export type JobInput = z.infer<typeof JobInput>;

export const jobTitles: Record<JobKind, string> = {
  "prepare-demonstration": "Demonstration",
  "import-dataset": "Import",
  "compose-dataset": "Import",
  "inspect-set": "Data set on disk",
  pipeline: "Pipeline",
  primitive: "Primitive learner",
  mine: "Mining",
  retrain: "Retraining",
  "compare-rules": "Comparison of selection rules",
  calibrate: "Out-of-fold anchors",
  "import-weights": "Import of weights",
  evaluate: "Evaluation",
  "precision-effect": "Effect of bfloat16",
  distill: "Distillation",
  das: "DAS and its controls",
  probe: "Pattern probe",
  "import-distilled": "Import of distilled images",
  reproduce: "Tables of the paper",
  "check-data": "Check of the data",
  "leave-out": "Leaving out test faces",
};

/** The stages that jobs are made of, in the words of the job bar. */
export const stageNames = {
  draw: "Drawing the demonstration faces",
  import: "Reading the data set",
  inspect: "Looking into the folder",
  align: "Turning faces upright",
  decode: "Decoding anchors and test faces",
  primitive: "Training the primitive learner",
  mine: "Mining the pool",
  calibrate: "Scoring out-of-fold anchors",
  selected: "Decoding the selected faces",
  vas: "Retraining with the selection (VAS)",
  control: "Retraining the control",
  source: "Decoding the faces to distil",
  distil: "Distilling",
  baselines: "Making images to compare with",
  losses: "Measuring what the images teach",
  das: "Retraining with distilled images (DAS) and controls",
  probe: "Training the pattern probe",
  distilled: "Reading distilled images",
  weights: "Reading the pretrained weights",
  orders: "Trying both channel orders",
  test: "Scoring the test images",
  bothAnchors: "Scoring anchors in both precisions",
  bothPool: "Scoring pool pictures in both precisions",
  hash: "Reading all pictures",
  compare: "Comparing the parts of the data set",
  look: "Looking again at what seems the same",
  recheck: "Checking what is left",
} as const;
export type StageName = keyof typeof stageNames;

/** Folds of the out-of-fold anchors. */
export const foldCount = 5;

/** Training passes an image forward and backward: about three times the work of scoring it. */
const trainingWork = 3;
/** A drawn face costs about as much as one training step over two faces (docs/performance.md). */
const drawingWork = 6;
/** Decoding a face takes a twentieth of scoring it; reading its row of the list, a hundredth. */
const decodingWork = 0.05;
const readingWork = 0.01;
/** The demonstration set, before it is drawn. */
const demonstrationCounts = { anchor: 1400, pool: 6000, test: 700 };

export interface SplitCounts {
  anchor: number;
  pool: number;
  test: number;
}

/** Shares of a job's work by stage, in the order they run; an estimate that the time left is made of. */
export function stageWeights(input: Exclude<JobInput, { kind: "reproduce" }>, dataset: SplitCounts | null): [StageName, number][] {
  const counts = dataset ?? demonstrationCounts;
  switch (input.kind) {
    case "prepare-demonstration": {
      const all = counts.anchor + counts.pool + counts.test;
      return shares([["draw", all * drawingWork], ...importWork(counts), ...pipelineWork(input.recipe, counts)]);
    }
    case "import-dataset":
      return arrivalShares(false);
    case "compose-dataset":
      return arrivalShares(input.align.length > 0);
    case "inspect-set":
      return [["inspect", 1]];
    case "pipeline":
      return shares([...pipelineWork(input.recipe, counts), ...(input.withDas ? dasWork(input.recipe, counts) : [])]);
    case "primitive":
      return [["primitive", 1]];
    case "mine":
      return [["mine", 1]];
    case "retrain":
      return shares(roundsWork(input.recipe, counts, 1));
    case "compare-rules":
      return shares(comparisonWork(input.recipe, counts, input.rules));
    case "calibrate":
      return [["calibrate", 1]];
    case "import-weights":
      return [
        ["weights", 0.2],
        ["decode", 0.1],
        ["orders", 0.7],
      ];
    case "evaluate":
      return input.directory === null && input.test === null ? [["test", 1]] : shares([...arrivalShares(input.align), ["test", 0.7]]);
    case "precision-effect":
      return [
        ["decode", 0.2],
        ["bothAnchors", 0.4],
        ["bothPool", 0.4],
      ];
    case "distill":
      return shares(distillationWork(input.recipe, counts));
    case "das":
      return shares([...baselineWork(input.recipe, counts), retrainingWork(input.recipe, counts)]);
    case "probe":
      return [["probe", 1]];
    case "import-distilled":
      return shares([["distilled", counts.anchor * readingWork], ...baselineWork(input.recipe, counts)]);
    case "check-data":
      return [
        ["hash", 0.9],
        ["compare", 0.05],
        ["look", 0.05],
      ];
    case "leave-out":
      return [
        ["hash", 0.1],
        ["compare", 0.4],
        ["look", 0.2],
        ["recheck", 0.3],
      ];
  }
}

/** Of an import whose counts nobody knows yet. MTCNN takes far longer for a face than the rest. */
const arrivalShares = (aligns: boolean): [StageName, number][] =>
  aligns
    ? [
        ["import", 0.05],
        ["align", 0.85],
        ["decode", 0.1],
      ]
    : [
        ["import", 0.3],
        ["decode", 0.7],
      ];

function importWork({ anchor, pool, test }: SplitCounts): [StageName, number][] {
  return [
    ["import", (anchor + pool + test) * readingWork],
    ["decode", (anchor + test) * decodingWork],
  ];
}

const trained = (training: TrainingRecipe, images: number) => training.epochs * images * trainingWork;

/** Images of the pool that a recipe selects, roughly. */
const selectedCount = ({ deltaChoice }: PipelineRecipe, pool: number) => (deltaChoice.by === "share" ? deltaChoice.share : 0.3) * pool;

const calibrationWork = (recipe: PipelineRecipe, { anchor }: SplitCounts): number => trained(recipe.primitive, anchor) * (foldCount - 1);

function pipelineWork(recipe: PipelineRecipe, counts: SplitCounts): [StageName, number][] {
  const calibration: [StageName, number][] = needsOutOfFold(recipe.deltaChoice) ? [["calibrate", calibrationWork(recipe, counts)]] : [];
  const [mining, ...retraining] = roundsWork(recipe, counts, 0);
  return [["primitive", trained(recipe.primitive, counts.anchor)], mining!, ...calibration, ...retraining];
}

/** @param minedBefore  rounds whose pool is there already */
function roundsWork(recipe: PipelineRecipe, counts: SplitCounts, minedBefore: number): [StageName, number][] {
  const { rounds } = recipe;
  const selected = selectedCount(recipe, counts.pool);
  const retraining = trained(recipe.retraining, counts.anchor + selected);
  return [
    ["mine", (rounds - minedBefore) * counts.pool],
    ["selected", rounds * selected * decodingWork],
    ["vas", rounds * retraining],
    ["control", rounds * retraining],
  ];
}

/** A calibration is made once for all rules; the pool is there, unless a rule wants other centroids or another learner. */
function comparisonWork(recipe: PipelineRecipe, counts: SplitCounts, rules: readonly RuleName[]): [StageName, number][] {
  const recipes = rules.map((rule) => recipeOfRule(rule, recipe));
  const work = recipes.map((ofRule) => roundsWork(ofRule, counts, ofRule.centroids.anchors === "all-anchors" ? 1 : 0));
  const of = (name: StageName) => work.flat().reduce((sum, [stage, amount]) => sum + (stage === name ? amount : 0), 0);
  const calibration = recipes.some(({ deltaChoice }) => needsOutOfFold(deltaChoice)) ? calibrationWork(recipe, counts) : 0;
  return [
    ["calibrate", calibration],
    ...(["mine", "selected", "vas", "control"] as const).map((name): [StageName, number] => [name, of(name)]),
  ];
}

/** An outer iteration trains on its real batch once a net; the steps over few distilled images cost about as much again. */
function distillationWork(recipe: PipelineRecipe, counts: SplitCounts): [StageName, number][] {
  const { outerEpochs, nets } = recipe.distillation;
  const [source, ...compared] = baselineWork(recipe, counts);
  return [source!, ["distil", outerEpochs * sourceCount(recipe, counts) * nets * trainingWork * 2], ...compared];
}

/** All of it passes over the source a few times. */
function baselineWork(recipe: PipelineRecipe, counts: SplitCounts): [StageName, number][] {
  const count = sourceCount(recipe, counts);
  return [
    ["source", count * decodingWork],
    ["baselines", count * 5],
    ["losses", count * 4],
  ];
}

const sourceCount = (recipe: PipelineRecipe, { anchor, pool }: SplitCounts): number =>
  recipe.distillation.source === "anchor" ? anchor : selectedCount(recipe, pool);

const retrainingWork = (recipe: PipelineRecipe, { anchor }: SplitCounts): [StageName, number] => [
  "das",
  dasArms("", recipe.das).length * trained(recipe.retraining, anchor),
];

const dasWork = (recipe: PipelineRecipe, counts: SplitCounts): [StageName, number][] => [
  ...distillationWork(recipe, counts),
  retrainingWork(recipe, counts),
];

function shares(work: [StageName, number][]): [StageName, number][] {
  const total = work.reduce((sum, [, amount]) => sum + amount, 0);
  return work.map(([stage, amount]) => [stage, amount / total]);
}
