// The digest by which a data set is known again: it changes with any row, and with the size of any labelled file.
import { createHash } from "node:crypto";
import { parseAddress } from "../images/picture-address.ts";
import { manyAtOnce, rest } from "./pace.ts";
import type { SetFolder } from "./set-folder.ts";
import type { SourceTable } from "./source-table.ts";

/**
 * SHA-256 over the rows of a table and the sizes of the files of labelled pictures. Of other pictures, which are listed and not asked for
 * one by one, the size would cost a call each, and pools have millions: one that is replaced under its old name is not noticed.
 */
export async function digestOfSet(reader: string, table: SourceTable, folder: SetFolder, signal: AbortSignal): Promise<string> {
  const sizes = await sizesOf(table, folder, signal);
  const hash = createHash("sha256").update(`${reader}\n`);
  const word = (list: readonly string[], index: number) => (index < 0 ? "" : list[index]!);
  for (let row = 0; row < table.count; row++) {
    await rest(row, { report: () => undefined, signal });
    const picture = table.pictures[row]!;
    const label = table.label[row]!;
    const fields = [
      picture,
      word(table.parts, table.part[row]!),
      label < 0 ? "-" : `+${table.labels[label]!}`, // a label may be any word, the empty one too
      word(table.subjects, table.subject[row]!),
      word(table.sequences, table.sequence[row]!),
      label < 0 ? "" : (sizes.get(parseAddress(picture).file) ?? ""),
    ];
    hash.update(`${fields.join("\u0000")}\n`);
  }
  return hash.digest("hex");
}

/** Frames of films are ours, outside the set's folder. */
const frames = "@frames/";

async function sizesOf(table: SourceTable, folder: SetFolder, signal: AbortSignal): Promise<Map<string, number>> {
  const files = new Set<string>();
  for (let row = 0; row < table.count; row++) {
    await rest(row, { report: () => undefined, signal });
    const file = table.label[row]! < 0 ? null : parseAddress(table.pictures[row]!).file;
    if (file !== null && !file.startsWith(frames)) files.add(file);
  }
  const list = [...files];
  const sizes = await manyAtOnce(list, (file) => {
    signal.throwIfAborted();
    return folder.sizeOf(file);
  });
  return new Map(list.map((file, index) => [file, sizes[index]!]));
}
