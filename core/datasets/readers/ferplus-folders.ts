// FER+ as its own training wants it: data/FER2013Train/fer0000000.png and so on, with a label.csv in each folder and no header in it:
// fer0000000.png,"(0, 0, 48, 48)" and ten votes. Its script writes the same without the box.
import { quote } from "../csv-rows.ts";
import { rest } from "../pace.ts";
import type { SetFolder } from "../set-folder.ts";
import { LeftOutList, type ReadContext, type ReadSet } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";
import { within } from "./class-tree.ts";
import { ferPlusLabels, majorityOf, votesOf } from "./ferplus-votes.ts";

const partFolders = [
  ["FER2013Train", "train"],
  ["FER2013Valid", "validation"],
  ["FER2013Test", "test"],
] as const;

interface VotePart {
  path: string;
  part: string;
}

/** In the folder or in its data/. */
export async function findVoteFolders(set: SetFolder): Promise<VotePart[] | null> {
  for (const base of ["", "data"]) {
    const parts: VotePart[] = [];
    for (const [name, part] of partFolders) if (await set.isFolder(within(base, name))) parts.push({ path: within(base, name), part });
    if (parts.length > 0) return parts;
  }
  return null;
}

/** @throws InputError for a line that is none, a picture that is named twice or is not there */
export async function readVoteFolders(set: SetFolder, parts: readonly VotePart[], context: ReadContext): Promise<ReadSet> {
  const builder = new SourceTableBuilder({ labels: ferPlusLabels, parts: ["train", "validation", "test"] });
  const leftOut = new LeftOutList();
  for (const { path, part } of parts) {
    const file = within(path, "label.csv");
    const pictures = new Set(await set.files(path, [".png", ".jpg", ".jpeg"]));
    const lines = new Map<string, number>();
    const count = pictures.size; // a line each
    for await (const { line, text } of set.lines(file)) {
      if (text.trim() === "") continue;
      await rest(lines.size, context, count);
      const row = parseVoteLine(text);
      if (!row) throw notAVoteLine(set, file, line, text);
      const first = lines.get(row.name);
      if (first !== undefined)
        throw set.fault(file, `${quote(row.name)} a second time (first on line ${first})`, "each picture once", "Remove one row.", line);
      lines.set(row.name, line);
      const picture = within(path, row.name);
      if (!pictures.delete(row.name) && !(await set.isFile(picture))) throw pictureMissing(set, file, line, picture);
      const verdict = majorityOf(row.votes);
      if ("reason" in verdict) leftOut.add({ file, line, reason: verdict.reason });
      else builder.add({ picture, part, label: verdict.label, line });
    }
    if (lines.size === 0) throw set.fault(file, "no row", "a row for every picture", "Download FER+'s label.csv again.");
    for (const name of pictures) leftOut.add({ file: within(path, name), reason: `not in ${file}` });
  }
  return { table: builder.table(), leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes: [] };
}

const lineForm = /^\s*([^",/\\]+?)\s*,\s*(?:"\(0, 0, 48, 48\)"\s*,)?([\d,\s]+)$/;

/** A line of label.csv; null when it is none. */
export function parseVoteLine(text: string): { name: string; votes: number[] } | null {
  const [, name, written] = lineForm.exec(text) ?? [];
  const votes = written === undefined ? null : votesOf(written.split(","));
  return votes && { name: name!, votes };
}

function notAVoteLine(set: SetFolder, file: string, line: number, text: string) {
  const expected = 'fer0000000.png, perhaps "(0, 0, 48, 48)", and ten numbers of votes';
  return set.fault(file, quote(text), expected, "Download FER+'s label.csv again.", line);
}

function pictureMissing(set: SetFolder, file: string, line: number, path: string) {
  const mend =
    "Write the pictures with FER+'s generate_training_data.py, or put fer2013.csv beside fer2013new.csv and choose labels=ferplus.";
  return set.fault(file, `${quote(path)}, which does not exist`, "a picture for every row", mend, line);
}
