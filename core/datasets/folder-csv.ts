// The plain data set format: DIR/images/ and DIR/labels.csv with the columns file, label, split (anchor, pool or test), and
// perhaps DIR/groups.csv with file, person. In anchors and tests every fault stops, with its line; in the pool a missing or
// bad image is kept, for mining to skip and list, but a wrong row stops there too.
import { createHash } from "node:crypto";
import { promises, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { InputError } from "../errors.ts";
import { classNames } from "./class-names.ts";
import { quote } from "./csv-rows.ts";
import { fileSystemFault } from "./file-system-fault.ts";
import { readGroups } from "./groups-csv.ts";
import { findImages, imageStates } from "./image-files.ts";
import { readLabels } from "./labels-csv.ts";
import { oneRoot, type PictureRoots } from "./picture-roots.ts";
import { type SampleTable, splits } from "./sample-table.ts";

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
  /** Pool images that are not there or are folders. */
  missingInPool: number;
  /** Rows of groups.csv whose file labels.csv does not name. */
  strayGroups: number;
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
  const labelsFile = join(directory, "labels.csv");
  const imagesDirectory = join(resolve(directory), "images");
  requireFolder(directory, "Choose the folder that holds images and labels.csv.");
  const { table, rowByFile } = await readLabels(labelsFile, names, report, signal);
  requireFolder(imagesDirectory, "Put the images into a folder of this name beside labels.csv.");
  requireEverySplit(labelsFile, table);
  requireAnchorsInEveryClass(labelsFile, table, names.classes);
  const states = await findImages(imagesDirectory, table, rowByFile, signal);
  const missingInPool = requireImages(labelsFile, table, states);
  const groups = await readGroups(join(directory, "groups.csv"), rowByFile, signal);
  if (groups) table.person.set(groups.person);
  const digest = await digestOf(names.classes, table, imagesDirectory, signal);
  return {
    classes: names.classes,
    table,
    roots: oneRoot(imagesDirectory),
    hasGroups: groups !== undefined,
    digest,
    missingInPool,
    strayGroups: groups?.strayRows ?? 0,
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

/** @returns how many images the pool lacks */
function requireImages(file: string, { count, files, split, line }: SampleTable, states: Uint8Array): number {
  const pool = splits.indexOf("pool");
  let missingInPool = 0;
  for (let row = 0; row < count; row++) {
    const state = imageStates[states[row]!]!;
    if (state === "file") continue;
    if (split[row] === pool && state !== "outside") missingInPool++;
    else throw imageFault(file, line[row]!, files[row]!, state);
  }
  return missingInPool;
}

function imageFault(file: string, line: number, path: string, state: "missing" | "folder" | "outside"): InputError {
  const expected = "an image inside the images folder";
  if (state === "missing")
    return new InputError({
      file,
      line,
      found: `${quote(path)}, which does not exist`,
      expected,
      mend: "Put the image there, or remove the row.",
    });
  if (state === "folder")
    return new InputError({
      file,
      line,
      found: `${quote(path)}, which is not a file`,
      expected,
      mend: "Name an image, or remove the row.",
    });
  const found = `${quote(path)}, a link that leaves the folder`;
  return new InputError({ file, line, found, expected, mend: "Copy the image into the folder instead of linking it." });
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
