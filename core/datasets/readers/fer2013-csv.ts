// FER-2013 as a table: fer2013.csv (emotion,pixels,Usage), icml_face_data.csv (the same rows under other headers), or the challenge's
// train.csv (emotion,pixels) and test.csv (pixels alone). Of the three, one is read, in this order, as torchvision does.
import { formatAddress, wholeFile } from "../../images/picture-address.ts";
import { rest } from "../pace.ts";
import type { SetFolder } from "../set-folder.ts";
import { LeftOutList, type ReadContext, type ReadSet } from "../set-reader.ts";
import { type SourceTable, SourceTableBuilder } from "../source-table.ts";
import { within } from "./class-tree.ts";
import { type FerColumns, ferColumns, ferRow, ferSize } from "./fer2013-row.ts";
import { ferPlusLabels, readVotes, type VoteRow } from "./ferplus-votes.ts";

interface Table {
  path: string;
  /** What a row's Usage is where the table has no such column. */
  usage: string | null;
}

export interface FerTables {
  tables: readonly Table[];
  /** Tables with the same rows, which are not read. */
  others: readonly string[];
  /** FER+'s fer2013new.csv; null where it is not there, or belongs to none of the tables. */
  votes: string | null;
}

/** In the folder or in the fer2013/ that the archive holds. */
export async function findTables(set: SetFolder): Promise<FerTables | null> {
  for (const base of ["", "fer2013"]) {
    const whole: string[] = [];
    for (const name of ["fer2013.csv", "icml_face_data.csv"]) if (await set.isFile(within(base, name))) whole.push(within(base, name));
    const challenge: Table[] = [];
    for (const [name, usage] of challengeFiles) {
      const path = within(base, name);
      if ((await set.isFile(path)) && (await hasPixels(set, path))) challenge.push({ path, usage });
    }
    if (whole.length > 0) {
      const others = [...whole.slice(1), ...challenge.map(({ path }) => path)];
      return { tables: [{ path: whole[0]!, usage: null }], others, votes: await findVotes(set, base) };
    }
    if (challenge.length > 0) return { tables: challenge, others: [], votes: null };
  }
  return null;
}

const challengeFiles = [
  ["train.csv", "Training"],
  ["test.csv", "Test"],
] as const;

async function hasPixels(set: SetFolder, path: string): Promise<boolean> {
  for await (const { text } of set.lines(path)) return ferColumns(Buffer.from(text)) !== null;
  return false;
}

async function findVotes(set: SetFolder, base: string): Promise<string | null> {
  for (const path of [within(base, "fer2013new.csv"), "fer2013new.csv"]) if (await set.isFile(path)) return path;
  return null;
}

const partOfUsage: Readonly<Record<string, string>> = {
  Training: "train",
  PublicTest: "validation",
  PrivateTest: "test",
  Test: "test",
};

/** @throws InputError for a row that is none, with its line, and where FER+'s rows are not those of the table */
export async function readTables(set: SetFolder, found: FerTables, labels: "fer2013" | "ferplus", context: ReadContext): Promise<ReadSet> {
  const { tables, others } = found;
  const votes = labels === "ferplus" ? await requireVotes(set, found) : null;
  const builder = new SourceTableBuilder({
    labels: votes ? ferPlusLabels : ["0", "1", "2", "3", "4", "5", "6"],
    parts: ["train", "validation", "test"],
  });
  const leftOut = new LeftOutList();
  for (const table of tables) {
    let rows = 0;
    const lines = await set.countLines(table.path);
    for await (const { line, usage, emotion, picture } of rowsOf(set, table)) {
      await rest(rows, context, lines);
      const vote = votes && voteOf(set, found, votes, rows, usage, line);
      rows++;
      if (vote && "reason" in vote.verdict) leftOut.add({ file: found.votes!, line: vote.line, reason: vote.verdict.reason });
      else builder.add({ picture, part: partOfUsage[usage]!, label: vote ? labelOf(vote) : (emotion ?? undefined), line });
    }
    if (rows === 0) throw set.fault(table.path, "no row below the header", "a row for every picture", "Download the table again.");
    if (votes && rows < votes.length) throw votesWithoutRow(set, found, votes[rows]!.line, rows);
  }
  const table = builder.table();
  return { table, leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes: notesOf(table, found, labels, others) };
}

