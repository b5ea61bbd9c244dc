// What a reader of a data set is: it recognises the folder as it lies on disk, and reads who is in it, opening no picture.
import type { Licence } from "./licence.ts";
import type { SetFolder } from "./set-folder.ts";
import type { SourceTable } from "./source-table.ts";

export const setNames = [
  "raf-db",
  "fer2013",
  "ck-plus",
  "jaffe",
  "mmi",
  "affectnet",
  "expw",
  "ms1m",
  "class-folders",
  "labels-csv",
] as const;
export type SetName = (typeof setNames)[number];

/** A choice that a reader leaves to the user: which of two picture folders, which label votes. */
export interface ReaderChoice {
  name: string;
  /** What is asked, in words. */
  asks: string;
  /** The first is the usual one. */
  options: readonly { value: string; means: string }[];
}

/** How a reader was told to read; choices that are left out are the usual ones. */
export type ReaderChoices = Readonly<Record<string, string>>;

/** A folder that a reader knows. */
export interface Recognised {
  /** The layout in words: "aligned pictures and list_patition_label.txt". */
  layout: string;
  /** From 0 to 1: by how much of the layout it was known. The surest reader is asked to read. */
  sureness: number;
}

export interface ReadContext {
  /** How far reading is, in rows or, in a set that is read by film or by person, in those; and of how many, where that is known. */
  report(done: number, total?: number): void;
  signal: AbortSignal;
  /** Takes films apart, by absolute path; null where no program for that is at hand. */
  frames: FrameSource | null;
}

/** Frames of films, kept as pictures. */
export interface FrameSource {
  /** How many frames it has, and their size in pixels as the film stores them. @throws InputError when the film cannot be opened */
  measure(film: string): Promise<{ count: number; width: number; height: number }>;
  /**
   * Takes frames, counted from 0, out of it.
   *
   * @param turned  by a quarter clockwise: some cameras lay on their side
   * @returns addresses in the order of `numbers`, "@frames/…": they lie outside the set's folder
   */
  take(film: string, numbers: readonly number[], turned?: boolean): Promise<string[]>;
}

/** Something that is in the folder but not in the table, and why: nothing is left out without a word. */
export interface LeftOut {
  /** Relative to the set's folder. */
  file: string;
  line?: number;
  reason: string;
}

export interface ReadSet {
  table: SourceTable;
  /** At most `leftOutLimit` of them; `leftOutCounts` has them all by reason. */
  leftOut: LeftOut[];
  leftOutCounts: ReadonlyMap<string, number>;
  /** What a user should know: "173 rows of fer2013new.csv name no picture". */
  notes: string[];
}

export interface SetReader {
  name: SetName;
  /** As its paper calls it. */
  title: string;
  licence: Licence;
  /** What each of its own label words means: a class name of RAF-DB's (core/classes.ts), "contempt", or null for none of them. */
  meanings: readonly { label: string; means: string | null }[];
  /** Which of its parts are usually trained on and tested on; both empty for a pool. */
  usualParts: { anchor: readonly string[]; test: readonly string[] };
  choices: readonly ReaderChoice[];
  /** Looks at names, and at the first lines of a text if it must; null when the folder is another's. */
  recognise(folder: SetFolder): Promise<Recognised | null>;
  /**
   * @throws InputError with file, line and mend for what contradicts the format: an unknown label, a picture that the list names and the
   * folder lacks. What the format itself leaves out (a row without a face, a class that is none of the basic ones) stands in `leftOut`.
   */
  read(folder: SetFolder, choices: ReaderChoices, context: ReadContext): Promise<ReadSet>;
}

const leftOutLimit = 1000;

/** Collects what is left out. */
export class LeftOutList {
  readonly list: LeftOut[] = [];
  readonly counts = new Map<string, number>();

  add(one: LeftOut): void {
    this.counts.set(one.reason, (this.counts.get(one.reason) ?? 0) + 1);
    if (this.list.length < leftOutLimit) this.list.push(one);
  }
}

/** The chosen option, or the usual one. Choices are checked before a reader is asked: see registry.ts. */
export function chosen(reader: Pick<SetReader, "choices">, name: string, choices: ReaderChoices): string {
  return choices[name] ?? reader.choices.find((choice) => choice.name === name)!.options[0]!.value;
}
