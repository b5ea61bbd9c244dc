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

export const isPicture = (name: string): boolean => hasExtension(name, pictureExtensions);

export interface ClassPicture {
  /** Relative to the set's folder. */
  path: string;
  name: string;
  /** Name of its class folder. */
  word: string;
}

/** Pictures of all class folders in a folder, in order of class and name. */
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
 * @throws InputError for a folder in it that is named like a class or a part: it would take its pictures to another class
 */
export async function* picturesBelow(set: SetFolder, path: string, leftOut: LeftOutList): AsyncGenerator<Omit<ClassPicture, "word">> {
  const entries = (await set.list(path)) ?? [];
  if (entries.length === 0) leftOut.add({ file: path, reason: "an empty folder" });
  for (const { name, isFolder } of entries) {
    const place = within(path, name);
    if (isFolder) {
      if (expressionOf(name) !== undefined || partOf(name) !== undefined) throw folderTooDeep(set, place);
      yield* picturesBelow(set, place, leftOut);
    } else if (isPicture(name)) yield { path: place, name };
    else leftOut.add({ file: place, reason: "not a picture" });
  }
}

export const within = (path: string, name: string): string => (path === "" ? name : `${path}/${name}`);

function folderTooDeep(set: SetFolder, path: string) {
  const expected = "class folders right below the data set's folder, or below train, validation and test";
  return set.fault(
    path,
    "a class or a part within a class folder",
    expected,
    "Choose the folder that holds the class folders, or move them up.",
  );
}
