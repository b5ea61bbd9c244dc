// One training as a stage: its run in the store, its task, its record.
import { promises } from "node:fs";
import { join } from "node:path";
import type { TrainTask } from "../compute/protocol.ts";
import type { RunRole } from "../contract/run-views.ts";
import { WorkbenchError } from "../errors.ts";
import { readRunRecord, verifyRunFiles, writeRunRecord } from "../project/run-record.ts";
import type { Pretrained, RunStart } from "../project/runs.ts";
import type { EngineContext } from "./context.ts";
import { datasetOf, locationOf, type PhaseStages, progressOf, type StageContext, showAs } from "./stage-context.ts";

/** What a training is given besides what its run is stored with. */
type TrainedWith = Pick<TrainTask, "auxiliary" | "updatesPerEpoch" | "distilled" | "keepsWeights">;

/** On anchors alone, in one pass an epoch. */
const anchorsAlone: TrainedWith = { auxiliary: null, updatesPerEpoch: null, distilled: null, keepsWeights: true };

/** One training: begins or goes on with its run, finishes it, makes it the current one of its role. */
export async function trainRun(stage: StageContext, start: RunStart, trainedWith: Partial<TrainedWith> = {}): Promise<void> {
  const { engine } = stage;
  const {
    role,
    recipe: { epochs },
  } = start;
  const { runs } = engine.project.store;
  if (!runs.get(start.id)) runs.begin(start);
  if (runs.get(start.id)?.state === "finished") return;
  const runDirectory = engine.project.runDirectory(start.id);
  await promises.mkdir(runDirectory, { recursive: true });
  const onProgress = progressOf(stage, stagesOf[role], { runId: start.id, role, epochs });
  const { epochs: metrics, ...result } = await engine.compute.run(
    {
      kind: "train",
      role,
      runDirectory,
      dataset: locationOf(engine, datasetOf(stage)),
      classes: datasetOf(stage).classes,
      network: start.network,
      recipe: start.recipe,
      seed: start.seed,
      startWeights: await startWeightsOf(engine, start),
      ...anchorsAlone,
      ...trainedWith,
    },
    (event) => {
      if (event.type !== "epoch") return onProgress(event);
      runs.addEpoch(start.id, event.metrics);
      engine.emit("epoch", { runId: start.id, role, epochs, metrics: event.metrics });
    },
    stage.signal,
  );
  await writeRunRecord(runDirectory, { start, result, epochs: metrics });
  const current = {
    primitive: { primitiveRunId: start.id },
    vas: { vasRunId: start.id, controlRunId: null },
    control: { controlRunId: start.id },
    das: {},
    "das-control": {},
  }[role];
  showAs(stage, current, () => runs.finish(start.id, result));
}

const stagesOf: Record<RunRole, PhaseStages> = {
  primitive: { train: "primitive" },
  vas: { decode: "selected", train: "vas" },
  control: { train: "control" },
  das: { train: "das" },
  "das-control": { train: "das" },
};

/** A run on anchors alone, from the seed; the caller says what else it has. */
export function runStart(stage: StageContext, id: string, role: RunRole) {
  const { id: datasetId, digest } = datasetOf(stage);
  return { id, role, datasetId, dataDigest: digest, parentRunId: null, pretrained: null, poolId: null, selection: null, das: null };
}

/** What a run starts from: the weights of its parent, pretrained ones, or its seed (null). */
async function startWeightsOf(engine: EngineContext, { parentRunId, pretrained }: RunStart): Promise<string | null> {
  if (parentRunId !== null) return weightsOf(engine, parentRunId);
  return pretrained && pretrainedPath(engine, pretrained);
}

export const pretrainedPath = ({ project }: EngineContext, { weightsId }: Pretrained): string =>
  join(project.weightsDirectory(weightsId), "weights.safetensors");

/**
 * Weights of a finished run, checked against its record.
 *
 * @throws InputError when a file of the run has changed since it was written; WorkbenchError `not-found` when its weights were not kept
 */
export async function weightsOf(engine: EngineContext, runId: string): Promise<string> {
  const directory = engine.project.runDirectory(runId);
  const { record } = await readRunRecord(directory);
  await verifyRunFiles(directory, record);
  const name = "weights.safetensors";
  if (!Object.hasOwn(record.files, name)) throw new WorkbenchError("not-found", `The weights of run ${runId}, a control, were not kept.`);
  return join(directory, name);
}
