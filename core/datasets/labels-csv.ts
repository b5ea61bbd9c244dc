// DIR/labels.csv: file, label, split in any order, one row an image. Every row is checked by its text alone; what lies on the disk
// is the business of folder-csv.ts.
import { InputError } from "../errors.ts";
import type { ClassNames } from "./class-names.ts";
import { csvRows, quote } from "./csv-rows.ts";
import { checkImagePath } from "./image-path.ts";
import { type SampleTable, splits } from "./sample-table.ts";

const rowsBetweenReports = 20_000;
const splitWords: readonly string[] = splits;

/**
 * @param report rows read so far
 * @returns the table, without persons, and the row of each file
 * @throws InputError for a label, split or path that is none, a file that occurs twice, an anchor or test image without label
 */
export async function readLabels(
  file: string,
  names: ClassNames,
  report: (rows: number) => void,
  signal: AbortSignal,
): Promise<{ table: SampleTable; rowByFile: Map<string, number> }> {
  const rowByFile = new Map<string, number>();
  const columns = { files: [] as string[], split: [] as number[], label: [] as number[], line: [] as number[] };
  for await (const { line, values } of csvRows(file, ["file", "label", "split"])) {
    const row = columns.files.length;
    if (row % rowsBetweenReports === 0) {
      signal.throwIfAborted();
      report(row);
    }
    const path = imagePath(file, line, values.file);
    const first = rowByFile.get(path);
    if (first !== undefined) {
      const found = `${quote(path)} a second time (first on line ${columns.line[first]})`;
      throw new InputError({ file, line, found, expected: "each file once", mend: "Remove one of the two rows." });
    }
    const split = splitIndex(file, line, values.split);
    columns.label.push(labelIndex(file, line, values.label, splits[split]!, names));
    columns.split.push(split);
    columns.line.push(line);
    rowByFile.set(path, row);
    columns.files.push(path);
  }
  const count = columns.files.length;
  report(count);
  const table: SampleTable = {
    count,
    files: columns.files,
    split: Uint8Array.from(columns.split),
    label: Int16Array.from(columns.label),
    person: new Int32Array(count).fill(-1),
    sequence: new Int32Array(count).fill(-1),
    line: Uint32Array.from(columns.line),
  };
  return { table, rowByFile };
}

function imagePath(file: string, line: number, written: string): string {
  const checked = checkImagePath(written);
  if ("path" in checked) return checked.path;
  const found = written.trim() === "" ? checked.found : `${quote(written)}, ${checked.found}`;
  throw new InputError({
    file,
    line,
    found,
    expected: "a path inside the images folder",
    mend: 'Write the path from images/ on, as "a/b.jpg".',
  });
}

function splitIndex(file: string, line: number, written: string): number {
  const index = splitWords.indexOf(written.trim().toLowerCase());
  if (index >= 0) return index;
  throw new InputError({ file, line, found: `split ${quote(written)}`, expected: splits.join(", "), mend: "Write one of these." });
}

function labelIndex(file: string, line: number, written: string, split: string, names: ClassNames): number {
  const word = written.trim();
  if (word === "" && split === "pool") return -1;
  const index = names.indexOf(word);
  if (index !== undefined) return index;
  const found = word === "" ? `no label for an image of split ${split}` : `label ${quote(word)}`;
  const mend = word === "" ? "Label the image, or move it to the pool." : "Correct the label, or give your own list with --classes.";
  throw new InputError({ file, line, found, expected: names.classes.join(", ") || "a label", mend });
}
