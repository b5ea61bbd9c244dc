import { symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { classFolders } from "./class-folders.ts";
import { labelsCsv } from "./labels-csv.ts";
import { countsOf, newPlace, type SetPlace } from "./reading.fixture.ts";

let place: SetPlace;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.remove());

const smallest = ["file,label,split", "a.jpg,cat,anchor", "b ü.jpg,dog,anchor", "sub/p.jpg,,pool", "t.jpg,cat,test"];
function put(rows: readonly string[] = smallest): void {
  place.put("labels.csv", rows.join("\n"));
  for (const name of ["a.jpg", "b ü.jpg", "sub/p.jpg", "t.jpg"]) place.put(`images/${name}`);
}

describe("images with labels.csv", () => {
  it("keep their rows, words and lines, and the people of groups.csv", async () => {
    put();
    place.put("groups.csv", "file,person\nt.jpg,n7\na.jpg,n3\nother.jpg,n9\n");
    const { table, notes } = await place.read(labelsCsv);
    expect(table.pictures).toEqual(["images/a.jpg", "images/b ü.jpg", "images/sub/p.jpg", "images/t.jpg"]);
    expect(countsOf(table)).toEqual({ anchor: { cat: 1, dog: 1 }, pool: { "": 1 }, test: { cat: 1 } });
    expect([...table.line]).toEqual([2, 3, 4, 5]);
    expect([...table.subject].map((subject) => table.subjects[subject])).toEqual(["n3", undefined, undefined, "n7"]);
    expect(notes).toEqual(["1 rows of groups.csv name images that labels.csv does not."]);
  });

  it("are recognised by the header, surer than the folders are", async () => {
    put();
    const folder = await place.folder();
    expect(await labelsCsv.recognise(folder)).toEqual({ layout: "labels.csv and images/", sureness: 1 });
    expect((await classFolders.recognise(folder))?.sureness).toBe(0.1);
    place.put("labels.csv", "image,label\n");
    expect((await labelsCsv.recognise(await place.folder()))?.sureness).toBe(0.2);
    expect(await place.faultOf(labelsCsv)).toContain("DIR/labels.csv, line 1: found the columns image, label");
  });

  it("may have an images folder that is a link to another disk, out of which nothing leads", async () => {
    const elsewhere = newPlace();
    for (const name of ["a.jpg", "b ü.jpg", "sub/p.jpg", "t.jpg"]) elsewhere.put(name);
    symlinkSync(elsewhere.directory, join(place.directory, "images"));
    place.put("labels.csv", smallest.join("\n"));
    expect((await place.read(labelsCsv)).table.count).toBe(4);
    symlinkSync("/etc/passwd", join(elsewhere.directory, "q.jpg"));
    place.put("labels.csv", [...smallest, "q.jpg,,pool"].join("\n"));
    expect(await place.faultOf(labelsCsv)).toContain('line 6: found "q.jpg", a link that leaves the folder');
    elsewhere.remove();
  });

  it("leave out, with its line, what the pool lacks", async () => {
    put([...smallest, "gone.jpg,cat,pool"]);
    const { table, leftOut } = await place.read(labelsCsv);
    expect([table.count, leftOut]).toEqual([4, [{ file: "labels.csv", line: 6, reason: "an image of the pool that is not in images/" }]]);
  });

  const inside = "expected an image inside the images folder.";
  it.each([
    [
      "an anchor that is not there",
      "gone.jpg,cat,anchor",
      `"gone.jpg", which does not exist, ${inside} Put the image there, or remove the row.`,
    ],
    ["a folder as a test image", "sub,cat,test", `"sub", which is not a file, ${inside} Name an image, or remove the row.`],
    [
      "a link out of the set",
      "link.jpg,cat,pool",
      `"link.jpg", a link that leaves the folder, ${inside} Copy the image into the folder instead of linking it.`,
    ],
    [
      "a name that is an address",
      "a.jpg#box=1,cat,pool",
      '"a.jpg#box=1", which ends as a picture\'s address does, expected another name. Rename the image.',
    ],
    ["an image twice", "a.jpg,cat,pool", '"a.jpg" a second time (first on line 2), expected each file once. Remove one of the two rows.'],
    ["no label", "c.jpg,,test", "no label for an image of split test, expected cat, dog. Label the image, or move it to the pool."],
    ["another split", "c.jpg,cat,train", 'split "train", expected anchor, pool, test. Write one of these.'],
  ])("stop at a row with %s", async (_what, row, message) => {
    put([...smallest, row]);
    symlinkSync("/etc/passwd", join(place.directory, "images/link.jpg"));
    expect(await place.faultOf(labelsCsv)).toBe(`DIR/labels.csv, line 6: found ${message}`);
  });

  it.each([
    [
      "no images",
      ["file,label,split", "a.jpg,cat,anchor"],
      "DIR/images: found no such folder, expected a folder. Put the images into a folder of this name beside labels.csv.",
    ],
    [
      "no rows",
      ["file,label,split"],
      "DIR/labels.csv: found no row below the header, expected a row for each image. Write a row for each image.",
    ],
    [
      "no label in its first row",
      ["file,label,split", "a.jpg,,anchor"],
      "DIR/labels.csv, line 2: found no label for an image of split anchor, expected a label. Label the image, or move it to the pool.",
    ],
    [
      "a label an image",
      ["file,label,split", ...Array.from({ length: 256 }, (_, index) => `${index}.jpg,n${index},pool`)],
      "DIR/labels.csv: found more than 255 different labels, expected at most 255. Write the class of each image into the column label; who it shows belongs into groups.csv.",
    ],
  ])("are refused with %s", async (_what, rows, message) => {
    place.put("labels.csv", rows.join("\n"));
    expect(await place.faultOf(labelsCsv)).toBe(message);
  });

  it.each([
    ["CRLF", (text: string) => Buffer.from(text.replaceAll("\n", "\r\n"))],
    ["UTF-16", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ])("are read with %s", async (_what, encode) => {
    put();
    place.put("labels.csv", encode(smallest.join("\n")));
    expect((await labelsCsv.recognise(await place.folder()))?.sureness).toBe(1);
    expect((await place.read(labelsCsv)).table.count).toBe(4);
  });

  it("let nothing but an InputError escape, whatever labels.csv holds (property)", async () => {
    put();
    const cell = fc.oneof(fc.constantFrom("a.jpg", "t.jpg", "../x", "cat", "anchor", "pool", "test", "", '"', "\u0000"), fc.string());
    const row = fc.array(cell, { maxLength: 4 }).map((cells) => cells.join(","));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 6 }), async (rows) => {
        place.put("labels.csv", ["file,label,split", ...rows].join("\n"));
        const error: unknown = await place.read(labelsCsv).then(
          () => undefined,
          (thrown) => thrown,
        );
        if (error !== undefined) expect(error).toBeInstanceOf(InputError);
      }),
      { numRuns: 150 },
    );
  });
});
