// MMI as it is processed by HCPLab: list/list.txt with "path code" a line, from 0 (anger) to 5 (surprise), pictures in images/, and five
// points of each in annos/landmark_5/ under the picture's path with the ending .txt.
import { formatAddress, wholeFile } from "../../images/picture-address.ts";
import { quote } from "../csv-rows.ts";
import { checkImagePath } from "../image-path.ts";
import type { SetFolder } from "../set-folder.ts";
import { LeftOutList, type ReadContext, type ReadSet } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";
import { type MmiLabel, mmiEmotions } from "./mmi-labels.ts";
import { filmName } from "./mmi-session.ts";
import { parseFivePoints } from "./raf-db-points.ts";

export const listFile = "list/list.txt";
const imagesFolder = "images";
const pointsFolder = "annos/landmark_5";

export async function readList(folder: SetFolder, { report, signal }: ReadContext): Promise<ReadSet> {
  const builder = new SourceTableBuilder({ labels: mmiEmotions });
  const leftOut = new LeftOutList();
  const lineOf = new Map<string, { line: number; label: MmiLabel }>();
  let pointless = 0;
  const lines = await folder.countLines(listFile);
  for await (const { line, text } of folder.lines(listFile)) {
    signal.throwIfAborted();
    if (text.trim() === "") continue;
    const { path, label } = rowOf(text, line, folder);
    const before = lineOf.get(path);
    if (before && before.label !== label) {
      const found = `${quote(path)} as ${label}, which line ${before.line} has as ${before.label}`;
      throw folder.fault(listFile, found, "one label a picture", "Remove one of the two lines.", line);
    }
    if (before) {
      leftOut.add({ file: listFile, line, reason: "a picture that a line before has already" });
      continue;
    }
    lineOf.set(path, { line, label });
    const file = `${imagesFolder}/${path}`;
    if (!(await folder.isFile(file))) {
      throw folder.fault(
        listFile,
        `${quote(path)}, which is not there`,
        `a picture in ${imagesFolder}/`,
        "Unpack the pictures again.",
        line,
      );
    }
    const points = await pointsOf(folder, path);
    if (points === null) pointless++;
    const picture = points === null ? file : formatAddress({ ...wholeFile(file), points });
    const [film, subject] = filmName.exec(path.slice(path.lastIndexOf("/") + 1)) ?? filmName.exec(path) ?? [];
    builder.add({ picture, label, ...(film === undefined ? {} : { subject: subject!, sequence: film }), line });
    if (builder.count % 1000 === 0) report(builder.count, lines);
  }
  const table = builder.table();
  if (table.count === 0) throw folder.fault(listFile, "no picture", 'lines of "path code"', "Unpack the list again.");
  const notes = [];
  if (table.subject.includes(-1)) notes.push("The names of some pictures do not say who is in them.");
  if (pointless > 0) notes.push(`${pointless} pictures have no landmarks by which they could be turned upright.`);
  return { table, leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes };
}

function rowOf(text: string, line: number, folder: SetFolder): { path: string; label: MmiLabel } {
  const row = parseListLine(text);
  if ("path" in row) return row;
  throw folder.fault(listFile, row.found, row.expected, "Correct the line, or unpack the list again.", line);
}

/** A line of the list, or what is wrong with it. */
export function parseListLine(text: string): { path: string; label: MmiLabel } | { found: string; expected: string } {
  const match = /^(.*\S)\s+(\S+)$/.exec(text.trim());
  if (!match) return { found: quote(text), expected: "a path and a code" };
  const [, written, code] = match;
  const label = /^[0-5]$/.test(code!) ? mmiEmotions[Number(code)] : undefined;
  if (label === undefined) return { found: `the code ${quote(code!)}`, expected: `0 to 5 (${mmiEmotions.join(", ")})` };
  const checked = checkImagePath(written!);
  return "path" in checked ? { path: checked.path, label } : { found: checked.found, expected: "the path of a picture" };
}

/** Null where the picture has none. */
async function pointsOf(folder: SetFolder, path: string) {
  const file = `${pointsFolder}/${path.replace(/\.[^./]*$/, "")}.txt`;
  if (!(await folder.isFile(file))) return null;
  const read = parseFivePoints(await folder.text(file));
  if ("points" in read) return read.points;
  const mend = "Unpack the landmarks again, or remove the file: then this face has no points.";
  throw folder.fault(file, read.found, "five lines of x and y", mend, read.line);
}
