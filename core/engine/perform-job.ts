// The body of each kind of job: which stages it runs. Everything a job needs to go on after a crash stands in its input and memo.
import { promises } from "node:fs";
import { join } from "node:path";
import type { ImportTask } from "../compute/protocol.ts";
import { WorkbenchError } from "../errors.ts";
import { runPipeline, runRetraining } from "../pipeline.ts";
import { defaultPipelineRecipe } from "../recipe.ts";
import { currentOf, type EngineContext, setCurrent } from "./context.ts";
import type { JobInput } from "./job-inputs.ts";
import { latestMadeOf } from "./latest-made.ts";
import { createStages, newId, progressOf, type StageContext } from "./stages.ts";

/** The seed of the drawn faces; the recipe's seed is another matter. */
const demonstrationSeed = 1;

/** Runs a job's stages from where its memo says they stand. */
export async function performJob(input: JobInput, stage: StageContext): Promise<void> {
  const { engine, made } = stage;
  const stages = createStages(stage);
  if ("datasetId" in input) takeDataset(stage, input.datasetId);
  switch (input.kind) {
    case "prepare-demonstration":
      await drawDemonstration(stage);
      await importFolder(stage, {
        sourceDirectory: demonstrationDirectory(engine),
        classes: null,
        name: "Demonstration faces",
        isDemonstration: true,
      });
      return runPipeline(stages, input.recipe, made, stage.remember);
    case "import-dataset":
      return importFolder(stage, {
        sourceDirectory: input.directory,
        classes: input.classes,
        name: nameOf(input.directory),
        isDemonstration: false,
      });
    case "pipeline":
      return runPipeline(stages, input.recipe, made, stage.remember);
    case "primitive":
      await stages.trainPrimitive(input.recipe);
      return;
    case "mine": {
      const { poolId } = await stages.minePool(input.recipe, input.primitiveRunId);
      if (!engine.project.store.selections.get(poolId)) {
        const { rule, capPerClass } = input.recipe;
        // A precision needs out-of-fold anchors, which run only when asked for: until then the default share stands.
        const choice = input.recipe.deltaChoice.by === "precision" ? defaultPipelineRecipe.deltaChoice : input.recipe.deltaChoice;
        await stages.chooseSelection(poolId, rule, choice, capPerClass);
      }
      return;
    }
    case "retrain":
      return runRetraining(stages, input.recipe, input.poolId, input.selection);
    case "calibrate":
      await stages.calibrate(input.poolId);
  }
}

/**
 * Rows of one data set mean other pictures in another, so a job keeps to the one that it was asked for.
 *
 * @throws WorkbenchError `not-found` when another one has taken its place meanwhile
 */
function takeDataset({ engine, made }: StageContext, datasetId: string): void {
  if (currentOf(engine).datasetId !== datasetId) {
    const message = "The project has another data set than when this was asked. Start it anew, or import the earlier folder, then resume.";
    throw new WorkbenchError("not-found", message);
  }
  made.datasetId = datasetId;
}

const demonstrationDirectory = ({ project }: EngineContext): string => join(project.directory, "data", "demonstration");

async function drawDemonstration(stage: StageContext): Promise<void> {
  const { engine } = stage;
  const directory = demonstrationDirectory(engine);
  await promises.mkdir(directory, { recursive: true });
  await engine.compute.run(
    { kind: "draw-demonstration", directory, seed: demonstrationSeed },
    progressOf(stage, { draw: "draw" }),
    stage.signal,
  );
}

type Folder = Pick<ImportTask, "sourceDirectory" | "classes"> & { name: string; isDemonstration: boolean };

/**
 * Imports a folder and makes it the project's data set, with what was made from it before: importing a folder again goes back to it.
 */
async function importFolder(stage: StageContext, folder: Folder): Promise<void> {
  const { engine, made } = stage;
  const { store } = engine.project;
  if (made.datasetId === undefined || !store.datasets.get(made.datasetId)) {
    made.datasetId = await importedDataset(stage, folder);
    stage.remember();
  }
  if (currentOf(engine).datasetId !== made.datasetId) setCurrent(engine, latestMadeOf(store, made.datasetId));
}

/** @returns the id of the data set: a new one, or the one that holds the same already, wherever its folder lies now */
async function importedDataset(stage: StageContext, { name, isDemonstration, ...source }: Folder): Promise<string> {
  const { engine, made } = stage;
  const { datasets } = engine.project.store;
  const id = made.datasetId ?? newId("data");
  made.datasetId = id;
  stage.remember();
  const datasetDirectory = engine.project.datasetDirectory(id);
  await promises.mkdir(datasetDirectory, { recursive: true });
  const onProgress = progressOf(stage, { decode: "decode", read: "import" });
  const result = await engine.compute.run({ kind: "import-dataset", ...source, datasetDirectory }, onProgress, stage.signal);
  const imagesDirectory = join(source.sourceDirectory, "images");
  const known = datasets.all().find(({ digest }) => digest === result.digest);
  if (known) {
    datasets.moveImages(known.id, imagesDirectory);
    await promises.rm(datasetDirectory, { recursive: true });
    return known.id;
  }
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
  datasets.add({
    id,
    name,
    isDemonstration,
    classes: result.classes,
    imagesDirectory,
    countByClass: result.counts,
    count: { anchor: sum(result.counts.anchor), pool: result.poolCount, test: sum(result.counts.test) },
    hasGroups: result.hasGroups,
    digest: result.digest,
  });
  return id;
}

/** The last folder of a path, as the name of its data set. */
function nameOf(directory: string): string {
  return directory.split(/[\\/]/).filter(Boolean).at(-1) ?? directory;
}
