// The evaluation of a finished run as a job: on the test images of its own data set, or of a folder that is imported beside it
// (section 4.4: inside and across databases). The project's current data set stays what it is.
import type { Evaluation } from "../contract/result-views.ts";
import type { SetChoice } from "../datasets/set-choice.ts";
import { InputError, WorkbenchError } from "../errors.ts";
import { accuracyOf, meanClassAccuracy } from "../evaluation/confusion.ts";
import type { RunEntry } from "../project/runs.ts";
import type { EngineContext } from "./context.ts";
import { composedDataset, importedFolder, nameOf } from "./import-folder.ts";
import type { JobInput } from "./job-inputs.ts";
import { locationOf, newId, progressOf, requireUnchanged, type StageContext } from "./stage-context.ts";
import { weightsOf } from "./train-run.ts";

type Asked = Extract<JobInput, { kind: "evaluate" }>;

/** @returns the id of the evaluation */
export async function evaluateRun(stage: StageContext, { runId, directory, test, align }: Asked): Promise<string> {
  const { engine } = stage;
  const { runs, datasets, evaluations } = engine.project.store;
  const run = runs.get(runId);
  if (run?.state !== "finished") throw new WorkbenchError("not-found", `There is no finished run ${runId}.`);
  const datasetId = test === null ? await folderAsked(stage, run, directory) : await setAsked(stage, run, test, align);
  const dataset = datasets.get(datasetId)!;
  const id = newId("evaluation");
  const result = await engine.compute.run(
    {
      kind: "evaluate",
      evaluationDirectory: engine.project.evaluationDirectory(id),
      dataset: locationOf(engine, dataset),
      classes: dataset.classes,
      network: run.network,
      weights: await weightsOf(engine, runId),
    },
    progressOf(stage, { decode: "decode", test: "test" }),
    stage.signal,
  );
  engine.project.store.transaction(() => {
    evaluations.begin({ id, runId, datasetId });
    evaluations.finish(id, result);
  });
  engine.changed();
  return id;
}

/** Another data set is read with the run's classes, so that a number means the same expression on both sides. */
function setAsked(stage: StageContext, run: RunEntry, test: SetChoice, align: boolean): Promise<string> {
  const { classes } = stage.engine.project.store.datasets.get(run.datasetId)!;
  return composedDataset(stage, { roles: { test }, align: align ? ["test"] : [], classes });
}

async function folderAsked(stage: StageContext, run: RunEntry, sourceDirectory: string | null): Promise<string> {
  const { datasets } = stage.engine.project.store;
  if (sourceDirectory === null) {
    await requireUnchanged(stage, datasets.get(run.datasetId)!);
    return run.datasetId;
  }
  const { classes } = datasets.get(run.datasetId)!;
  const id = await importedFolder(stage, { sourceDirectory, classes, name: nameOf(sourceDirectory), isDemonstration: false });
  const found = datasets.get(id)!;
  if (found.classes.join() === classes.join()) return id;
  throw new InputError({
    file: sourceDirectory,
    found: `the classes ${found.classes.join(", ")}`,
    expected: `those of the run: ${classes.join(", ")}`,
    mend: "Name the classes of both data sets alike.",
  });
}

/** Every evaluation, newest first. */
export function evaluationsOf({ project }: EngineContext): Evaluation[] {
  const { evaluations, datasets } = project.store;
  return evaluations.all().flatMap(({ id, runId, datasetId, result }) => {
    if (result === null) return [];
    const { confusion, sequenceVote } = result;
    const { name: datasetName, classes } = datasets.get(datasetId)!;
    const accuracies = { accuracy: accuracyOf(confusion), meanClassAccuracy: meanClassAccuracy(confusion) };
    return [{ id, runId, datasetId, datasetName, classes, ...accuracies, confusion, sequenceVote }];
  });
}
