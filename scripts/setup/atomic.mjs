// Nothing half-written: files and folders are made under a temporary name beside their place and renamed when they are whole.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { diskFullError, isDiskFull } from "./setup-error.mjs";

const partialMark = ".partial-";

/** The parsed file, or null where it is absent or not JSON (a stamp that cannot be read vouches for nothing). */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

export function writeJson(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}${partialMark}${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(temporary, path);
}

/**
 * Fills a folder under a temporary name with `fill(folder)` and puts it at `place` when that succeeded; else nothing is left behind.
 * Remains of set-ups that were killed are removed first (one set-up runs at a time: lock.mjs).
 */
export async function makeFolder(place, fill) {
  removeRemains(place);
  const temporary = `${place}${partialMark}${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  try {
    const result = await fill(temporary);
    replaceFolder(temporary, place);
    return result;
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw isDiskFull(String(error?.code)) ? diskFullError(place, error) : error;
  }
}

/** Rename over a folder takes two renames: whoever has the old one open keeps it until they close it. */
function replaceFolder(temporary, place) {
  const old = `${place}${partialMark}old-${process.pid}`;
  if (existsSync(place)) renameSync(place, old);
  renameSync(temporary, place);
  rmSync(old, { recursive: true, force: true });
}

function removeRemains(place) {
  mkdirSync(dirname(place), { recursive: true });
  for (const name of readdirSync(dirname(place))) {
    if (name.startsWith(basename(place) + partialMark)) rmSync(join(dirname(place), name), { recursive: true, force: true });
  }
}
