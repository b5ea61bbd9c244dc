// The body of each kind of job: which stages it runs. Everything a job needs to go on after a crash stands in its input and memo.
import { promises } from "node:fs";
import { join } from "node:path";
import { WorkbenchError } from "../errors.ts";
import { type PipelineMade, runPipeline, runRounds } from "../pipeline.ts";
import { defaultDeltaChoice, needsOutOfFold } from "../recipe.ts";
import { checkData } from "./check-data.ts";
import { compareDistilled } from "./compare-distilled.ts";
import { compareRules } from "./compare-rules.ts";
import { currentOf, type EngineContext } from "./context.ts";
import { evaluateRun } from "./evaluate-run.ts";
import { importDistilled } from "./import-distilled.ts";
import { importComposed, importFolder, nameOf } from "./import-folder.ts";
import { importWeights } from "./import-weights.ts";
import { inspectSet } from "./inspect-set.ts";
import type { JobInput } from "./job-inputs.ts";
import { leaveOut } from "./leave-out.ts";
import { primitiveOf } from "./lineage.ts";
import { measurePrecisionEffect } from "./precision-effect.ts";
import { probeDistilled } from "./probe-distilled.ts";
import { reproduce } from "./reproduction/reproduce.ts";
import { calibrationIdOf } from "./selection-of.ts";
import { datasetOf, partOf, progressOf, requireUnchanged, type StageContext } from "./stage-context.ts";
import { createStages } from "./stages.ts";

/** The seed of the drawn faces; the recipe's seed is another matter. */
const demonstrationSeed = 1;

/** Runs a job's stages from where its memo says they stand. */
export async function performJob(input: JobInput, stage: StageContext): Promise<void> {
  const { engine, made } = stage;
  const { store } = engine.project;
  const stages = createStages(inRounds(stage, input));
  if ("datasetId" in input) await takeDataset(stage, input.datasetId);
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
    case "inspect-set":
      return inspectSet(stage, input);
    case "pipeline":
      return runPipeline(stages, input.recipe, input.withDas, made, stage.remember);
    case "primitive":
      await stages.trainPrimitive(input.recipe);
      return;
    case "mine": {
      const { poolId } = await stages.minePool(input.recipe, input.primitiveRunId);
      if (!engine.project.store.selections.get(poolId)) {
        // Out-of-fold anchors run only when asked for: until then the default share stands in for a choice that needs them.
        const { deltaChoice } = input.recipe;
        const isPossible = !needsOutOfFold(deltaChoice) || calibrationIdOf(engine, poolId) !== null;
        await stages.chooseSelection({ ...input.recipe, deltaChoice: isPossible ? deltaChoice : defaultDeltaChoice }, poolId);
      }
      return;
    }
    case "retrain":
      if (!made.earlierRounds) Object.assign(made, { poolId: input.poolId, selection: input.selection } satisfies PipelineMade);
      await runRounds(stages, input.recipe, primitiveOf(store, store.pools.get(input.poolId)!.runId), made, stage.remember);
      return;
    case "compare-rules":
      return compareRules(stage, input);
    case "calibrate":
      await stages.calibrate(input.poolId);
      return;
    case "import-weights":
      return importWeights(stage, input);
    case "evaluate":
      await evaluateRun(stage, input);
      return;
    case "precision-effect":
      return measurePrecisionEffect(stage, input);
    case "distill":
      await stages.distil(input.recipe, input);
      return;
    case "das":
      await compareDistilled(stage, input.recipe, input);
      return;
    case "probe":
      return probeDistilled(stage, input);
    case "import-distilled":
      return importDistilled(stage, input);
    case "reproduce":
      return reproduce(stage, input);
    case "check-data":
      return checkData(stage, input);
    case "leave-out":
      return leaveOut(stage);
  }
}

/** Of several rounds each is a part of its stages. */
function inRounds(stage: StageContext, input: JobInput): StageContext {
  const rounds = "recipe" in input && input.kind !== "reproduce" ? input.recipe.rounds : 1;
  const isRepeated = (name: string) => name === "mine" || name === "selected" || name === "vas" || name === "control";
  return {
    ...stage,
    report: (name, done, total) =>
      (isRepeated(name) ? partOf(stage, stage.made.earlierRounds?.length ?? 0, rounds) : stage).report(name, done, total),
  };
}

/**
 * Rows of one data set mean other pictures in another, so a job keeps to the one that it was asked for.
 *
 * @throws WorkbenchError `not-found` when another one has taken its place meanwhile; InputError when its files have changed
 */
async function takeDataset(stage: StageContext, datasetId: string): Promise<void> {
  const { engine, made } = stage;
  if (currentOf(engine).datasetId !== datasetId) {
    const message = "The project has another data set than when this was asked. Start it anew, or import the earlier folder, then resume.";
    throw new WorkbenchError("not-found", message);
  }
  made.datasetId = datasetId;
  await requireUnchanged(stage, datasetOf(stage));
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
