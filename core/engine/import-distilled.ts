// The import of images that another program distilled, as a job: compute reads the file and writes our own, then there is an entry.
import { promises } from "node:fs";
import { basename } from "node:path";
import { currentOf, type EngineContext, recipeOf, requireDataset, requireMade, setCurrent } from "./context.ts";
import type { JobInput } from "./job-inputs.ts";
import { makeBaselines } from "./make-baselines.ts";
import { datasetOf, idOf, progressOf, type StageContext } from "./stage-context.ts";

type Asked = Extract<JobInput, { kind: "import-distilled" }>;

/** For the current learner. @throws WorkbenchError `not-found` before there is one */
export function importDistilledInput(engine: EngineContext, file: string): Asked {
  const { id: datasetId } = requireDataset(engine);
  const primitiveRunId = requireMade(currentOf(engine).primitiveRunId, "Train the primitive learner");
  return { kind: "import-distilled", datasetId, file, primitiveRunId, recipe: recipeOf(engine) };
}

/** What the images are compared with is made at once where samples are selected, and by their comparison where it is not there then. */
export async function importDistilled(stage: StageContext, { file, primitiveRunId, recipe }: Asked): Promise<void> {
  const { distillations } = stage.engine.project.store;
  const distillationId = idOf(stage, "distillationId", "distillation");
  if (!distillations.get(distillationId)) await takeImages(stage, distillationId, file, primitiveRunId);
  const { name, runId } = distillations.get(distillationId)!;
  const lacking = await makeBaselines(stage, { distillationId, primitiveRunId: runId ?? primitiveRunId }, recipe.das.randomDraws);
  if (lacking === null) return;
  const text = `What ${name} is worth cannot be measured yet. ${lacking.first}, then compare it (DAS).`;
  stage.engine.emit("notice", { level: "info", text });
}

async function takeImages(stage: StageContext, id: string, file: string, primitiveRunId: string): Promise<void> {
  const { engine } = stage;
  const { runs, distillations } = engine.project.store;
  const { id: datasetId, classes } = datasetOf(stage);
  const { network, seed, result: learnt } = runs.get(primitiveRunId)!;
  const distillationDirectory = engine.project.distillationDirectory(id);
  await promises.mkdir(distillationDirectory, { recursive: true });
  try {
    const { weightsDigest, ...read } = await engine.compute.run(
      { kind: "import-distilled", path: file, distillationDirectory, classes, network, weightsDigest: learnt!.weightsDigest },
      progressOf(stage, { read: "distilled" }),
      stage.signal,
    );
    const runId = weightsDigest === null ? null : (runs.all().find(({ result }) => result?.weightsDigest === weightsDigest)?.id ?? null);
    const of = { id, origin: "imported" as const, name: basename(file), datasetId, runId, network: read.network, seed };
    setCurrent(engine, { distillationId: id }, () => {
      distillations.begin({ ...of, poolId: null, selection: null, recipe: null });
      distillations.finish(id, { ...read, ...untold, missingClasses: classes.flatMap((_, k) => (read.labels.includes(k) ? [] : [k])) });
    });
  } catch (error) {
    await promises.rm(distillationDirectory, { recursive: true, force: true });
    throw error;
  }
}

/** What a file does not say; its images are shown as those of outer epoch 0, and what they are worth is measured beside it. */
const untold = { losses: null, checkpoints: [0], iterations: null, cost: null, backend: null };
