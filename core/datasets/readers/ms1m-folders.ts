// A folder a person: imgs/<label>/<number>.jpg, as face.evoLVe unpacks the records, or folders named by Freebase ids (m.01abc), as
// Microsoft gave them. Folders that are named after expressions or parts are another reader's.
import { rest } from "../pace.ts";
import type { SetFolder } from "../set-folder.ts";
import { LeftOutList, type ReadContext, type ReadSet } from "../set-reader.ts";
import { rowLimit, SourceTableBuilder } from "../source-table.ts";
import { isPicture, leaveOutBeside, picturesBelow, within } from "./class-tree.ts";

export interface PersonFolders {
  /** "", or the folder in it that evoLVe writes. */
  base: string;
  names: readonly string[];
  sureness: number;
}

const numberForm = /^\d+$/;
const freebaseForm = /^m\.[0-9a-z_]+$/i;
/** Up to as many numbers may as well be the classes of some set. */
const mostClasses = 20;

/** null where a folder's name is neither a number nor a Freebase id, or the first of them holds no picture. */
export async function findPersonFolders(folder: SetFolder): Promise<PersonFolders | null> {
  const base = (await folder.isFolder("imgs")) ? "imgs" : "";
  const names = await folder.folders(base);
  if (names.length === 0 || !names.every((name) => numberForm.test(name) || freebaseForm.test(name))) return null;
  const entries = (await folder.list(within(base, names[0]!))) ?? [];
  if (!entries.some(({ name, isFolder }) => !isFolder && isPicture(name))) return null;
  const isSure = names.length > mostClasses || names.every((name) => freebaseForm.test(name));
  if (base === "") return { base, names, sureness: isSure ? 0.7 : 0.05 };
  return { base, names, sureness: isSure ? 0.9 : 0.3 };
}

/** @throws InputError for a folder in a person's that is named after a class, and for more pictures than a table holds */
export async function readPersonFolders(folder: SetFolder, { base, names }: PersonFolders, context: ReadContext): Promise<ReadSet> {
  const builder = new SourceTableBuilder();
  const leftOut = new LeftOutList();
  const paths = names.map((name) => within(base, name));
  await leaveOutBeside(folder, base, paths, leftOut);
  const quietly = { ...context, report: () => undefined };
  for (const [index, path] of paths.entries()) {
    context.report(index, paths.length);
    for await (const picture of picturesBelow(folder, path, leftOut)) {
      await rest(builder.count, quietly);
      if (builder.count === rowLimit)
        throw folder.fault(base, `more than ${rowLimit} pictures`, `at most ${rowLimit}`, "Keep a part of the folders.");
      builder.add({ picture: picture.path, subject: names[index]! });
    }
  }
  return { table: builder.table(), leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes: [] };
}
