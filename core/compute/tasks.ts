// The table of what compute can do. Every task is loaded at the start, so that a build that replaces the files of a running workbench
// takes nothing from it; TensorFlow itself comes with the first task that computes.
import { prepareTensorFlow } from "../tensor/backend.ts";
import { requirePrecisions } from "./precision.ts";
import type { Task, TaskContext, TaskKind, TaskResults } from "./protocol.ts";
import { baselines } from "./tasks/baselines.ts";
import { calibrate } from "./tasks/calibrate.ts";
import { checkData } from "./tasks/check-data.ts";
import { composeDatasets } from "./tasks/compose-dataset.ts";
import { describe } from "./tasks/describe.ts";
import { distill } from "./tasks/distill.ts";
import { drawDemonstration } from "./tasks/draw-demonstration.ts";
import { evaluateRun } from "./tasks/evaluate.ts";
import { faceApiWeights } from "./tasks/face-api-weights.ts";
import { importDataset } from "./tasks/import-dataset.ts";
import { importDistilled } from "./tasks/import-distilled.ts";
import { importWeightsFile } from "./tasks/import-weights.ts";
import { inspectSet } from "./tasks/inspect-set.ts";
import { leaveOut } from "./tasks/leave-out.ts";
import { mine } from "./tasks/mine.ts";
import { precisionEffect } from "./tasks/precision-effect.ts";
import { probe } from "./tasks/probe.ts";
import { requireUnchangedData } from "./tasks/require-unchanged.ts";
import { train } from "./tasks/train.ts";

type TaskOf<K extends TaskKind> = Extract<Task, { kind: K }>;
type TaskBody<K extends TaskKind> = (task: TaskOf<K>, context: TaskContext) => Promise<TaskResults[K]>;

const bodies: { [K in TaskKind]: TaskBody<K> } = {
  "import-dataset": importDataset,
  "compose-dataset": composeDatasets,
  "inspect-set": inspectSet,
  "draw-demonstration": drawDemonstration,
  "check-data": checkData,
  "leave-out": leaveOut,
  train,
  mine,
  calibrate,
  "precision-effect": precisionEffect,
  "require-precision": requirePrecisions,
  "require-unchanged": requireUnchangedData,
  "import-weights": importWeightsFile,
  "face-api-weights": faceApiWeights,
  "import-distilled": importDistilled,
  evaluate: evaluateRun,
  probe,
  describe,
  distill,
  baselines,
};

/** Tasks that only read, draw and write. */
const withoutTensorFlow: TaskKind[] = [
  "import-dataset",
  "compose-dataset",
  "inspect-set",
  "require-unchanged",
  "draw-demonstration",
  "check-data",
  "leave-out",
  "import-distilled",
];

/** Runs one task in this process. */
export async function runTask<K extends TaskKind>(task: TaskOf<K>, context: TaskContext): Promise<TaskResults[K]> {
  const body: TaskBody<K> = bodies[task.kind as K];
  if (!withoutTensorFlow.includes(task.kind)) {
    const note = await prepareTensorFlow();
    if (note) context.report({ type: "backend-note", text: note });
  }
  return body(task, context);
}
