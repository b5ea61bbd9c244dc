// What a reader has looked at in the folder of a data set, so that a later change of it is noticed without reading again: of each file its
// size and time, of each folder which names it had.
import { createHash } from "node:crypto";
import type { Stats } from "node:fs";

/** Left behind by file managers and archivers: nobody looks at them. */
const leftovers = /^(\.|thumbs\.db$|desktop\.ini$|__macosx$)/i;
export const isLeftover = (name: string): boolean => leftovers.test(name);

export interface FileState {
  /** In bytes. */
  size: number;
  /** Of its last change, in microseconds. */
  time: number;
}

export interface FolderState {
  /** Digest of its names (namesDigest). */
  names: string;
  /** Of its last change: while it is the same, so are the names. */
  time: number;
}

/** By paths relative to the set's folder, "" for that itself. */
export interface LookedAt {
  files: Map<string, FileState>;
  folders: Map<string, FolderState>;
}

export const stateOf = ({ size, mtimeMs }: Pick<Stats, "size" | "mtimeMs">): FileState => ({ size, time: Math.round(mtimeMs * 1000) });

/** @param names  of a folder, in any order, leftovers too */
export function namesDigest(names: readonly string[]): string {
  const seen = names.filter((name) => !isLeftover(name)).sort();
  return createHash("sha256").update(seen.join("/")).digest("hex").slice(0, 32);
}
