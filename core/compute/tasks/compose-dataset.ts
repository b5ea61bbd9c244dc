// The task that puts a data set together from others (section 4.1), each read as it lies on disk.
import { classNames } from "../../datasets/class-names.ts";
import { composeDataset } from "../../datasets/compose.ts";
import { readRoles, titlesOf } from "../../datasets/read-roles.ts";
import type { ComposeResult, ComposeTask, TaskContext } from "../protocol.ts";
import { finishImport } from "./finish-import.ts";

/**
 * Phases: read (rows, whose number is not known before), decode (anchors and tests).
 *
 * @throws InputError for what a reader finds wrong, a part that plays two roles, a class without anchors, a picture that cannot be decoded
 */
export async function composeDatasets(task: ComposeTask, context: TaskContext): Promise<ComposeResult> {
  const names = classNames(task.classes);
  const report = (done: number) => context.report({ type: "progress", phase: "read", done, total: done });
  const { roles, notes } = await readRoles(task.roles, names, { report, signal: context.signal, frames: null });
  const dataset = composeDataset(names, roles, task.framesDirectory);
  for (const text of notes) context.report({ type: "note", text });
  for (const [what, count] of dataset.outside)
    context.report({ type: "note", text: `${what}: ${count} left out, it is none of the classes.` });
  const result = await finishImport({ classes: names.classes, ...dataset }, task.datasetDirectory, context);
  return { ...result, titles: titlesOf(roles) };
}
