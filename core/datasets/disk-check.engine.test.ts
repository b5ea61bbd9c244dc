import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../errors.ts";
import { requireUnchanged } from "./disk-check.ts";
import { digestOfStamp, stampOf, writeDiskStamp } from "./disk-stamp.ts";
import { oneRoot, type PictureRoots } from "./picture-roots.ts";
import { newPlace, type SetPlace } from "./readers/reading.fixture.ts";
import { readSet } from "./readers/registry.ts";

let place: SetPlace;
let project: SetPlace;
beforeEach(() => {
  place = newPlace();
  project = newPlace();
});
afterEach(() => {
  place.remove();
  project.remove();
});

const context = { report: () => undefined, signal: new AbortController().signal, frames: null };
const at = (path: string) => join(place.directory, path);

/** Two folders of classes, a pool among them that no reader asks for sizes; stamped as an import would. */
async function imported(): Promise<PictureRoots> {
  for (const path of ["train/happy/1.jpg", "train/sad/2.jpg", "test/sad/3.jpg", "pool/4.jpg", "pool/5.jpg", "pool/notes.txt"])
    place.put(path);
  const { set, lookedAt, reader, root } = await readSet(place.directory, {}, context);
  const roots = { [reader.name]: root };
  const files = set.table.pictures.map((picture) => `${reader.name}/${picture}`);
  await writeDiskStamp(project.directory, await stampOf(files, [{ key: reader.name, lookedAt }], roots, context));
  return roots;
}

async function faultOf(roots: PictureRoots): Promise<string | null> {
  const error: unknown = await requireUnchanged({ datasetDirectory: project.directory, roots }, context).catch((thrown) => thrown);
  if (error === undefined) return null;
  if (!(error instanceof InputError)) throw error;
  return error.message.replaceAll(place.directory, "DIR");
}

describe("a data set on the disk", () => {
  it("may be looked at, and have files that file managers leave behind", async () => {
    const roots = await imported();
    for (const path of ["train/.DS_Store", "pool/Thumbs.db"]) place.put(path);
    expect(await faultOf(roots)).toBeNull();
  });

  const expected = "expected the data set as it was imported.";
  const mend = "Import it again: what was made from the same pictures comes back. Or put back what changed.";
  it.each([
    ["another size of a picture", () => place.put("train/sad/2.jpg", "longer"), '"train/sad/2.jpg", which has 6 bytes in place of 1'],
    ["the same size, written again", () => utimesSync(at("test/sad/3.jpg"), 1, 1), '"test/sad/3.jpg", which was written again since'],
    ["a picture of the pool written again", () => utimesSync(at("pool/5.jpg"), 1, 1), '"pool/5.jpg", which was written again since'],
    ["a picture that is gone", () => rmSync(at("pool/4.jpg")), '"pool/4.jpg", which is no longer there'],
    [
      "a file that is gone of those that are left out",
      () => rmSync(at("pool/notes.txt")),
      '"pool", a folder with fewer files or other names',
    ],
    ["a picture more", () => place.put("train/happy/0.jpg"), '"train/happy/0.jpg", which was not there'],
    ["a class more", () => place.put("train/angry/6.jpg"), '"train/angry", which was not there'],
    ["a part more", () => place.put("validation/sad/7.jpg"), '"validation", which was not there'],
    ["a class that is gone", () => rmSync(at("train/sad"), { recursive: true }), '"train/sad/2.jpg", which is no longer there'],
    ["another name of a folder", () => renameSync(at("pool"), at("pol")), '"pool/4.jpg", which is no longer there'],
  ])("is changed by %s", async (_what, change, found) => {
    const roots = await imported();
    await new Promise((resolve) => setTimeout(resolve, 20)); // a disk's clock moves in steps of some milliseconds
    change();
    expect(await faultOf(roots)).toBe(`DIR: found ${found}, ${expected} ${mend}`);
  });

  it("is changed by its lists, of images/ with labels.csv too", async () => {
    place.put("images/a.jpg");
    place.put("labels.csv", "file,label,split\na.jpg,sad,anchor");
    place.put("groups.csv", "file,person\na.jpg,n1");
    const { lookedAt } = await readSet(place.directory, {}, context);
    const roots = oneRoot(at("images"));
    const stamp = await stampOf(["a.jpg"], [{ key: "", lookedAt }], roots, context);
    await writeDiskStamp(project.directory, stamp);
    expect(await faultOf(roots)).toBeNull();
    place.put("images/a.jpg", "longer");
    expect(await faultOf(roots)).toContain('DIR: found "images/a.jpg", which has 6 bytes');
    place.put("groups.csv", "file,person\na.jpg,n12");
    expect(await faultOf(roots)).toContain('DIR: found "groups.csv", which has 21 bytes in place of 20');
    place.put("labels.csv", "file,label,split\na.jpg,fear,anchor");
    expect(await faultOf(roots)).toContain('DIR: found "labels.csv", which has 34 bytes in place of 33');
    expect(digestOfStamp(await stampOf(["a.jpg"], [{ key: "", lookedAt }], roots, context))).toBe(digestOfStamp(stamp));
  });

  it("is told by its folder where that is gone", async () => {
    const roots = await imported();
    rmSync(place.directory, { recursive: true });
    expect(await faultOf(roots)).toBe(
      "DIR: found no such folder, expected the data set that was imported from it. Import it again from where it lies now: what was made from it comes back.",
    );
  });

  it("is not looked at where it was imported before there were stamps", async () => {
    expect(await faultOf({ "": "/nowhere" })).toBeNull();
  });

  it("lets a job be cancelled while it is looked at", async () => {
    const roots = await imported();
    const cancelled = AbortSignal.abort(new Error("cancelled by the user"));
    const checking = requireUnchanged({ datasetDirectory: project.directory, roots }, { report: () => undefined, signal: cancelled });
    await expect(checking).rejects.toThrow("cancelled by the user");
  });

  it("is as large as a pool: of more than 200,000 pictures some are looked at, and the names of every folder", async () => {
    mkdirSync(at("pool"));
    const files = Array.from({ length: 200_001 }, (_, index) => `pool/${index % 1000}.jpg`);
    for (const file of files.slice(0, 1000)) writeFileSync(at(file), "");
    const stamp = await stampOf(
      files.map((file) => `class-folders/${file}`),
      [],
      { "class-folders": place.directory },
      context,
    );
    expect(stamp.path).toEqual(files.slice(0, 1000).filter((_, index) => index % 2 === 0));
  });
});
