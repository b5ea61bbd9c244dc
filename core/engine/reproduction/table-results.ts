// What the project knows for the paper's tables: the finished runs of each arm, seed by seed, as predictions of the same test pictures.
import type { ArmKey, ArmResult, SeedResult, TableResults, TestPictures } from "../../evaluation/arm-result.ts";
import { addConfusions, confusionOf } from "../../evaluation/confusion.ts";
import type { Predictions } from "../../evaluation/predictions-file.ts";
import { groupsOf } from "../../evaluation/test-groups.ts";
import type { ReproductionRecipe } from "../../reproduction/reproduction-recipe.ts";
import { foldsOf, type NamedUnit } from "../../reproduction/units.ts";
import type { EngineContext } from "../context.ts";
import { once } from "../once.ts";
import { runOf } from "./perform-unit.ts";
import { madeOf } from "./unit-stage.ts";

/** One run on one test set, or on one of its folds. */
interface Tested {
  runId: string;
  datasetId: string;
  predictions: Predictions;
}

/** @returns what asks for the results of some arms; those that are not finished are left out */
export function tableResultsReader(context: EngineContext): (arms: readonly ArmKey[], recipe: ReproductionRecipe) => Promise<TableResults> {
  const groupsOfDataset = new Map<string, Promise<Int32Array>>();
  return async (arms, recipe) => {
    const found: ArmResult[] = [];
    // One after the other: the table of a data set with millions of rows is held once.
    for (const arm of arms) {
      const result = await armResult(arm, recipe);
      if (result) found.push(result);
    }
    return { arms: found, isMiniature: recipe.isMiniature };
  };

  async function armResult(arm: ArmKey, recipe: ReproductionRecipe): Promise<ArmResult | null> {
    const network = recipe.recipes[arm.network];
    if (network === undefined) return null;
    const seeds: SeedResult[] = [];
    let pictures: TestPictures | null = null;
    for (const seed of [...recipe.seeds].sort((a, b) => a - b)) {
      const tested = await testedRuns(context, arm, seed, recipe);
      if (tested === null) continue;
      pictures ??= await testPictures(tested);
      seeds.push(seedResult(context, seed, tested, pictures.classes.length));
    }
    const { network: name, inputSize } = network;
    return pictures && { ...arm, pictures, seeds, trainedNetwork: `${name}, ${inputSize}x${inputSize}` };
  }

  /** Folds one after the other; groups of two folds are two, because each fold numbers its own. */
  async function testPictures(tested: readonly Tested[]): Promise<TestPictures> {
    const { classes } = context.project.store.datasets.get(tested[0]!.datasetId)!;
    const labels = tested.flatMap(({ predictions }) => Array.from(predictions.labels));
    const groups: number[] = [];
    let first = 0;
    for (const ofFold of await Promise.all(tested.map(groupsOfTested))) {
      for (const group of ofFold) groups.push(group < 0 ? group : group + first);
      first = groups.reduce((most, group) => Math.max(most, group + 1), first);
    }
    return { classes, labels, groups: groups.some((group) => group >= 0) ? groups : null };
  }

  function groupsOfTested({ datasetId, predictions }: Tested): Promise<Int32Array> {
    return once(groupsOfDataset, datasetId, async () => {
      const found = groupsOf(await context.opened.samples(datasetId), predictions.rows);
      return found ?? new Int32Array(predictions.rows.length).fill(-1);
    });
  }
}

/** All folds of an arm; null while one of them is not finished. */
async function testedRuns(context: EngineContext, arm: ArmKey, seed: number, recipe: ReproductionRecipe): Promise<Tested[] | null> {
  const tested: Tested[] = [];
  for (const fold of foldsOf(arm.training)) {
    const runId = runOf(arm.arm, madeOf(context, unitOf(arm, fold, seed), recipe));
    if (runId === undefined) return null;
    const one = arm.test === arm.training ? await onItsOwn(context, runId) : await onAnother(context, runId, arm, seed, recipe);
    if (one === null) return null;
    tested.push(one);
  }
  return tested;
}

function unitOf({ network, anchor, training, arm }: ArmKey, fold: number | null, seed: number): NamedUnit {
  if (arm === "pretrained" || anchor === training) return { kind: "learner", network, training, fold, seed };
  return { kind: "transfer", network, anchor, training, fold, seed };
}

async function onItsOwn(context: EngineContext, runId: string): Promise<Tested | null> {
  const run = context.project.store.runs.get(runId);
  if (run?.state !== "finished") return null;
  return { runId, datasetId: run.datasetId, predictions: await context.opened.predictions(runId) };
}

async function onAnother(
  context: EngineContext,
  runId: string,
  { network, training, arm, test }: ArmKey,
  seed: number,
  recipe: ReproductionRecipe,
): Promise<Tested | null> {
  const made = madeOf(context, { kind: "evaluation", network, training, arm, test, seed }, recipe);
  const evaluation = context.project.store.evaluations.get(made.evaluationId ?? "");
  if (evaluation?.state !== "finished") return null;
  return { runId, datasetId: evaluation.datasetId, predictions: await context.opened.evaluatedPredictions(evaluation.id) };
}

function seedResult({ project }: EngineContext, seed: number, tested: readonly Tested[], classCount: number): SeedResult {
  const runIds = tested.map(({ runId }) => runId);
  return {
    seed,
    predicted: tested.flatMap(({ predictions }) => Array.from(predictions.predicted)),
    confusion: tested.map(({ predictions: { labels, predicted } }) => confusionOf(labels, predicted, classCount)).reduce(addConfusions),
    seconds: runIds.reduce((sum, id) => sum + project.store.runs.get(id)!.result!.cost.wallSeconds, 0),
    runIds,
  };
}
