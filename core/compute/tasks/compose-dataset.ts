// The task that puts a data set together from others (section 4.1), each read as it lies on disk, faces turned upright if asked (4.3).
import { createHash } from "node:crypto";
import { classNames } from "../../datasets/class-names.ts";
import { type ComposedDataset, composeDataset } from "../../datasets/compose.ts";
import { readRoles, titlesOf } from "../../datasets/read-roles.ts";
import { rowsOf, type Split } from "../../datasets/sample-table.ts";
import { alignTable } from "../../faces/align-table.ts";
import { openFaceDetector } from "../../faces/mtcnn.ts";
import { mtcnnFolder } from "../../faces/mtcnn-weights.ts";
import { roleAlignment } from "../../faces/role-alignment.ts";
import { FilmFrames } from "../../images/film-frames.ts";
import { findFilmPrograms } from "../../images/film-programs.ts";
import { prepareTensorFlow } from "../../tensor/backend.ts";
import type { ComposeResult, ComposeTask, TaskContext } from "../protocol.ts";
import { finishImport } from "./finish-import.ts";

/**
 * Phases: read (total 0 where nobody knows it before), align (faces, if asked), decode (anchors and tests).
 *
 * @throws InputError for what a reader finds wrong, a part that plays two roles, a class without anchors, a picture that cannot be decoded
 */
export async function composeDatasets(task: ComposeTask, context: TaskContext): Promise<ComposeResult> {
  const names = classNames(task.classes);
  const report = (done: number, total = 0) => context.report({ type: "progress", phase: "read", done, total });
  const programs = await findFilmPrograms();
  const frames = programs && new FilmFrames(programs, task.framesDirectory, context.signal);
  const { roles, notes } = await readRoles(task.roles, names, { report, signal: context.signal, frames });
  const dataset = composeDataset(names, roles, task.framesDirectory);
  for (const text of notes) context.report({ type: "note", text });
  for (const [what, count] of dataset.outside)
    context.report({ type: "note", text: `${what}: ${count} left out, it is none of the classes.` });
  const { alignment, ...upright } =
    task.align.length === 0 ? { ...dataset, alignment: {} } : await turnUpright(dataset, task.align, context);
  const result = await finishImport({ classes: names.classes, ...upright }, task.datasetDirectory, context);
  return { ...result, titles: titlesOf(roles), alignment };
}

interface UprightDataset extends ComposedDataset, Pick<ComposeResult, "alignment"> {}

async function turnUpright(dataset: ComposedDataset, roles: readonly Split[], context: TaskContext): Promise<UprightDataset> {
  const { table, roots, digest } = dataset;
  const rows = Uint32Array.from(roles.flatMap((role) => [...rowsOf(table, role)]));
  await prepareTensorFlow();
  const detector = openFaceDetector(mtcnnFolder());
  try {
    const report = (done: number) => context.report({ type: "progress", phase: "align", done, total: rows.length });
    report(0);
    const files = await alignTable(table.files, roots, rows, detector, context, report);
    const { found, marked } = roleAlignment(table.files, files, rows);
    const text = `MTCNN found a face in ${found} of ${rows.length - marked} pictures; the others stay as they are.`;
    context.report({ type: "note", text: marked > 0 ? `${text} ${marked} had marked points already.` : text });
    const uprightDigest = createHash("sha256")
      .update(`${digest}\n${files.join("\n")}`)
      .digest("hex");
    const alignment = Object.fromEntries(roles.map((role) => [role, roleAlignment(table.files, files, rowsOf(table, role))]));
    return { ...dataset, table: { ...table, files }, digest: uprightDigest, alignment };
  } finally {
    detector.dispose();
  }
}
