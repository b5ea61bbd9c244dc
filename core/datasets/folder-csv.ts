// A data set in the workbench's own plain format, imported whole (labels-folder.ts reads it): what a project asks of it beside what
// the format does, and the digest by which it is known again.
import { createHash } from "node:crypto";
import { promises, statSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.ts";
import { classNames } from "./class-names.ts";
import type { LookedAtRoots } from "./disk-stamp.ts";
import { fileSystemFault } from "./file-system-fault.ts";
import { imagesFolder, labelsFile, readLabelsFolder } from "./labels-folder.ts";
import { oneRoot, type PictureRoots } from "./picture-roots.ts";
import { type SampleTable, splits } from "./sample-table.ts";
import { SetFolder } from "./set-folder.ts";

export interface FolderDataset {
  classes: readonly string[];
  table: SampleTable;
  roots: PictureRoots;
  hasGroups: boolean;
  /**
   * SHA-256 over classes, rows and the sizes of the anchor and test files. Of pool files, found by listing their folders, the size would
   * cost a call each, and pools have millions: a pool picture replaced under its old name is not noticed.
   */
  digest: string;
  lookedAt: LookedAtRoots;
  /** Images of the pool that are not there or are folders: they are no rows. */
  missingInPool: { count: number; firstLines: number[] };
  notes: string[];
}

const rowsBetweenLooks = 20_000;

/**
 * Reads and checks a data set; opens no image.
 *
 * @param classes names of the classes; null for the seven basic expressions
 * @param report  rows of labels.csv read so far
 * @throws InputError with file, line and mend for the first fault
 */
export async function readFolderCsv(
  directory: string,
  classes: readonly string[] | null,
  report: (rows: number) => void,
  signal: AbortSignal,
): Promise<FolderDataset> {
  try {
    return await readAndCheck(directory, classes, report, signal);
  } catch (error) {
    throw fileSystemFault(error, directory);
  }
}

async function readAndCheck(
  directory: string,
  classes: readonly string[] | null,
  report: (rows: number) => void,
  signal: AbortSignal,
): Promise<FolderDataset> {
  const names = classNames(classes);
  requireFolder(directory, "Choose the folder that holds images and labels.csv.");
  const folder = await SetFolder.open(directory, signal);
  const { table, hasGroups, leftOut, notes } = await readLabelsFolder(folder, names, { report, signal, frames: null });
  requireEverySplit(folder.pathOf(labelsFile), table);
  requireAnchorsInEveryClass(folder.pathOf(labelsFile), table, names.classes);
  const imagesDirectory = folder.pathOf(imagesFolder);
  return {
    classes: names.classes,
    table,
    roots: oneRoot(imagesDirectory),
    hasGroups,
    digest: await digestOf(names.classes, table, imagesDirectory, signal),
    lookedAt: [{ key: "", lookedAt: folder.lookedAt }],
    missingInPool: {
      count: [...leftOut.counts.values()].reduce((sum, count) => sum + count, 0),
      firstLines: leftOut.list.slice(0, 3).map(({ line }) => line!),
    },
    notes,
  };
}

function requireFolder(folder: string, mend: string): void {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return;
  throw new InputError({ file: folder, found: stats ? "something that is not a folder" : "no such folder", expected: "a folder", mend });
}

function requireEverySplit(file: string, { split }: SampleTable): void {
  for (const [index, name] of splits.entries()) {
    if (split.includes(index)) continue;
    throw new InputError({
      file,
      found: `no row of split ${name}`,
      expected: `rows of ${splits.join(", ")}`,
      mend: `Add images of split ${name}.`,
    });
  }
}

function requireAnchorsInEveryClass(file: string, { count, split, label }: SampleTable, classes: readonly string[]): void {
  const anchors = splits.indexOf("anchor");
  const seen = new Set<number>();
  for (let row = 0; row < count; row++) if (split[row] === anchors) seen.add(label[row]!);
  const without = classes.filter((_, index) => !seen.has(index));
  if (without.length === 0) return;
  const mend = "Label some, because a class without anchors has no centroid; or leave the class out with --classes.";
  throw new InputError({ file, found: `no anchor of ${without.join(", ")}`, expected: "at least one anchor of each class", mend });
}

async function digestOf(classes: readonly string[], table: SampleTable, imagesDirectory: string, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256").update(`${classes.join("\u0000")}\n`);
  const pool = splits.indexOf("pool");
  for (let row = 0; row < table.count; row++) {
    if (row % rowsBetweenLooks === 0) signal.throwIfAborted();
    const size = table.split[row] === pool ? -1 : (await promises.stat(join(imagesDirectory, table.files[row]!))).size;
    hash.update(`${table.files[row]}\u0000${table.split[row]}\u0000${table.label[row]}\u0000${table.person[row]}\u0000${size}\n`);
  }
  return hash.digest("hex");
}
