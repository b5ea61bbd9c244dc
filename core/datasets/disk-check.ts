// The files of a data set compared with how they lay when it was imported, at the start of each job that reads them: whoever trains on
// changed pictures with the old table gets numbers of a data set that never was. In compute, because a disk may hang.
import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { InputError } from "../errors.ts";
import { quote } from "./csv-rows.ts";
import { type DiskStamp, fileState, readDiskStamp, setFolderOf } from "./disk-stamp.ts";
import { isLeftover, namesDigest, stateOf } from "./looked-at.ts";
import { rest } from "./pace.ts";
import type { PictureRoots } from "./picture-roots.ts";
import type { ReadContext } from "./set-reader.ts";

/**
 * 100,000 files take 0.7 s of one core, half of it to read the stamp; others get a turn every 4096.
 *
 * @throws InputError with the set's folder, the first file that changed, and the mend; nothing for data sets without a stamp
 */
export async function requireUnchanged(
  { datasetDirectory, roots }: { datasetDirectory: string; roots: PictureRoots },
  context: Pick<ReadContext, "report" | "signal">,
): Promise<void> {
  const stamp = await readDiskStamp(datasetDirectory);
  if (stamp === null) return;
  const folders = new Map([...new Set(stamp.root)].map((key) => [key, setFolderOf(roots, key)]));
  for (const folder of folders.values()) requireFolder(folder);
  for (let row = 0; row < stamp.path.length; row++) {
    await rest(row, context);
    const folder = folders.get(stamp.root[row]!)!;
    const found = stamp.names[row] === "" ? fileChange(folder, stamp, row) : folderChange(folder, stamp, row);
    if (found !== null) throw changed(folder, found);
  }
}

const putBack = "Import it again: what was made from the same pictures comes back. Or put back what changed.";

const changed = (folder: string, found: string) =>
  new InputError({ file: folder, found, expected: "the data set as it was imported", mend: putBack });

function requireFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const mend = "Import it again from where it lies now: what was made from it comes back.";
  throw new InputError({ file: folder, found: "no such folder", expected: "the data set that was imported from it", mend });
}

/** Null where the file is as it was. */
function fileChange(folder: string, { path, size, time }: DiskStamp, row: number): string | null {
  const state = fileState(`${folder}/${path[row]}`);
  if (state === null) return `${quote(path[row]!)}, which is no longer there`;
  if (state.size !== size[row]) return `${quote(path[row]!)}, which has ${state.size} bytes in place of ${size[row]}`;
  return state.time === time[row] ? null : `${quote(path[row]!)}, which was written again since`;
}

/** Null where the folder has the names that it had. */
function folderChange(folder: string, stamp: DiskStamp, row: number): string | null {
  const { path, time, names } = stamp;
  const place = join(folder, path[row]!);
  const stats = statSync(place, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return `${quote(path[row]!)}, a folder which is no longer there`;
  if (stateOf(stats).time === time[row]) return null;
  const found = readdirSync(place);
  if (namesDigest(found) === names[row]) return null;
  const added = addedTo(folder, stamp, row, found);
  if (added !== null) return `${quote(added)}, which was not there`;
  return `${quote(path[row] === "" ? basename(folder) : path[row]!)}, a folder with fewer files or other names`;
}

/** The newest of what nobody knows in a folder; null where nothing came. */
function addedTo(folder: string, { root, path, time }: DiskStamp, row: number, found: readonly string[]): string | null {
  const known = new Set(path.filter((_, index) => root[index] === root[row]));
  const within = (name: string) => (path[row] === "" ? name : `${path[row]}/${name}`);
  // Folders are known by themselves, or by what is in them.
  const isKnown = (name: string) => known.has(within(name)) || [...known].some((one) => one.startsWith(`${within(name)}/`));
  let newest: { path: string; time: number } | null = null;
  for (const name of found) {
    if (isLeftover(name) || known.has(within(name))) continue;
    // Whatever comes into a folder changes the folder's time, and its own "changed" time is not older than that.
    const came = (statSync(join(folder, within(name)), { throwIfNoEntry: false })?.ctimeMs ?? 0) * 1000;
    if (came > Math.max(time[row]!, newest?.time ?? 0) && !isKnown(name)) newest = { path: within(name), time: came };
  }
  return newest?.path ?? null;
}
