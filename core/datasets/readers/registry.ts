// All readers, and the one way to a data set on disk: whose folder it is, what is in it, and the digest by which it is known again.
import { InputError } from "../../errors.ts";
import { quote } from "../csv-rows.ts";
import { fileSystemFault } from "../file-system-fault.ts";
import type { LookedAt } from "../looked-at.ts";
import { digestOfSet } from "../set-digest.ts";
import { SetFolder } from "../set-folder.ts";
import type { ReadContext, ReaderChoices, ReadSet, Recognised, SetReader } from "../set-reader.ts";
import { affectNet } from "./affectnet.ts";
import { ckPlus } from "./ck-plus.ts";
import { classFolders } from "./class-folders.ts";
import { expw } from "./expw.ts";
import { fer2013 } from "./fer2013.ts";
import { jaffe } from "./jaffe.ts";
import { labelsCsv } from "./labels-csv.ts";
import { layoutsLookedFor } from "./layouts.ts";
import { mmi } from "./mmi.ts";
import { ms1m } from "./ms1m.ts";
import { rafDb } from "./raf-db.ts";

// biome-ignore format: a line a reader, so that two that are added at once do not meet
export const readers: readonly SetReader[] = [
  rafDb,
  fer2013,
  ckPlus,
  jaffe,
  mmi,
  affectNet,
  expw,
  ms1m,
  labelsCsv,
  classFolders,
];

export interface RecognisedSet extends Recognised {
  reader: SetReader;
}

/**
 * Every reader that knows the folder, the surest first.
 *
 * @throws InputError of a reader that stumbled over what it looked at, when no other knows the folder
 */
export async function recogniseSet(folder: SetFolder): Promise<RecognisedSet[]> {
  const known: RecognisedSet[] = [];
  let stumbled: InputError | undefined;
  for (const reader of readers) {
    try {
      const recognised = await reader.recognise(folder);
      if (recognised) known.push({ reader, ...recognised });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      stumbled ??= error;
    }
  }
  if (known.length === 0 && stumbled) throw stumbled;
  return known.sort((a, b) => b.sureness - a.sureness);
}

/** How a data set shall be read; what is left out is found out, or the usual. */
export interface ReadAs {
  reader?: string;
  choices?: ReaderChoices;
}

export interface SetRead {
  /** Absolute, without links. */
  root: string;
  reader: SetReader;
  layout: string;
  set: ReadSet;
  /** Changes with any row and with the size of any labelled file: see set-digest.ts. */
  digest: string;
  /** What of the folder was looked at. */
  lookedAt: LookedAt;
  /** Who else knows the folder. */
  others: RecognisedSet[];
}

/** @throws InputError for an unknown reader or choice, a folder that nobody knows, and what the reader finds wrong */
export async function readSet(directory: string, { reader: name, choices = {} }: ReadAs, context: ReadContext): Promise<SetRead> {
  const asked = name === undefined ? undefined : readerOf(name);
  try {
    const folder = await SetFolder.open(directory, context.signal);
    const known = await recogniseSet(folder);
    const best = asked ? known.find(({ reader }) => reader === asked) : known[0];
    if (!best) throw await notRecognised(folder, asked);
    if (!asked && best.sureness < sureEnough) await requireNoneBelow(folder, best.reader);
    const { reader, layout } = best;
    requireChoices(reader, choices);
    const read = await SetFolder.open(directory, context.signal); // of its own: what others looked at is none of the set
    const set = await reader.read(read, choices, context);
    const digest = await digestOfSet(reader.name, set.table, read, context.signal);
    return { root: read.root, reader, layout, set, digest, lookedAt: read.lookedAt, others: known.filter((other) => other !== best) };
  } catch (error) {
    throw fileSystemFault(error, directory);
  }
}

function readerOf(name: string): SetReader {
  const reader = readers.find((one) => one.name === name);
  if (reader) return reader;
  const expected = readers.map((one) => one.name).join(", ");
  throw new InputError({ file: "--reader", found: quote(name), expected, mend: "Name one of these, or leave it out." });
}

function requireChoices(reader: SetReader, choices: ReaderChoices): void {
  for (const [name, value] of Object.entries(choices)) {
    const choice = reader.choices.find((one) => one.name === name);
    const expected = choice
      ? choice.options.map((option) => `${name}=${option.value}`).join(" or ")
      : reader.choices.flatMap((one) => one.options.map((option) => `${one.name}=${option.value}`)).join(", ") || "none";
    if (choice?.options.some((option) => option.value === value)) continue;
    const found = quote(`${name}=${value}`);
    throw new InputError({ file: `--choice of ${reader.name}`, found, expected, mend: "Choose one of these, or leave it out." });
  }
}

/** From here on a folder is taken for what it seems to be without looking below it. */
const sureEnough = 0.3;

/** @throws InputError that says what was looked for, and which of the folder's folders somebody knows: archives hold a folder in a folder */
async function notRecognised(folder: SetFolder, asked: SetReader | undefined): Promise<InputError> {
  const looked = asked ? [asked] : readers;
  const expected = `one of these: ${looked.map(({ name, title }) => `${title}: ${layoutsLookedFor[name]}`).join("; ")}`;
  const below = await knownBelow(folder, looked);
  const mend = below
    ? `Choose ${below}.`
    : "Choose the folder that the set was unpacked to, or write a labels.csv with the columns file,label,split beside a folder images/.";
  return folder.fault("", await contentOf(folder), expected, mend);
}

/** A set in a folder of its own must not become a pool without labels. @throws InputError that names the folder */
async function requireNoneBelow(folder: SetFolder, reader: SetReader): Promise<void> {
  const below = await knownBelow(folder, readers);
  if (below === null) return;
  const mend = `Choose ${below}; or say with --reader ${reader.name} that all of it is wanted.`;
  throw folder.fault("", await contentOf(folder), "a data set, not the folder around one", mend);
}

/** The first names of a folder, for a message. */
async function contentOf(folder: SetFolder): Promise<string> {
  const entries = (await folder.list("")) ?? [];
  const names = entries.slice(0, 5).map(({ name, isFolder }) => (isFolder ? `${name}/` : name));
  const more = entries.length > names.length ? ` and ${entries.length - names.length} more` : "";
  return names.length === 0 ? "an empty folder" : `${names.map(quote).join(", ")}${more}`;
}

/** Folders that are asked about. */
const mostBelow = 8;

/** The first folder in it that holds a set, and which: "DIR/archive, which holds RAF-DB (…)". */
async function knownBelow(folder: SetFolder, looked: readonly SetReader[]): Promise<string | null> {
  for (const name of (await folder.folders("")).slice(0, mostBelow)) {
    const below = await folder.below(name);
    const sets = await recogniseSet(below).catch((error) => {
      if (error instanceof InputError) return [];
      throw error;
    });
    const known = sets.find(({ reader, sureness }) => looked.includes(reader) && sureness >= sureEnough);
    if (known) return `${quote(below.root)}, which holds ${known.reader.title} (${known.layout})`;
  }
  return null;
}
