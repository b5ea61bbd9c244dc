// The body of each kind of job: which stages it runs. Everything a job needs to go on after a crash stands in its input and memo.
import { promises } from "node:fs";
import { join } from "node:path";
import type { ImportTask } from "../compute/protocol.ts";
import { type PipelineMade, runPipeline, runRetraining } from "../pipeline.ts";
import { defaultPipelineRecipe } from "../recipe.ts";
import { currentOf, type EngineContext, setCurrent } from "./context.ts";
import type { JobInput } from "./job-inputs.ts";
import { createStages, newId, progressOf, type StageContext } from "./stages.ts";

/** What a job has made so far. */
export interface JobMemo extends PipelineMade {
  datasetId?: string;
}

/** The seed of the drawn faces; the recipe's seed is another matter. */
const demonstrationSeed = 1;

/** Runs a job's stages from where its memo says they stand. */
export async function performJob(input: JobInput, stage: StageContext & { made: JobMemo }): Promise<void> {
  const { engine, made } = stage;
  const stages = createStages(stage);
  switch (input.kind) {
    case "prepare-demonstration":
      await drawDemonstration(stage);
      await importFolder(stage, { sourceDirectory: demonstrationDirectory(engine), classes: null }, "Demonstration faces", true);
      return runPipeline(stages, input.recipe, made, stage.remember);
    case "import-dataset":
      return importFolder(stage, { sourceDirectory: input.directory, classes: input.classes }, nameOf(input.directory), false);
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
      await stages.calibrate(input.recipe, input.poolId);
  }
}

const demonstrationDirectory = ({ project }: EngineContext): string => join(project.directory, "data", "demonstration");

async function drawDemonstration(stage: StageContext): Promise<void> {
  const { engine } = stage;
  const directory = demonstrationDirectory(engine);
  await promises.mkdir(directory, { recursive: true });
  await engine.compute.run({ kind: "draw-demonstration", directory, seed: demonstrationSeed }, progressOf(stage, "draw"), stage.signal);
}

/** Imports a folder and makes it the project's data set; what was made from another data set is no longer current. */
async function importFolder(
  stage: StageContext & { made: JobMemo },
  source: Pick<ImportTask, "sourceDirectory" | "classes">,
  name: string,
  isDemonstration: boolean,
): Promise<void> {
  const { engine, made } = stage;
  const { store } = engine.project;
  if (made.datasetId !== undefined && store.datasets.get(made.datasetId)) return;
  const id = made.datasetId ?? newId("data");
  made.datasetId = id;
  stage.remember();
  const datasetDirectory = engine.project.datasetDirectory(id);
  await promises.mkdir(datasetDirectory, { recursive: true });
  const result = await engine.compute.run(
    { kind: "import-dataset", ...source, datasetDirectory },
    progressOf(stage, "import"),
    stage.signal,
  );
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
  store.datasets.add({
    id,
    name,
    isDemonstration,
    classes: result.classes,
    imagesDirectory: join(source.sourceDirectory, "images"),
    countByClass: result.counts,
    count: { anchor: sum(result.counts.anchor), pool: result.poolCount, test: sum(result.counts.test) },
    hasGroups: result.hasGroups,
    digest: result.digest,
  });
  const isSameData = currentOf(engine).datasetId !== null && store.datasets.get(currentOf(engine).datasetId!)?.digest === result.digest;
  const nothing = { primitiveRunId: null, poolId: null, calibrationId: null, vasRunId: null, controlRunId: null };
  setCurrent(engine, { datasetId: id, ...(isSameData ? {} : nothing) });
}

/** The last folder of a path, as the name of its data set. */
function nameOf(directory: string): string {
  return directory.split(/[\\/]/).filter(Boolean).at(-1) ?? directory;
}
