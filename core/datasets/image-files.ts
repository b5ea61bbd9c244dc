// Which of a data set's images exist, and whether each lies inside the images folder. Folders are listed once each instead of
// asking for millions of files one by one, which a network disk answers at some thousand a second.
import { type Dirent, promises } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { SampleTable } from "./sample-table.ts";

/** State of a row's image. `outside`: a symbolic link on its path leads out of the folder. */
export const imageStates = ["missing", "file", "folder", "outside"] as const;
const [missing, file, folder, outside] = [0, 1, 2, 3];

/** Rows looked at between two looks at the signal. */
const stride = 4096;

/**
 * @param rowByFile row of each file of the table
 * @returns [table.count] index into `imageStates`
 */
export async function findImages(
  imagesDirectory: string,
  table: Pick<SampleTable, "files" | "count">,
  rowByFile: ReadonlyMap<string, number>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  // The images folder itself may be a link: what it resolves to is the folder that nothing may leave.
  const root = await promises.realpath(imagesDirectory);
  const states = new Uint8Array(table.count).fill(missing);
  const directories = new Set<string>();
  for (const path of table.files) directories.add(dirname(path));
  for (const directory of directories) {
    const place = await promises.realpath(join(root, directory)).catch(() => undefined);
    if (place === undefined || !(await promises.stat(place)).isDirectory()) continue;
    if (isInside(root, place)) await listDirectory(root, place, directory, rowByFile, states, signal);
    else markDirectory(table, directory, states);
  }
  await askForTheRest(root, table, states, signal);
  return states;
}

async function listDirectory(
  root: string,
  place: string,
  directory: string,
  rowByFile: ReadonlyMap<string, number>,
  states: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  const prefix = directory === "." ? "" : `${directory}/`;
  let seen = 0;
  for await (const entry of await promises.opendir(place, { bufferSize: 1024 })) {
    if (++seen % stride === 0) signal.throwIfAborted();
    const row = rowByFile.get(prefix + entry.name);
    if (row !== undefined) states[row] = await stateOf(root, join(place, entry.name), entry);
  }
}

async function stateOf(root: string, path: string, entry: Dirent): Promise<number> {
  if (entry.isFile()) return file;
  if (!entry.isSymbolicLink()) return folder; // or a device or a pipe, which is no picture either
  return stateOfLink(root, path);
}

/** Follows a path to its end. */
async function stateOfLink(root: string, path: string): Promise<number> {
  const target = await promises.realpath(path).catch(() => undefined);
  if (target === undefined) return missing;
  if (!isInside(root, target)) return outside;
  return (await promises.stat(target)).isFile() ? file : folder;
}

/** A name may differ from the disk's in case or in how an accent is composed; the disk knows. */
async function askForTheRest(
  root: string,
  table: Pick<SampleTable, "files" | "count">,
  states: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  for (let row = 0; row < table.count; row++) {
    if (states[row] !== missing) continue;
    signal.throwIfAborted();
    states[row] = await stateOfLink(root, join(root, table.files[row]!));
  }
}

function markDirectory(table: Pick<SampleTable, "files">, directory: string, states: Uint8Array): void {
  for (const [row, path] of table.files.entries()) if (dirname(path) === directory) states[row] = outside;
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !way.startsWith(sep) && !/^[a-z]:/i.test(way));
}
