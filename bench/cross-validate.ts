// Accuracy of a recipe by person-disjoint cross-validation on the anchors of a data set, for choosing a recipe without the test part:
// each fold is scored by a learner that saw none of its persons. One line a fold and seed, then the whole; the test part is not scored.
// Run: node bench/run.mjs cross-validate --data DIR [--network face-resnet] [--recipe NAME|FILE.json] [--size 150] [--epochs N]
//      [--folds 5] [--seeds 1,2] [--start seed|face-api]
// A recipe file holds fields of a TrainingRecipe, which replace those of the network's primitive recipe.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { TaskContext } from "../core/compute/protocol.ts";
import { runTask } from "../core/compute/tasks.ts";
import { oneRoot } from "../core/datasets/picture-roots.ts";
import { accuracyOf, type Confusion, confusionOf, meanClassAccuracy, recallByClass } from "../core/evaluation/confusion.ts";
import { calibrationSpec } from "../core/mining/calibration-files.ts";
import { inputSizes } from "../core/networks/input-sizes.ts";
import { usualSetup } from "../core/networks/network-setup.ts";
import { readParquet } from "../core/project/parquet.ts";
import { defaultRecipes, NetworkName, paperCentroids, recipePresets, TrainingRecipe, usualStarts, withEpochs } from "../core/recipe.ts";

const options = {
  data: { type: "string" },
  network: { type: "string", default: "face-resnet" },
  recipe: { type: "string" },
  size: { type: "string" },
  epochs: { type: "string" },
  folds: { type: "string", default: "5" },
  seeds: { type: "string", default: "1" },
  start: { type: "string" },
} as const;

const context: TaskContext = {
  signal: new AbortController().signal,
  breathe: () => Promise.resolve(),
  report: (event) => {
    if (event.type === "note") console.log(event.text);
  },
};

async function main(): Promise<void> {
  const { data, network: name, recipe: chosen, size, epochs, folds, seeds, start } = parseArgs({ options }).values;
  if (data === undefined) throw new Error("--data DIR is missing: a folder with images/, labels.csv and groups.csv.");
  const network = NetworkName.parse(name);
  const setup = usualSetup(network, Number(size ?? inputSizes[network].usual));
  const base = chosen === undefined ? defaultRecipes[network].primitive : recipeOf(chosen, network);
  const recipe = epochs === undefined ? base : withEpochs(base, Number(epochs));
  const folder = mkdtempSync(join(tmpdir(), "omnifer-folds-"));
  try {
    const dataset = { datasetDirectory: join(folder, "data"), roots: oneRoot(join(resolve(data), "images")) };
    const { classes } = await runTask(
      { kind: "import-dataset", sourceDirectory: resolve(data), datasetDirectory: dataset.datasetDirectory, classes: null },
      context,
    );
    const fromFaceApi = start === undefined ? usualStarts[network].from === "weights" : start === "face-api";
    const startWeights = fromFaceApi ? join(folder, "weights.safetensors") : null;
    if (fromFaceApi) await runTask({ kind: "face-api-weights", weightsDirectory: folder }, context);
    console.log(`${network} ${setup.inputSize}, from ${fromFaceApi ? "face-api" : "the seed"}: ${JSON.stringify(recipe)}`);
    const confusions: Confusion[] = [];
    for (const seed of seeds.split(",").map(Number)) {
      const directory = join(folder, `seed-${seed}`);
      const { personDisjoint } = await runTask(
        {
          kind: "calibrate",
          directory,
          dataset,
          classes,
          network: setup,
          recipe,
          seed,
          startWeights,
          folds: Number(folds),
          precision: "float32",
          centroids: paperCentroids,
        },
        context,
      );
      if (!personDisjoint) console.log("Not person-disjoint: groups.csv does not name the person of every anchor.");
      const scored = await readParquet(join(directory, "anchors.parquet"), calibrationSpec(classes));
      const foldOf = [...scored.fold];
      for (let fold = 0; fold < Number(folds); fold++) {
        const held = foldOf.flatMap((each, row) => (each === fold ? [row] : []));
        const confusion = confusionOf(
          held.map((row) => scored.true_label[row]!),
          held.map((row) => scored.classifier_label[row]!),
          classes.length,
        );
        console.log(`seed ${seed}, fold ${fold + 1}: ${summary(confusion)}`);
      }
      confusions.push(confusionOf(scored.true_label, scored.classifier_label, classes.length));
      const centroids = confusionOf(scored.true_label, scored.label, classes.length);
      console.log(`seed ${seed}: ${summary(confusions.at(-1)!)}; nearest centroid ${percent(accuracyOf(centroids))}`);
    }
    const all = classes.map((_, k) => classes.map((_, j) => confusions.reduce((sum, confusion) => sum + confusion[k]![j]!, 0)));
    const recalls = recallByClass(all).map(({ recall, count }, k) => `${classes[k]} ${percent(recall)} of ${count}`);
    console.log(`all: ${summary(all)}; ${recalls.join(", ")}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function recipeOf(chosen: string, network: NetworkName): TrainingRecipe {
  const preset = recipePresets.find(({ name }) => name === chosen);
  if (preset) return preset;
  if (!chosen.endsWith(".json"))
    throw new Error(`No recipe "${chosen}": ${recipePresets.map(({ name }) => name).join(", ")}, or a .json file.`);
  return TrainingRecipe.parse({ ...defaultRecipes[network].primitive, ...JSON.parse(readFileSync(chosen, "utf8")) });
}

const percent = (share: number | null): string => (share === null ? "-" : `${(100 * share).toFixed(1)} %`);
const summary = (confusion: Confusion): string =>
  `accuracy ${percent(accuracyOf(confusion))}, mean over classes ${percent(meanClassAccuracy(confusion))}`;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
