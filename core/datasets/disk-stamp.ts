// disk.parquet: how the files of a data set lay on the disk when it was imported, by size and time of change, so that each job can see
// within a second that they still do (disk-check.ts). The digest of a data set goes over its rows; this goes over what they were read from.
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseAddress } from "../images/picture-address.ts";
import { type ColumnsOf, readParquet, writeParquet } from "../project/parquet.ts";
import { type FileState, type LookedAt, stateOf } from "./looked-at.ts";
import { rest } from "./pace.ts";
import type { PictureRoots } from "./picture-roots.ts";
import { hasExtension, pictureExtensions } from "./set-folder.ts";
import type { ReadContext } from "./set-reader.ts";

const stampColumns = { root: "VARCHAR", path: "VARCHAR", size: "BIGINT", time: "BIGINT", names: "VARCHAR" } as const;
/** An entry a file or folder: key of its root, path below the set's folder, size in bytes (0 for a folder), time, names ("" for a file). */
export type DiskStamp = ColumnsOf<typeof stampColumns>;

/**
 * Of more pictures, or more lists, so many are looked at, evenly spread: statting a file takes 3 microseconds where it is near, and a
 * hundred times as long on the disk of another machine. What was added or taken away is seen by the names of the folders in any case.
 */
const most = 200_000;

const stampPath = (datasetDirectory: string) => join(datasetDirectory, "disk.parquet");

/** The folder that paths of a root are relative to: of images/ with labels.csv, the one that holds both. */
export const setFolderOf = (roots: PictureRoots, key: string): string => (key === "" ? dirname(roots[""]!) : roots[key]!);

/** Keys, and what was looked at below them. */
export type LookedAtRoots = readonly { key: string; lookedAt: LookedAt }[];

/**
 * @param files   of the sample table
 * @param looked  by readers; pictures that they have not looked at, those of pools, are looked at now
 */
export async function stampOf(
  files: readonly string[],
  looked: LookedAtRoots,
  roots: PictureRoots,
  context: Pick<ReadContext, "signal">,
): Promise<DiskStamp> {
  const rows: { root: string; path: string; size: number; time: number; names: string }[] = [];
  const pictures = await picturesOf(files, roots, context);
  for (const { key: root, lookedAt } of looked) {
    const lists = [...lookedAt.files].filter(([path]) => !hasExtension(path, pictureExtensions) && !pictures.get(root)?.has(path));
    const step = Math.ceil(lists.length / most);
    for (const [index, [path, state]] of lists.entries()) if (index % step === 0) rows.push({ root, path, ...state, names: "" });
  }
  let seen = 0;
  for (const [root, paths] of pictures) {
    const folder = setFolderOf(roots, root);
    const known = looked.find(({ key, lookedAt }) => key === root && lookedAt.files.size > 0)?.lookedAt.files;
    for (const path of paths) {
      await rest(seen++, { report: () => undefined, signal: context.signal });
      const state = known?.get(path) ?? fileState(join(folder, path));
      if (state) rows.push({ root, path, ...state, names: "" });
    }
  }
  // Last, so that a file that is gone is named rather than its folder.
  for (const { key: root, lookedAt } of looked)
    for (const [path, { names, time }] of lookedAt.folders) rows.push({ root, path, size: 0, time, names });
  return {
    root: rows.map(({ root }) => root),
    path: rows.map(({ path }) => path),
    size: Float64Array.from(rows, ({ size }) => size),
    time: Float64Array.from(rows, ({ time }) => time),
    names: rows.map(({ names }) => names),
  };
}

/** Files that pictures lie in, each once, by root. */
async function picturesOf(
  files: readonly string[],
  roots: PictureRoots,
  { signal }: Pick<ReadContext, "signal">,
): Promise<Map<string, Set<string>>> {
  const pictures = new Map<string, Set<string>>();
  const step = Math.max(1, Math.ceil(files.length / most));
  const isAlone = "" in roots;
  for (let row = 0; row < files.length; row += step) {
    await rest(row / step, { report: () => undefined, signal });
    const { file } = parseAddress(files[row]!);
    const slash = file.indexOf("/");
    const [root, path] = isAlone ? ["", `images/${file}`] : [file.slice(0, slash), file.slice(slash + 1)];
    const paths = pictures.get(root) ?? new Set();
    pictures.set(root, paths.add(path));
  }
  return pictures;
}

/** null where no file is. */
export function fileState(path: string): FileState | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? stateOf(stats) : null;
}

/** The hex digest of a stamp: two imports of one data set that differ in it were of other files. */
export function digestOfStamp({ root, path, size, time, names }: DiskStamp): string {
  const hash = createHash("sha256");
  for (let row = 0; row < path.length; row++) hash.update(`${root[row]}\0${path[row]}\0${size[row]}\0${time[row]}\0${names[row]}\n`);
  return hash.digest("hex");
}

export async function writeDiskStamp(datasetDirectory: string, stamp: DiskStamp): Promise<void> {
  await writeParquet(stampPath(datasetDirectory), stampColumns, stamp);
}

/** null for a data set that was imported before stamps were kept. */
export async function readDiskStamp(datasetDirectory: string): Promise<DiskStamp | null> {
  const path = stampPath(datasetDirectory);
  return statSync(path, { throwIfNoEntry: false }) ? readParquet(path, stampColumns) : null;
}
