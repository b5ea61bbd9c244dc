// Folders named after classes with pictures in them, the layout into which every data set is repacked sooner or later.
import { expressionOf } from "../expression-words.ts";
import { hasExtension, pictureExtensions, type SetFolder } from "../set-folder.ts";
import type { LeftOutList } from "../set-reader.ts";

/** Names of a part, in any case, and how we call it. */
const partNames: Readonly<Record<string, string>> = {
  train: "train",
  training: "train",
  anchor: "anchor",
  pool: "pool",
  unlabelled: "pool",
  unlabeled: "pool",
  val: "validation",
  valid: "validation",
  validation: "validation",
  test: "test",
  testing: "test",
};

/** The part that a folder's name says; undefined when it is no part. */
export const partOf = (name: string): string | undefined => partNames[name.toLowerCase()];

const partOrder = ["train", "anchor", "pool", "validation", "test"];

/** In the order in which one speaks of them, whatever the alphabet says; a data set's own parts come last. */
export function inPartOrder<Part extends { part: string }>(parts: readonly Part[]): Part[] {
  const place = ({ part }: Part) => (partOrder.includes(part) ? partOrder.indexOf(part) : partOrder.length);
  return [...parts].sort((a, b) => place(a) - place(b));
}

export const isPicture = (name: string): boolean => hasExtension(name, pictureExtensions);

export interface ClassPicture {
  /** Relative to the set's folder. */
  path: string;
  name: string;
  /** Name of its class folder. */
  word: string;
}

/** Pictures of all class folders in a folder, in order of class and name. @throws InputError as `picturesBelow` does */
export async function* picturesByClass(set: SetFolder, path: string, leftOut: LeftOutList): AsyncGenerator<ClassPicture> {
  for (const { name, isFolder } of (await set.list(path)) ?? []) {
    const place = within(path, name);
    if (isFolder) for await (const picture of picturesBelow(set, place, leftOut)) yield { ...picture, word: name };
    else if (isPicture(name)) leftOut.add({ file: place, reason: "lies in no class folder" });
  }
}

/**
 * Pictures of a folder and of the folders in it; what is no picture is left out by name.
 *
 * @param names  "matter": a folder in it that is named like a class or a part is an error, because its pictures would get another label
 * @throws InputError for such a folder
 */
export async function* picturesBelow(
  set: SetFolder,
  path: string,
  leftOut: LeftOutList,
  names: "matter" | "are free" = "matter",
): AsyncGenerator<Omit<ClassPicture, "word">> {
  const entries = (await set.list(path)) ?? [];
  if (entries.length === 0) leftOut.add({ file: path, reason: "an empty folder" });
  for (const { name, isFolder } of entries) {
    const place = within(path, name);
    if (isFolder) {
      if (names === "matter" && (expressionOf(name) !== undefined || partOf(name) !== undefined)) throw folderTooDeep(set, place);
      yield* picturesBelow(set, place, leftOut, names);
    } else if (isPicture(name)) yield { path: place, name };
    else leftOut.add({ file: place, reason: "not a picture" });
  }
}

/** Leaves out what lies beside the folders that are read: other folders, each by its name, and pictures. */
export async function leaveOutBeside(set: SetFolder, path: string, read: readonly string[], leftOut: LeftOutList): Promise<void> {
  for (const { name, isFolder } of (await set.list(path)) ?? []) {
    const place = within(path, name);
    if (isFolder && !read.includes(place)) leftOut.add({ file: place, reason: "a folder that is no part of the set" });
    if (!isFolder && isPicture(name)) leftOut.add({ file: place, reason: "lies in no class folder" });
  }
}

export const within = (path: string, name: string): string => (path === "" ? name : `${path}/${name}`);

function folderTooDeep(set: SetFolder, path: string) {
  const found = "a folder named like a class or a part, deeper than those lie";
  const expected = "class folders in the data set's folder, or in its train, validation and test";
  return set.fault(path, found, expected, "Choose the folder that the class folders lie in, or rename this one.");
}
