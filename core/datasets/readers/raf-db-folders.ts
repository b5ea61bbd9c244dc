// RAF-DB as it is passed on: DATASET/{train,test}/<class>/train_00001_aligned.jpg, with train_labels.csv and test_labels.csv (image,label)
// beside DATASET on Kaggle, {train,valid}/<class>/ for POSTER. Classes are called 1 to 7, 0 to 6, or by name.
import { basicExpressions } from "../../classes.ts";
import { csvRows, quote } from "../csv-rows.ts";
import { expressionOf } from "../expression-words.ts";
import { rest } from "../pace.ts";
import type { SetFolder } from "../set-folder.ts";
import { LeftOutList, type ReadContext, type ReadSet } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";
import { leaveOutBeside, picturesByClass, within } from "./class-tree.ts";

interface PartFolder {
  path: string;
  part: string;
  /** Its train_labels.csv; null without one. */
  labels: string | null;
}

export interface ClassFolders {
  /** "", or the folder in it that Kaggle's archive holds: "DATASET". */
  base: string;
  parts: readonly PartFolder[];
  sureness: number;
}

const pictureForm = /^(train|test)_\d+(_aligned)?\.(jpe?g|png)$/i;

/** Recognised by the pictures' names, or by the label files. */
export async function findClassFolders(set: SetFolder): Promise<ClassFolders | null> {
  for (const base of ["", "DATASET"]) {
    const parts: PartFolder[] = [];
    let knownNames = 0;
    for (const name of ["train", "test", "valid"]) {
      const path = within(base, name);
      const first = await firstPicture(set, path);
      if (first === null) continue;
      knownNames += Number(pictureForm.test(first));
      parts.push({ path, part: partOf(name, first), labels: await labelsOf(set, base, name) });
    }
    const isLabelled = parts.length > 0 && parts.every(({ labels }) => labels !== null);
    if (parts.length > 0 && (isLabelled || knownNames === parts.length)) return { base, parts, sureness: knownNames > 0 ? 0.95 : 0.8 };
  }
  return null;
}

/** POSTER calls the test pictures valid; where valid holds pictures of train, somebody has set them aside. */
function partOf(folder: string, firstPicture: string): string {
  if (folder !== "valid") return folder;
  return firstPicture.toLowerCase().startsWith("test_") ? "test" : "validation";
}

/** The name of a picture in the first class folder that has one. */
async function firstPicture(set: SetFolder, path: string): Promise<string | null> {
  for (const name of await set.folders(path)) {
    const [first] = await set.files(within(path, name), [".jpg", ".jpeg", ".png"]);
    if (first !== undefined) return first;
  }
  return null;
}

async function labelsOf(set: SetFolder, base: string, name: string): Promise<string | null> {
  const places = [within(base, `${name}_labels.csv`), `${name}_labels.csv`];
  for (const path of places) if (await set.isFile(path)) return path;
  return null;
}

/** @throws InputError for a class folder that is none, and where the label files say something else than the folders */
export async function readClassFolders(
  set: SetFolder,
  { base, parts }: ClassFolders,
  asked: string | undefined,
  context: ReadContext,
): Promise<ReadSet> {
  if (asked === "original") throw noOriginals(set, parts[0]!.path);
  const builder = new SourceTableBuilder();
  const leftOut = new LeftOutList();
  await leaveOutBeside(
    set,
    base,
    parts.map(({ path }) => path),
    leftOut,
  );
  const numbering = await numberingOf(set, parts);
  for (const { path, part, labels } of parts) {
    const listed = labels === null ? null : await readLabelFile(set, labels);
    for await (const picture of picturesByClass(set, path, leftOut)) {
      await rest(builder.count, context);
      const label = labelOf(set, path, picture.word, numbering);
      const row = listed?.get(picture.name);
      if (listed && !row) leftOut.add({ file: picture.path, reason: `not in ${labels}` });
      else if (row && !isSame(row.code, label)) throw contradiction(set, labels!, row, picture.path);
      else builder.add({ picture: picture.path, part, label, line: row?.line ?? 0 });
      listed?.delete(picture.name);
    }
    const [missing] = listed ?? [];
    if (missing) throw pictureMissing(set, labels!, path, missing[0], missing[1].line);
  }
  const notes = numbering === "from 0" ? ["The class folders 0 to 6 are read as RAF-DB's labels 1 to 7, one less each."] : [];
  return { table: builder.table(), leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes };
}

type Numbering = "from 0" | "from 1";

async function numberingOf(set: SetFolder, parts: readonly PartFolder[]): Promise<Numbering> {
  const words = new Set<string>();
  for (const { path } of parts) for (const name of await set.folders(path)) words.add(name);
  if (!words.has("0")) return "from 1";
  if (!words.has("7")) return "from 0";
  const found = "class folders 0 and 7";
  throw set.fault(parts[0]!.path, found, "1 to 7, or 0 to 6", "Name the folders 1 (surprise) to 7 (neutral), or by class.");
}

/** RAF-DB's number, or the folder's own word. */
function labelOf(set: SetFolder, path: string, word: string, numbering: Numbering): string {
  if (codeOf(word) > 0) return word;
  const code = /^\d$/.test(word) ? Number(word) + (numbering === "from 0" ? 1 : 0) : 0;
  if (code >= 1 && code <= 7) return String(code);
  const expected = "1 (surprise) to 7 (neutral), or the name of an expression";
  throw set.fault(within(path, word), `a class folder ${quote(word)}`, expected, "Rename the folder, or take it out of the set.");
}

interface LabelRow {
  code: string;
  line: number;
}

/** Rows of train_labels.csv by name of the picture. */
async function readLabelFile(set: SetFolder, path: string): Promise<Map<string, LabelRow>> {
  await set.sizeOf(path); // refuses a link that leaves the set
  const rows = new Map<string, LabelRow>();
  for await (const { line, values } of csvRows(set.pathOf(path), ["label"], ["image", "image_name"])) {
    const [name, code] = [(values.image || values.image_name).trim(), values.label.trim()];
    const mend = "Download the file again.";
    if (name === "") throw set.fault(path, "no name of a picture", "the columns image and label", mend, line);
    if (!/^[1-7]$/.test(code)) throw set.fault(path, `label ${quote(code)}`, "1 (surprise) to 7 (neutral)", mend, line);
    const first = rows.get(name);
    if (first)
      throw set.fault(path, `${quote(name)} a second time (first on line ${first.line})`, "each picture once", "Remove one row.", line);
    rows.set(name, { code, line });
  }
  return rows;
}

/** RAF-DB's number of a word for one of its expressions; 0 for any other word. */
const codeOf = (word: string): number => 1 + expressions.indexOf(expressionOf(word));
const expressions: readonly (string | undefined)[] = basicExpressions;

const isSame = (code: string, label: string): boolean => label === code || String(codeOf(label)) === code;

function contradiction(set: SetFolder, labels: string, { code, line }: LabelRow, picture: string) {
  const found = `label ${code} for ${quote(picture)}`;
  return set.fault(labels, found, "the label that its folder says", "Download the set again: either was changed.", line);
}

function pictureMissing(set: SetFolder, labels: string, path: string, name: string, line: number) {
  const found = `${quote(name)}, which lies in no class folder of ${path}`;
  return set.fault(labels, found, "a picture for every row", "Unpack the set again, or remove the row.", line);
}

function noOriginals(set: SetFolder, path: string) {
  const expected = "Image/original and EmoLabel/, as RAF-DB's authors give them";
  return set.fault(path, "class folders, which hold the aligned pictures", expected, "Choose images=aligned, or the authors' own folder.");
}
