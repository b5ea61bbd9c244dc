// RAF-DB as its authors give it: one text names every picture with its label, and the part is in the picture's name.
import { formatAddress, wholeFile } from "../../images/picture-address.ts";
import { quote } from "../csv-rows.ts";
import { rest } from "../pace.ts";
import type { SetFolder } from "../set-folder.ts";
import { LeftOutList, type ReadContext, type ReadSet } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";
import { isPicture, within } from "./class-tree.ts";
import { readPoints } from "./raf-db-points.ts";

export interface LabelFile {
  /** "", or the folder in it that is RAF-DB's own: "basic". */
  base: string;
  file: string;
}

/** The kit spells it so; its readme has the other spelling too. */
const labelFiles = ["EmoLabel/list_patition_label.txt", "EmoLabel/list_partition_label.txt"];

/** In the folder or in its basic/. */
export async function findLabelFile(set: SetFolder): Promise<LabelFile | null> {
  for (const base of ["", "basic"])
    for (const name of labelFiles) if (await set.isFile(within(base, name))) return { base, file: within(base, name) };
  return null;
}

interface LabelLine {
  /** Without its ending: "train_00001". */
  stem: string;
  ending: string;
  part: string;
  code: string;
}

const lineForm = /^\s*((train|test)_\d+)(?:_aligned)?(\.jpe?g|\.png)\s+([1-7])\s*$/i;

/** A line of the label file; null when it is none. */
export function parseLabelLine(text: string): LabelLine | null {
  const match = lineForm.exec(text);
  return match && { stem: match[1]!, part: match[2]!.toLowerCase(), ending: match[3]!, code: match[4]! };
}

/** @throws InputError for a line of another form, a picture that is named twice or is not there, marked points that are none */
export async function readLabelFile(
  set: SetFolder,
  { base, file }: LabelFile,
  asked: string | undefined,
  context: ReadContext,
): Promise<ReadSet> {
  const { images, note } = await chooseImages(set, base, asked);
  const pictures = new Set((await set.files(images.path, [".jpg", ".jpeg", ".png"])).map((name) => name));
  const rows = await readRows(set, file, images, pictures, context);
  const points = images.kind === "original" ? await readPoints(set, base, [...rows.keys()]) : new Map<string, number[]>();
  const builder = new SourceTableBuilder({ labels: ["1", "2", "3", "4", "5", "6", "7"], parts: ["train", "test"] });
  for (const [stem, { path, part, code, line }] of rows)
    builder.add({ picture: formatAddress({ ...wholeFile(path), points: points.get(stem) ?? null }), part, label: code, line });
  const leftOut = new LeftOutList();
  for (const name of pictures) leftOut.add({ file: within(images.path, name), reason: `not in ${file}` });
  const notes = note === null ? [] : [note];
  if (images.kind === "original" && points.size < rows.size)
    notes.push(`${rows.size - points.size} of ${rows.size} photographs have no five marked points and are not turned upright.`);
  return { table: builder.table(), leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes };
}

interface Row {
  path: string;
  part: string;
  code: string;
  line: number;
}

/** By stem. Takes each picture that a line names out of `pictures`. */
async function readRows(
  set: SetFolder,
  file: string,
  images: Images,
  pictures: Set<string>,
  context: ReadContext,
): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  const count = pictures.size; // a line each
  for await (const { line, text } of set.lines(file)) {
    if (text.trim() === "") continue;
    await rest(rows.size, context, count);
    const parsed = parseLabelLine(text);
    if (!parsed) throw notALabelLine(set, file, line, text);
    const { stem, ending, part, code } = parsed;
    const first = rows.get(stem);
    if (first)
      throw set.fault(file, `${stem} a second time (first on line ${first.line})`, "each picture once", "Remove one of the lines.", line);
    const name = `${stem}${images.kind === "aligned" ? "_aligned" : ""}${ending}`;
    const path = within(images.path, name);
    if (!pictures.delete(name) && !(await set.isFile(path))) throw pictureMissing(set, file, line, path, images.kind);
    rows.set(stem, { path, part, code, line });
  }
  if (rows.size === 0) throw set.fault(file, "no line", 'lines like "train_00001.jpg 5"', "Unpack the label file again.");
  return rows;
}

interface Images {
  kind: "aligned" | "original";
  path: string;
}

/** The pictures that were asked for; those that are there, with a note, when nothing was asked. */
async function chooseImages(set: SetFolder, base: string, asked: string | undefined): Promise<{ images: Images; note: string | null }> {
  const kind = asked === "original" ? "original" : "aligned";
  const wanted = await findImages(set, base, kind);
  if (wanted) return { images: wanted, note: null };
  const other = asked === undefined ? await findImages(set, base, "original") : null;
  if (other) return { images: other, note: "Image/aligned is not there: the original photographs are read." };
  const mend = `Unpack Image/${kind}.zip${asked === undefined ? "" : ", or choose the other pictures with images=…"}.`;
  throw set.fault(within(base, `Image/${kind}`), "no pictures", `Image/${kind}/ with RAF-DB's pictures`, mend);
}

/** The archives hold a folder or not, so that unpacking makes one folder or two. */
async function findImages(set: SetFolder, base: string, kind: Images["kind"]): Promise<Images | null> {
  for (const place of [`Image/${kind}`, `Image/${kind}/${kind}`, kind]) {
    const path = within(base, place);
    const entries = (await set.list(path)) ?? [];
    if (entries.some(({ name, isFolder }) => !isFolder && isPicture(name))) return { kind, path };
  }
  return null;
}

function notALabelLine(set: SetFolder, file: string, line: number, text: string) {
  const expected = '"train_00001.jpg 5": a picture and a label from 1 (surprise) to 7 (neutral)';
  const isCompound = /\s(8|9|10|11)\s*$/.test(text);
  const mend = isCompound
    ? "Choose RAF-DB's basic set: this is the compound one."
    : "Unpack the label file again; whole, it has 15,339 lines.";
  return set.fault(file, quote(text), expected, mend, line);
}

function pictureMissing(set: SetFolder, file: string, line: number, path: string, kind: Images["kind"]) {
  const mend = `Unpack Image/${kind}.zip again, or remove the line.`;
  return set.fault(file, `${quote(path)}, which does not exist`, "a picture for every line", mend, line);
}
