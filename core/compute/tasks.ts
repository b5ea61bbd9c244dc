// The table of what compute can do. Each task is loaded when it is first asked for: importing a data set needs no TensorFlow.
import type { Task, TaskContext, TaskKind, TaskResults } from "./protocol.ts";

type TaskOf<K extends TaskKind> = Extract<Task, { kind: K }>;
type TaskBody<K extends TaskKind> = (task: TaskOf<K>, context: TaskContext) => Promise<TaskResults[K]>;

const loaders: { [K in TaskKind]: () => Promise<TaskBody<K>> } = {
  "import-dataset": async () => (await import("./tasks/import-dataset.ts")).importDataset,
  "draw-demonstration": async () => (await import("./tasks/draw-demonstration.ts")).drawDemonstration,
  train: async () => (await import("./tasks/train.ts")).train,
  mine: async () => (await import("./tasks/mine.ts")).mine,
  calibrate: async () => (await import("./tasks/calibrate.ts")).calibrate,
  describe: async () => (await import("../tensor/backend.ts")).describe,
};

/** Runs one task in this process. */
export async function runTask<K extends TaskKind>(task: TaskOf<K>, context: TaskContext): Promise<TaskResults[K]> {
  const body: TaskBody<K> = await loaders[task.kind as K]();
  return body(task, context);
}
