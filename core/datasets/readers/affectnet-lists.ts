// AffectNet's lists: Manually_Annotated_file_lists/training.csv and validation.csv with the columns that affectnet-row.ts reads, and
// photographs in folders with numbers for names. Rows are read as a stream: the first list has 414,799 of a kilobyte each.
import { formatAddress, wholeFile } from "../../images/picture-address.ts";
import { quote } from "../csv-rows.ts";
import { rest } from "../pace.ts";
import { pictureExtensions, type SetFolder } from "../set-folder.ts";
import { LeftOutList, type ReadContext, type ReadSet } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";
import { type AffectNetChoices, affectNetLabels, reasonAgainst } from "./affectnet-labels.ts";
import { type Columns, columnsExpected, columnsOf, type FaceRow, parseFaceRow } from "./affectnet-row.ts";
import { within } from "./class-tree.ts";

const listsFolder = "Manually_Annotated_file_lists";
const listNames = [
  { part: "train", name: "training.csv" },
  { part: "validation", name: "validation.csv" },
];
/** Archives hold a folder of their own name, or not. */
const photographPlaces = ["Manually_Annotated/Manually_Annotated_Images", "Manually_Annotated_Images", "Manually_Annotated"];

export interface AffectNetList {
  part: string;
  path: string;
}

/** None where the folder is another's. */
export async function findLists(folder: SetFolder): Promise<AffectNetList[]> {
  const lists = listNames.map(({ part, name }) => ({ part, path: `${listsFolder}/${name}` }));
  const isThere = await Promise.all(lists.map(({ path }) => folder.isFile(path)));
  return lists.filter((_, index) => isThere[index]);
}

/** @throws InputError with the line of a label, a box, landmarks or a path that is none, and of a photograph that is not there */
export async function readLists(
  folder: SetFolder,
  lists: readonly AffectNetList[],
  choices: AffectNetChoices,
  context: ReadContext,
): Promise<ReadSet> {
  const faces = new ListedFaces(folder, await findPhotographs(folder), choices);
  let [seen, lines] = [0, 0];
  for (const { path } of lists) lines += await folder.countLines(path);
  for (const list of lists) {
    let columns: Columns | null = null;
    for await (const { line, text } of folder.lines(list.path)) {
      if (text.trim() === "") continue;
      await rest(seen++, context, lines);
      const values = text.split(",");
      if (columns === null) {
        columns = columnsOf(values);
        if (columns === null) throw folder.fault(list.path, quote(text), columnsExpected, again, line);
        if (columns.isHeader) continue;
      }
      const row = parseFaceRow(values, columns, choices.turnsUpright);
      if ("found" in row) throw folder.fault(list.path, row.found, row.expected, again, line);
      await faces.add(row, list, line);
    }
    if (columns === null) throw folder.fault(list.path, "no line", columnsExpected, again);
  }
  return faces.finish();
}

class ListedFaces {
  readonly #leftOut = new LeftOutList();
  readonly #builder: SourceTableBuilder;
  /** Names in each folder of photographs that a line has named. */
  readonly #names = new Map<string, Set<string>>();
  /** By photograph and box. */
  readonly #known = new Map<string, { list: AffectNetList; line: number; code: number }>();
  #pointless = 0;

  /** @param place  of the photographs */
  constructor(
    private readonly folder: SetFolder,
    private readonly place: string,
    private readonly choices: AffectNetChoices,
  ) {
    const parts = listNames.map(({ part }) => part);
    this.#builder = new SourceTableBuilder({ labels: affectNetLabels(choices.keepsContempt), parts });
  }

  /** @throws InputError for a photograph that is not there, or a second label of a face */
  async add({ photograph, code, box, points }: FaceRow, list: AffectNetList, line: number): Promise<void> {
    const file = list.path;
    const reason = reasonAgainst(code, this.choices.keepsContempt) ?? (box === null ? "no box around a face" : null);
    if (reason !== null) return this.#leftOut.add({ file, line, reason });
    await this.#requirePhotograph(photograph, list, line);
    const whole = wholeFile(within(this.place, photograph));
    const place = formatAddress({ ...whole, box });
    const known = this.#known.get(place);
    if (known && known.code !== code) {
      const found = `the face of ${known.list.path}, line ${known.line}, with another label: ${code} in place of ${known.code}`;
      throw this.folder.fault(file, found, "one label a face", "Remove one of the two lines.", line);
    }
    if (known) return this.#leftOut.add({ file, line, reason: "a face that is listed before" });
    this.#known.set(place, { list, line, code });
    if (this.choices.turnsUpright && points === null) this.#pointless++;
    this.#builder.add({ picture: points ? formatAddress({ ...whole, points }) : place, part: list.part, label: String(code), line });
  }

  async #requirePhotograph(photograph: string, { path }: AffectNetList, line: number): Promise<void> {
    const slash = photograph.indexOf("/");
    const [inner, name] = [photograph.slice(0, slash), photograph.slice(slash + 1)];
    const names = this.#names.get(inner) ?? new Set(await this.folder.files(within(this.place, inner), pictureExtensions));
    this.#names.set(inner, names);
    if (names.has(name)) return;
    const mend = "Unpack the photographs again: a part of them is missing; or remove the line.";
    const found = `${quote(within(this.place, photograph))}, which does not exist`;
    throw this.folder.fault(path, found, "a photograph for every face", mend, line);
  }

  finish(): ReadSet {
    const notes: string[] = [];
    if (this.#pointless > 0) notes.push(`${this.#pointless} faces have no landmarks: they are cut out by their boxes.`);
    return { table: this.#builder.table(), leftOut: this.#leftOut.list, leftOutCounts: this.#leftOut.counts, notes };
  }
}

async function findPhotographs(folder: SetFolder): Promise<string> {
  for (const place of photographPlaces) if ((await folder.folders(place)).some((name) => /^\d+$/.test(name))) return place;
  const mend = "Unpack the photographs beside the lists.";
  throw folder.fault("", "no photographs", "Manually_Annotated/ or Manually_Annotated_Images/ with folders 1, 2, 3 ...", mend);
}

const again = "Download the lists again.";