interface PixelRow {
  line: number;
  usage: string;
  emotion: string | null;
  picture: string;
}

async function* rowsOf(set: SetFolder, { path, usage }: Table): AsyncGenerator<PixelRow> {
  let columns: FerColumns | null = null;
  for await (const { line, offset, bytes } of set.byteLines(path)) {
    if (columns === null) columns = requireColumns(set, path, bytes, usage);
    else if (bytes.length > 0) {
      const row = ferRow(bytes, columns);
      if ("found" in row) throw set.fault(path, row.found, row.expected, row.mend, line);
      const address = { stretch: { offset: offset + row.from, length: row.length }, numbers: { width: ferSize, height: ferSize } };
      yield { line, usage: usage ?? row.usage!, emotion: row.emotion, picture: formatAddress({ ...wholeFile(path), ...address }) };
    }
  }
  if (columns === null) throw set.fault(path, "an empty file", "a header that names pixels", "Download the table again.");
}

function requireColumns(set: SetFolder, path: string, header: Buffer, usage: string | null): FerColumns {
  const columns = ferColumns(header);
  const needed = usage === null ? "emotion, pixels and Usage" : usage === "Test" ? "pixels" : "emotion and pixels";
  const isMissing = !columns || (usage !== "Test" && columns.emotion < 0) || (usage === null && columns.usage < 0);
  if (!isMissing) return columns;
  const found = header.includes(0) ? "UTF-16 or other bytes" : `the header "${header.toString("latin1", 0, 80).trim()}"`;
  const mend = header.includes(0) ? "Save the table as UTF-8: its pictures are told by their places in it." : "Download the table again.";
  throw set.fault(path, found, `a header with ${needed}`, mend, 1);
}

async function requireVotes(set: SetFolder, { votes, tables }: FerTables): Promise<VoteRow[]> {
  if (votes !== null) return readVotes(set, votes);
  const isChallenge = tables[0]!.usage !== null;
  const mend = isChallenge
    ? "Put fer2013.csv or icml_face_data.csv there as well: FER+ has a row for each of their rows."
    : "Download it from FER+'s repository, or choose labels=fer2013.";
  throw set.fault("fer2013new.csv", "no such file beside the whole table", "FER+'s votes", mend);
}

function voteOf(
  set: SetFolder,
  { votes: path, tables }: FerTables,
  votes: readonly VoteRow[],
  row: number,
  usage: string,
  line: number,
): VoteRow {
  const vote = votes[row];
  const mend = "Take both files whole, as they were published: their rows belong together by order.";
  if (!vote) throw set.fault(tables[0]!.path, `more rows than the ${votes.length} of ${path}`, "one for each of them", mend, line);
  if (vote.usage === usage) return vote;
  throw set.fault(path!, `Usage ${vote.usage}`, `${usage}, as line ${line} of ${tables[0]!.path} has`, mend, vote.line);
}

const labelOf = ({ verdict }: VoteRow): string | undefined => ("label" in verdict ? verdict.label : undefined);

function votesWithoutRow(set: SetFolder, { votes, tables }: FerTables, line: number, rows: number) {
  const mend = "Take both files whole, as they were published: their rows belong together by order.";
  return set.fault(votes!, `a row that ${tables[0]!.path} has none for`, `as many rows as it has, ${rows}`, mend, line);
}

/** Rows of Training, PublicTest and PrivateTest. */
const wholeCounts = [28_709, 3589, 3589];

function notesOf(table: SourceTable, found: FerTables, labels: "fer2013" | "ferplus", others: readonly string[]): string[] {
  const notes = others.map((path) => `${path} has the same pictures as ${found.tables[0]!.path} and is not read.`);
  if (found.tables.some(({ usage }) => usage === "Test")) notes.push("test.csv has no labels: nothing can be tested on it.");
  if (labels === "ferplus") return notes;
  if (found.votes !== null) notes.push(`${found.votes} has FER+'s votes: labels=ferplus takes its labels.`);
  const counts = table.parts.map((_, index) => table.part.reduce((sum, part) => sum + Number(part === index), 0));
  if (found.tables[0]!.usage === null && table.count > 35_000 && counts.join() !== wholeCounts.join())
    notes.push(`${counts.join(", ")} rows of Training, PublicTest and PrivateTest; FER-2013 has ${wholeCounts.join(", ")}.`);
  return notes;
}
