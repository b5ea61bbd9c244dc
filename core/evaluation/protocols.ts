// Sections 4.1 and 4.2: which pictures are trained on and which are tested on, as plain lists of folds. Nothing here is drawn at random:
// a protocol gives the same folds wherever it is asked.
import type { SourceTable } from "../datasets/source-table.ts";

/** Rows of labelled pictures, ascending. */
export interface Fold {
  /** "fold 3 of 10", "without KA" */
  name: string;
  train: Uint32Array;
  test: Uint32Array;
}

/** A data set as its reader gives it, and the parts of it that are asked about. */
export interface ProtocolSet {
  table: Pick<SourceTable, "count" | "label" | "part" | "parts" | "subject" | "subjects">;
  parts: readonly string[];
}

/** Inside a database that its authors have split (RAF-DB, FER-2013). */
export const fixedSplit = (table: ProtocolSet["table"], trainParts: readonly string[], testParts: readonly string[]): Fold[] => [
  {
    name: `${trainParts.join(" and ")} to ${testParts.join(" and ")}`,
    train: labelledRowsOf({ table, parts: trainParts }),
    test: labelledRowsOf({ table, parts: testParts }),
  },
];

/** Trained on one database, tested on another: `train` are rows of the first one, `test` of the second. */
export const crossDatabase = (trained: ProtocolSet, tested: ProtocolSet): Fold[] => [
  { name: "across databases", train: labelledRowsOf(trained), test: labelledRowsOf(tested) },
];

const tenths = 10;

/** CK+'s protocol: subjects in ascending order of their ids, every tenth of them in one fold, so that nobody is in two. */
export function subjectTenFold(set: ProtocolSet): Fold[] {
  const rank = rankOfSubject(set);
  return Array.from({ length: tenths }, (_, index) => {
    const isTested = (subject: number) => rank.get(subject)! % tenths === index;
    return { name: `fold ${index + 1} of ${tenths}`, ...sidesOf(set, isTested) };
  });
}

/** One fold a subject, in ascending order of their ids (JAFFE's ten women). */
export function leaveOneSubjectOut(set: ProtocolSet): Fold[] {
  const { subject, subjects } = set.table;
  const tested = new Set(Array.from(labelledRowsOf(set), (row) => subject[row]!));
  return [...rankOfSubject(set).keys()]
    .filter((left) => tested.has(left))
    .map((left) => ({ name: `without ${subjects[left]}`, ...sidesOf(set, (one) => one === left) }));
}

/** Whole numbers by their value, before all else, which goes by code unit: "2", "10", "KA", "S005". */
export function compareIds(a: string, b: string): number {
  const [left, right] = [a, b].map((id) => (/^\d{1,15}$/.test(id) ? Number(id) : Number.POSITIVE_INFINITY)) as [number, number];
  if (left !== right) return left < right ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

/**
 * Place of each subject among those that have a label. A subject of the list without any picture counts: its labelled ones were left out
 * by choice (CK+'s contempt), and that must move nobody else to another fold.
 */
function rankOfSubject({ table, parts }: ProtocolSet): Map<number, number> {
  const hasLabel = new Set(table.subjects.keys());
  for (let row = 0; row < table.count; row++) hasLabel.delete(table.subject[row]!);
  for (const row of labelledRowsOf({ table, parts })) hasLabel.add(table.subject[row]!);
  const ascending = [...hasLabel].filter((subject) => subject >= 0).sort((a, b) => compareIds(table.subjects[a]!, table.subjects[b]!));
  return new Map(ascending.map((subject, rank) => [subject, rank]));
}

/** Pictures of nobody known are on neither side: they might show anybody. */
function sidesOf(set: ProtocolSet, isTested: (subject: number) => boolean): Pick<Fold, "train" | "test"> {
  const known = labelledRowsOf(set).filter((row) => set.table.subject[row]! >= 0);
  return {
    train: known.filter((row) => !isTested(set.table.subject[row]!)),
    test: known.filter((row) => isTested(set.table.subject[row]!)),
  };
}

function labelledRowsOf({ table, parts }: ProtocolSet): Uint32Array {
  const isAsked = table.parts.map((part) => parts.includes(part));
  const rows = new Uint32Array(table.count);
  let count = 0;
  for (let row = 0; row < table.count; row++) if (table.label[row]! >= 0 && isAsked[table.part[row]!]) rows[count++] = row;
  return rows.slice(0, count);
}
