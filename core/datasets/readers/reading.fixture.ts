// A data set's folder of a test's own, and a reader that reads it: what every test of a reader needs.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { InputError } from "../../errors.ts";
import { type MiniatureFace, miniatureFace } from "../miniatures/miniature.ts";
import { SetFolder } from "../set-folder.ts";
import type { ReaderChoices, ReadSet, SetReader } from "../set-reader.ts";
import type { SourceTable } from "../source-table.ts";

export interface SetPlace {
  directory: string;
  /** Writes a file and the folders that lead to it. */
  put(path: string, content?: string | Uint8Array): void;
  text(path: string): string;
  folder(): Promise<SetFolder>;
  read(reader: SetReader, choices?: ReaderChoices): Promise<ReadSet>;
  /** Sentence of the InputError that reading ends with; the folder's path is DIR in it. */
  faultOf(reader: SetReader, choices?: ReaderChoices): Promise<string>;
  remove(): void;
}

/** In the system's folder for such things; its name has a space and a letter that is none of ASCII's. */
export function newPlace(): SetPlace {
  const directory = mkdtempSync(join(tmpdir(), "Gesichter ü "));
  const signal = new AbortController().signal;
  const folder = () => SetFolder.open(directory, signal);
  const read = async (reader: SetReader, choices: ReaderChoices = {}) =>
    reader.read(await folder(), choices, { report: () => undefined, signal, frames: null });
  return {
    directory,
    folder,
    read,
    put(path, content = "x") {
      const place = join(directory, path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, content);
    },
    text: (path) => readFileSync(join(directory, path), "utf8"),
    async faultOf(reader, choices) {
      const error: unknown = await read(reader, choices).then(
        () => "no error",
        (thrown) => thrown,
      );
      if (!(error instanceof InputError)) throw new Error(`expected an InputError, got ${String(error)}`);
      return error.message.replaceAll(directory, "DIR");
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

let drawn: Promise<Buffer> | undefined;
/** One face for all pictures of a miniature: a test of names and labels need not wait for two hundred. */
export const sameFace = (): Promise<Buffer> => {
  drawn ??= miniatureFace(1, {
    part: "fixture",
    index: 0,
    person: 0,
    expression: "neutral",
    size: 48,
    format: "jpeg",
  } satisfies MiniatureFace);
  return drawn;
};

/** How many pictures each part has of each label word, in the order of the table's words: { train: { "1": 6 } }. */
export function countsOf({ count, parts, labels, part, label }: SourceTable): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {};
  for (let row = 0; row < count; row++) {
    const [ofPart, word] = [parts[part[row]!]!, label[row]! < 0 ? "" : labels[label[row]!]!];
    counts[ofPart] ??= {};
    counts[ofPart][word] = (counts[ofPart][word] ?? 0) + 1;
  }
  return counts;
}
