// DIR/groups.csv: which images show the same person, so that folds can keep people apart. Columns file, person; others ignored.
import { statSync } from "node:fs";
import { InputError } from "../errors.ts";
import { csvRows, quote } from "./csv-rows.ts";
import { checkImagePath } from "./image-path.ts";

export interface Groups {
  /** [rows] number of the person, in order of first appearance; -1 where the file names none */
  person: Int32Array;
  /** Of the numbers in `person`. */
  names: string[];
  /** Rows whose file is not in labels.csv: a part of a data set may keep the groups of the whole. */
  strayRows: number;
}

const rowsBetweenLooks = 20_000;

/**
 * @param rowByFile row of each file of labels.csv
 * @returns undefined when there is no such file
 * @throws InputError when it is malformed, gives an image two people, or names no image of labels.csv at all
 */
export async function readGroups(file: string, rowByFile: ReadonlyMap<string, number>, signal: AbortSignal): Promise<Groups | undefined> {
  if (!statSync(file, { throwIfNoEntry: false })) return undefined;
  const person = new Int32Array(rowByFile.size).fill(-1);
  const numberOfName = new Map<string, number>();
  let rows = 0;
  let strayRows = 0;
  for await (const { line, values } of csvRows(file, ["file", "person"])) {
    if (++rows % rowsBetweenLooks === 0) signal.throwIfAborted();
    const checked = checkImagePath(values.file);
    const row = "path" in checked ? rowByFile.get(checked.path) : undefined;
    const name = values.person.trim();
    if (row === undefined) strayRows++;
    if (row === undefined || name === "") continue;
    const number = numberOfName.get(name) ?? numberOfName.size;
    numberOfName.set(name, number);
    if (person[row] !== -1 && person[row] !== number) {
      const found = `a second person, ${quote(name)}, for ${quote(values.file)}`;
      throw new InputError({ file, line, found, expected: "one person an image", mend: "Remove one of the two rows." });
    }
    person[row] = number;
  }
  if (numberOfName.size === 0) {
    const expected = "the person of at least one image of labels.csv";
    throw new InputError({
      file,
      found: `${rows} rows, none of which gives that`,
      expected,
      mend: "Write file as in labels.csv, or remove groups.csv.",
    });
  }
  return { person, names: [...numberOfName.keys()], strayRows };
}
