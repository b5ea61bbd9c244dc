// The body of each kind of job: which stages it runs. Everything a job needs to go on after a crash stands in its input and memo.
import { promises } from "node:fs";
import { join } from "node:path";
import { WorkbenchError } from "../errors.ts";
import { runPipeline, runRetraining } from "../pipeline.ts";
import { defaultPipelineRecipe } from "../recipe.ts";
import { checkData } from "./check-data.ts";
import { compareDistilled } from "./compare-distilled.ts";
import { currentOf, type EngineContext } from "./context.ts";
import { evaluateRun } from "./evaluate-run.ts";
import { importDistilled } from "./import-distilled.ts";
import { importComposed, importFolder, nameOf } from "./import-folder.ts";
import { importWeights } from "./import-weights.ts";
import type { JobInput } from "./job-inputs.ts";
import { measurePrecisionEffect } from "./precision-effect.ts";
import { probeDistilled } from "./probe-distilled.ts";
import { progressOf, type StageContext } from "./stage-context.ts";
import { createStages } from "./stages.ts";

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
      return runPipeline(stages, input.recipe, false, made, stage.remember);
    case "import-dataset":
      return importFolder(stage, {
        sourceDirectory: input.directory,
        classes: input.classes,
        name: nameOf(input.directory),
        isDemonstration: false,
      });
    case "compose-dataset":
      return importComposed(stage, input);
    case "pipeline":
      return runPipeline(stages, input.recipe, input.withDas, made, stage.remember);
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
      return;
    case "import-weights":
      return importWeights(stage, input);
    case "evaluate":
      return evaluateRun(stage, input);
    case "precision-effect":
      return measurePrecisionEffect(stage, input);
    case "distill":
      await stages.distil(input.recipe, input);
      return;
    case "das":
      return compareDistilled(stage, input.recipe, input);
    case "probe":
      return probeDistilled(stage, input);
    case "import-distilled":
      return importDistilled(stage, input);
    case "check-data":
      return checkData(stage, input);
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
