import { symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { basicExpressions } from "../../classes.ts";
import { InputError } from "../../errors.ts";
import { type ClassFoldersMiniature, writeClassFolders } from "../miniatures/class-folders.ts";
import { classFolders } from "./class-folders.ts";
import { fer2013 } from "./fer2013.ts";
import { rafDb } from "./raf-db.ts";
import { countsOf, newPlace, type SetPlace, sameFace } from "./reading.fixture.ts";

let place: SetPlace;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.remove());

const write = (options: Partial<ClassFoldersMiniature>) =>
  writeClassFolders({ directory: place.directory, seed: 1, draw: sameFace, train: 2, test: 1, ...options });
const each = (count: number) => Object.fromEntries(basicExpressions.map((name) => [name, count]));
const recognised = async () => classFolders.recognise(await place.folder());
const counts = async (choices = {}) => countsOf((await place.read(classFolders, choices)).table);

describe("class folders", () => {
  it("have a class a folder", async () => {
    await write({ layout: "classes" });
    expect(await counts()).toEqual({ all: each(2) });
    expect(await recognised()).toEqual({ layout: "folders anger, disgust, fear, happiness, neutral, sadness, surprise", sureness: 0.5 });
  });

  it("have parts, under the names that people give them", async () => {
    await write({ layout: "parts" });
    place.put("Valid/Happy/a.PNG");
    place.put("Training/joy/b.webp");
    const { table, leftOut } = await place.read(classFolders);
    expect(countsOf(table)).toEqual({ train: { ...each(2), joy: 1 }, test: each(1), validation: { Happy: 1 } });
    expect(leftOut).toEqual([]);
    expect((await recognised())?.layout).toMatch(/^Training\/, train\/, Valid\/, test\/ with folders joy, anger/);
  });

  it("may be of any task, with names of any letters", async () => {
    for (const path of ["Katze ä/1.jpg", "Hund/2.jpg", "Hund/mehr davon/3.jpg"]) place.put(path);
    const { table } = await place.read(classFolders);
    expect(countsOf(table)).toEqual({ all: { Hund: 2, "Katze ä": 1 } });
    expect(table.pictures).toEqual(["Hund/2.jpg", "Hund/mehr davon/3.jpg", "Katze ä/1.jpg"]);
    expect((await recognised())?.sureness).toBe(0.1);
  });

  it("may have a part without labels", async () => {
    for (const path of ["train/happy/1.jpg", "train/sad/2.jpg", "pool/3.jpg", "pool/4.jpg"]) place.put(path);
    expect(await counts()).toEqual({ train: { happy: 1, sad: 1 }, pool: { "": 2 } });
  });

  it("leave out, by name, what is no picture or lies in no class", async () => {
    for (const path of ["happy/1.jpg", "sad/2.jpg", "sad/list.txt", "stray.png", "readme.txt", "sad/.DS_Store"]) place.put(path);
    place.put("angry/more/.keep");
    const { leftOut } = await place.read(classFolders);
    expect(leftOut).toEqual([
      { file: "angry/more", reason: "an empty folder" },
      { file: "sad/list.txt", reason: "not a picture" },
      { file: "stray.png", reason: "lies in no class folder" },
    ]);
  });

  it("are a pool where there are none, or where their names say nothing", async () => {
    await write({ layout: "pool" });
    expect(await counts()).toEqual({ all: { "": 14 } });
    expect(await recognised()).toEqual({ layout: "pictures without labels", sureness: 0.1 });
    for (const path of ["id1/happy/1.jpg", "id2/2.jpg"]) place.put(path);
    expect(await counts({ folders: "nothing" })).toEqual({ all: { "": 16 } });
  });

  it("are a pool where one folder holds everything and is no class", async () => {
    for (const path of ["images/1.jpg", "images/sub/2.jpg"]) place.put(path);
    expect(await counts()).toEqual({ all: { "": 2 } });
  });

  const below = "expected class folders in the data set's folder, or in its train, validation and test.";
  const choose = "Choose the folder that the class folders lie in, or rename this one.";
  it.each([
    [
      "a class in a class",
      ["fold1/happy/1.jpg", "fold2/sad/2.jpg"],
      `DIR/fold1/happy: found a folder named like a class or a part, deeper than those lie, ${below} ${choose}`,
    ],
    [
      "a part in a class",
      ["train/happy/1.jpg", "train/sad/test/2.jpg"],
      `DIR/train/sad/test: found a folder named like a class or a part, deeper than those lie, ${below} ${choose}`,
    ],
    [
      "classes that are numbers",
      ["train/0/1.jpg", "train/1/2.jpg"],
      'DIR/train: found class folders named "0, 1", expected names of classes. Rename each to its expression: data sets number them from 0 or from 1, and in different orders; or choose folders=nothing, for a pool without labels.',
    ],
    [
      "no picture",
      ["happy/readme.txt", "sad/readme.txt"],
      "DIR: found no picture, expected pictures, or folders of pictures. Choose the folder that the pictures lie in.",
    ],
    [
      "more folders than a project has classes",
      Array.from({ length: 256 }, (_, index) => `n${index}/1.jpg`),
      "DIR: found 256 folders, expected at most 255 classes. Keep the folders that are classes, or choose folders=nothing, for a pool without labels.",
    ],
  ])("are refused with %s", async (_what, paths, message) => {
    for (const path of paths) place.put(path);
    expect(await place.faultOf(classFolders)).toBe(message);
  });

  it("are not seen through a folder around them, nor in an empty one", async () => {
    expect(await recognised()).toBeNull();
    place.put("archive/train/happy/1.jpg");
    expect(await recognised()).toBeNull();
    expect(await place.faultOf(classFolders)).toContain("DIR/archive/train: found a folder named like a class or a part");
  });

  it("do not lead out of the set", async () => {
    await write({ layout: "classes" });
    symlinkSync("/etc", join(place.directory, "happiness", "more"));
    expect(await place.faultOf(classFolders)).toMatch(/^DIR\/happiness\/more: found a link that leaves the data set/);
  });

  it("are not claimed by the readers of other sets", async () => {
    await write({ layout: "parts" });
    for (const reader of [rafDb, fer2013]) expect(await reader.recognise(await place.folder())).toBeNull();
  });

  it("let nothing but an InputError escape, and lose no picture, whatever the folders are called (property)", async () => {
    const name = fc.constantFrom("happy", "train", "test", "0", "1", "ä b", "images", "angry");
    const path = fc.array(name, { maxLength: 3 }).map((folders) => folders.join("/"));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(path, { maxLength: 4 }), async (folders) => {
        const own = newPlace();
        for (const [index, folder] of folders.entries()) own.put(`${folder === "" ? "" : `${folder}/`}${index}.jpg`);
        try {
          const { table, leftOutCounts } = await own.read(classFolders);
          const empty = leftOutCounts.get("an empty folder") ?? 0;
          const leftOut = [...leftOutCounts.values()].reduce((sum, count) => sum + count, 0) - empty;
          expect(table.count + leftOut).toBe(folders.length);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        } finally {
          own.remove();
        }
      }),
      { numRuns: 100 },
    );
  });
});
