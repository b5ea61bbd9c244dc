// images/ and labels.csv (file, label, split), perhaps groups.csv (file, person): the workbench's own plain format, read for those who
// import it whole (folder-csv.ts) and as one of the data sets that a user composes (readers/labels-csv.ts).
import { isPlainName } from "../images/picture-address.ts";
import type { ClassNames } from "./class-names.ts";
import { quote } from "./csv-rows.ts";
import { readGroups } from "./groups-csv.ts";
import { findImages, imageStates } from "./image-files.ts";
import { readLabels } from "./labels-csv.ts";
import { rest } from "./pace.ts";
import { type SampleTable, splits } from "./sample-table.ts";
import type { SetFolder } from "./set-folder.ts";
import { LeftOutList, type ReadContext } from "./set-reader.ts";

export const labelsFile = "labels.csv";
const groupsFile = "groups.csv";
export const imagesFolder = "images";

export interface LabelsFolder {
  /** Its files are relative to images/. */
  table: SampleTable;
  /** Of the numbers in `table.person`. */
  persons: string[];
  hasGroups: boolean;
  /** Images of the pool that are not there. */
  leftOut: LeftOutList;
  notes: string[];
}

/**
 * @param names  of the classes that its labels mean, or any words
 * @throws InputError for a row that is wrong, an anchor or test image that is not there, and a link out of images/
 */
export async function readLabelsFolder(folder: SetFolder, names: ClassNames, context: ReadContext): Promise<LabelsFolder> {
  // Looked at first of all: a link that leaves the set is refused.
  const lines = (await folder.isFile(labelsFile)) ? await folder.countLines(labelsFile) : 0;
  const { table, rowByFile } = await readLabels(folder.pathOf(labelsFile), names, (rows) => context.report(rows, lines), context.signal);
  if (table.count === 0) throw folder.fault(labelsFile, "no row below the header", "a row for each image", "Write a row for each image.");
  await folder.admit(imagesFolder);
  if (!(await folder.isFolder(imagesFolder)))
    throw folder.fault(imagesFolder, "no such folder", "a folder", `Put the images into a folder of this name beside ${labelsFile}.`);
  const states = await findImages(folder.pathOf(imagesFolder), table, rowByFile, context.signal);
  const leftOut = new LeftOutList();
  const kept: number[] = [];
  for (let row = 0; row < table.count; row++) {
    await rest(row, context, table.count);
    if (requireImage(folder, table, row, imageStates[states[row]!]!)) kept.push(row);
    else leftOut.add({ file: labelsFile, line: table.line[row]!, reason: `an image of the pool that is not in ${imagesFolder}/` });
  }
  const hasGroups = await folder.isFile(groupsFile);
  const groups = hasGroups ? await readGroups(folder.pathOf(groupsFile), rowByFile, context.signal) : undefined;
  if (groups) table.person.set(groups.person);
  const strays = groups?.strayRows ?? 0;
  const notes = strays > 0 ? [`${strays} rows of ${groupsFile} name images that ${labelsFile} does not.`] : [];
  return { table: rowsOfTable(table, kept), persons: groups?.names ?? [], hasGroups, leftOut, notes };
}

/** @returns false for an image of the pool that is not there */
function requireImage(folder: SetFolder, table: SampleTable, row: number, state: (typeof imageStates)[number]): boolean {
  const [path, line] = [table.files[row]!, table.line[row]!];
  if (!isPlainName(path))
    throw folder.fault(labelsFile, `${quote(path)}, which ends as a picture's address does`, "another name", "Rename the image.", line);
  if (state === "file") return true;
  if (state !== "outside" && splits[table.split[row]!] === "pool") return false;
  const [found, mend] = faults[state];
  throw folder.fault(labelsFile, `${quote(path)}, ${found}`, "an image inside the images folder", mend, line);
}

const faults = {
  missing: ["which does not exist", "Put the image there, or remove the row."],
  folder: ["which is not a file", "Name an image, or remove the row."],
  outside: ["a link that leaves the folder", "Copy the image into the folder instead of linking it."],
} as const;

function rowsOfTable(table: SampleTable, rows: readonly number[]): SampleTable {
  if (rows.length === table.count) return table;
  return {
    count: rows.length,
    files: rows.map((row) => table.files[row]!),
    split: Uint8Array.from(rows, (row) => table.split[row]!),
    label: Int16Array.from(rows, (row) => table.label[row]!),
    person: Int32Array.from(rows, (row) => table.person[row]!),
    sequence: Int32Array.from(rows, (row) => table.sequence[row]!),
    line: Uint32Array.from(rows, (row) => table.line[row]!),
  };
}
