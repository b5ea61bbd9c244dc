import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../errors.ts";
import { readFolderCsv } from "./folder-csv.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "omnifer-dataset-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function put(path: string, content: string | Uint8Array): void {
  const place = join(directory, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, content);
}

/** Two classes, "cat" and "dog"; the smallest data set that has all it needs, and `extra` rows. */
const smallest = ["file,label,split", "a.jpg,cat,anchor", "b.jpg,dog,anchor", "p.jpg,,pool", "t.jpg,cat,test"];
function putDataset(labels: string | Uint8Array = smallest.join("\n"), files = ["a.jpg", "b.jpg", "p.jpg", "t.jpg"]): void {
  mkdirSync(join(directory, "images"), { recursive: true });
  for (const [index, file] of files.entries()) put(`images/${file}`, "x".repeat(index + 1));
  put("labels.csv", labels);
}

const read = (classes: string[] | null = ["cat", "dog"]) =>
  readFolderCsv(directory, classes, () => undefined, new AbortController().signal);
const faultOf = async (classes?: string[] | null): Promise<string> => {
  const error: unknown = await read(classes).then(
    () => undefined,
    (thrown) => thrown,
  );
  if (!(error instanceof InputError)) throw new Error(`expected an InputError, got ${String(error)}`);
  return error.message.replaceAll(directory, "DIR");
};

describe("readFolderCsv", () => {
  it("makes a table by column, in the order of the rows, with the line of each", async () => {
    putDataset();
    const { table, classes, hasGroups } = await read();
    expect(classes).toEqual(["cat", "dog"]);
    expect(table.files).toEqual(["a.jpg", "b.jpg", "p.jpg", "t.jpg"]);
    expect([...table.split]).toEqual([0, 0, 1, 2]);
    expect([...table.label]).toEqual([0, 1, -1, 0]);
    expect([...table.person]).toEqual([-1, -1, -1, -1]);
    expect([...table.line]).toEqual([2, 3, 4, 5]);
    expect(hasGroups).toBe(false);
  });

  it("takes columns in any order and case, ignores others, BOM, CRLF, empty lines, quotes and folders below images/", async () => {
    const labels =
      '\ufeffSplit,note,FILE,Label\r\nanchor,x,a.jpg,Cat\r\nanchor,,"b, c/b.jpg",DOG\r\n\r\npool,,./p.jpg,dog\r\ntest,,sub\\t.jpg, cat \r\n';
    putDataset(labels, ["a.jpg", "b, c/b.jpg", "p.jpg", "sub/t.jpg"]);
    const { table } = await read();
    expect(table.files).toEqual(["a.jpg", "b, c/b.jpg", "p.jpg", "sub/t.jpg"]);
    expect([...table.label]).toEqual([0, 1, 1, 0]);
    expect([...table.line]).toEqual([2, 3, 5, 6]);
  });

  it("reads UTF-16 with a byte order mark", async () => {
    putDataset(Buffer.from(`\ufeff${smallest.join("\n")}`, "utf16le"));
    expect((await read()).table.count).toBe(4);
  });

  it("reads the basic expressions and their synonyms when no classes are given", async () => {
    const words = ["Surprise", "fearful", "disgust", "HAPPY", "sad", "angry", "neutrality"];
    const rows = words.map((word, index) => `a${index}.jpg,${word},anchor`);
    putDataset(["file,label,split", ...rows, "p.jpg,,pool", "t.jpg,joy,test"].join("\n"), [
      ...rows.map((_, index) => `a${index}.jpg`),
      "p.jpg",
      "t.jpg",
    ]);
    expect([...(await read(null)).table.label]).toEqual([0, 1, 2, 3, 4, 5, 6, -1, 3]);
  });

  it("numbers people by their first appearance in groups.csv, and ignores images that labels.csv does not name", async () => {
    putDataset();
    put("groups.csv", "file,person,source\nt.jpg,n0007,press\na.jpg,n0003,film\nb.jpg,n0007,press\nother.jpg,n9,press\np.jpg,,press\n");
    const { table, hasGroups, notes } = await read();
    expect([...table.person]).toEqual([1, 0, -1, 0]);
    expect([hasGroups, notes]).toEqual([true, ["1 rows of groups.csv name images that labels.csv does not."]]);
  });

  it("leaves out pool images that are missing or are folders, and counts them", async () => {
    putDataset([...smallest, "absent.jpg,dog,pool", "folder.jpg,,pool"].join("\n"));
    mkdirSync(join(directory, "images/folder.jpg"));
    const { table, missingInPool } = await read();
    expect([table.count, missingInPool]).toEqual([4, { count: 2, firstLines: [6, 7] }]);
  });

  it("follows links that stay inside the folder, and an images folder that is a link itself", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "omnifer-linked-"));
    for (const file of ["a.jpg", "b.jpg", "p.jpg"]) writeFileSync(join(elsewhere, file), "x");
    symlinkSync("a.jpg", join(elsewhere, "t.jpg"));
    symlinkSync(elsewhere, join(directory, "images"));
    put("labels.csv", smallest.join("\n"));
    expect((await read()).table.count).toBe(4);
    rmSync(elsewhere, { recursive: true });
  });

  it("gives another digest when a label or the size of a test image changes, and the same when nothing does", async () => {
    putDataset();
    const { digest } = await read();
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect((await read()).digest).toBe(digest);
    put("images/t.jpg", "longer than before");
    const resized = (await read()).digest;
    put("labels.csv", smallest.join("\n").replace("t.jpg,cat", "t.jpg,dog"));
    expect(new Set([digest, resized, (await read()).digest]).size).toBe(3);
  });

  it("stops when it is cancelled", async () => {
    putDataset();
    const cancel = new AbortController();
    cancel.abort(new Error("cancelled by the user"));
    await expect(readFolderCsv(directory, null, () => undefined, cancel.signal)).rejects.toThrow("cancelled by the user");
  });

  const inside = 'expected a path inside the images folder. Write the path from images/ on, as "a/b.jpg".';
  const image = "expected an image inside the images folder.";
  const utf8 = "Save the file as UTF-8 text with commas between the columns.";
  it.each([
    [
      "too few values",
      "c.jpg,cat",
      "2 values, expected 3 values. Give the row as many values as the header has columns; put a value that holds a comma between double quotes.",
    ],
    ["an unknown label", "c.jpg,angr,anchor", 'label "angr", expected cat, dog. Correct the label, or give your own list with --classes.'],
    [
      "an unknown label in the pool",
      "c.jpg,angr,pool",
      'label "angr", expected cat, dog. Correct the label, or give your own list with --classes.',
    ],
    [
      "an anchor without label",
      "c.jpg,,anchor",
      "no label for an image of split anchor, expected cat, dog. Label the image, or move it to the pool.",
    ],
    [
      "a test image without label",
      "c.jpg,  ,test",
      "no label for an image of split test, expected cat, dog. Label the image, or move it to the pool.",
    ],
    ["an unknown split", "c.jpg,cat,train", 'split "train", expected anchor, pool, test. Write one of these.'],
    ["no file name", " ,cat,anchor", `an empty file name, ${inside}`],
    ["a path upwards", "../../etc/passwd,cat,pool", `"../../etc/passwd", a path that leaves the folder, ${inside}`],
    ["a path upwards with backslashes", "..\\a.jpg,cat,pool", `"..\\a.jpg", a path that leaves the folder, ${inside}`],
    ["an absolute path", "/etc/passwd,cat,pool", `"/etc/passwd", an absolute path, ${inside}`],
    ["a drive letter", "C:a.jpg,cat,pool", `"C:a.jpg", an absolute path, ${inside}`],
    ["an anchor that is missing", "c.jpg,cat,anchor", `"c.jpg", which does not exist, ${image} Put the image there, or remove the row.`],
    [
      "a link out of the folder",
      "passwd.jpg,cat,pool",
      `"passwd.jpg", a link that leaves the folder, ${image} Copy the image into the folder instead of linking it.`,
    ],
    [
      "a linked folder",
      "etc/passwd,cat,pool",
      `"etc/passwd", a link that leaves the folder, ${image} Copy the image into the folder instead of linking it.`,
    ],
    ["a broken link", "broken.jpg,cat,test", `"broken.jpg", which does not exist, ${image} Put the image there, or remove the row.`],
    ["a folder as test image", "folder.jpg,cat,test", `"folder.jpg", which is not a file, ${image} Name an image, or remove the row.`],
    [
      "a file for the second time",
      "./a.jpg,dog,pool",
      '"a.jpg" a second time (first on line 2), expected each file once. Remove one of the two rows.',
    ],
    ["a NUL byte", "c\u0000.jpg,cat,pool", `a NUL byte, expected text. ${utf8}`],
    [
      "40,000 characters",
      `${"c".repeat(40_000)},cat,pool`,
      "a row of more than 32768 characters, expected a shorter row. Close the double quote that was opened before this line, or shorten the line.",
    ],
    [
      "a double quote out of place",
      'c"d.jpg,cat,pool',
      "a double quote out of place, expected values as CSV writes them. Double every double quote inside a value, and put the value between double quotes.",
    ],
  ])("stops at a row with %s", async (_name, row, found) => {
    putDataset([...smallest, row].join("\n"));
    symlinkSync("/etc/passwd", join(directory, "images/passwd.jpg"));
    symlinkSync("/etc", join(directory, "images/etc"));
    symlinkSync("gone.jpg", join(directory, "images/broken.jpg"));
    mkdirSync(join(directory, "images/folder.jpg"));
    expect(await faultOf()).toBe(`DIR/labels.csv, line 6: found ${found}`);
  });

  it.each([
    [
      "is empty",
      "",
      ", line 1: found an empty file, expected a header that names file, label, split. Write the header and a row for each image.",
    ],
    [
      "lacks a column",
      "file,split\na.jpg,anchor",
      `, line 1: found the columns file, split, expected the columns file, label, split. Add label to the header. ${utf8}`,
    ],
    [
      "has semicolons",
      "file;label;split",
      `, line 1: found the columns file;label;split, expected the columns file, label, split. Add file, label, split to the header. ${utf8}`,
    ],
    [
      "names a column twice",
      "file,label,split,file",
      ", line 1: found the columns file, label, split, file, expected one column file. Remove the other one.",
    ],
    [
      "has no test rows",
      smallest.slice(0, 4).join("\n"),
      ": found no row of split test, expected rows of anchor, pool, test. Add images of split test.",
    ],
    [
      "has a class without anchors",
      smallest.join("\n").replace("b.jpg,dog", "b.jpg,cat"),
      ": found no anchor of dog, expected at least one anchor of each class. Label some, because a class without anchors has no centroid; or leave the class out with --classes.",
    ],
  ])("stops when labels.csv %s", async (_name, labels, message) => {
    putDataset(labels);
    expect(await faultOf()).toBe(`DIR/labels.csv${message}`);
  });

  it.each([
    [
      "lacks a column",
      "file,group\na.jpg,1",
      `, line 1: found the columns file, group, expected the columns file, person. Add person to the header. ${utf8}`,
    ],
    [
      "gives an image two people",
      "file,person\na.jpg,1\na.jpg,2",
      ', line 3: found a second person, "2", for "a.jpg", expected one person an image. Remove one of the two rows.',
    ],
    [
      "is about other images",
      "file,person\nz.jpg,1\ny.jpg,2",
      ": found 2 rows, none of which gives that, expected the person of at least one image of labels.csv. Write file as in labels.csv, or remove groups.csv.",
    ],
  ])("stops when groups.csv %s", async (_name, groups, message) => {
    putDataset();
    put("groups.csv", groups);
    expect(await faultOf()).toBe(`DIR/groups.csv${message}`);
  });

  it("says which part of the folder is missing, or is something else", async () => {
    expect(await faultOf()).toBe(
      "DIR/labels.csv: found no such file, expected a CSV file. Choose the folder that holds it, or write it there.",
    );
    mkdirSync(join(directory, "labels.csv"));
    expect(await faultOf()).toBe("DIR/labels.csv: found a folder, expected a CSV file. Put the file in its place.");
    rmSync(join(directory, "labels.csv"), { recursive: true });
    put("labels.csv", smallest.join("\n"));
    expect(await faultOf()).toBe(
      "DIR/images: found no such folder, expected a folder. Put the images into a folder of this name beside labels.csv.",
    );
    rmSync(directory, { recursive: true });
    expect(await faultOf()).toBe("DIR: found no such folder, expected a folder. Choose the folder that holds images and labels.csv.");
  });

  it.each([
    [["cat"], '--classes: found "cat", expected at least two names. Separate the names with commas.'],
    [["cat", "dog", "Cat"], '--classes: found "cat,dog,Cat", expected "Cat" once. Remove the repeated name.'],
  ])("refuses the class list %j", async (classes, message) => {
    putDataset();
    expect(await faultOf(classes)).toBe(message);
  });

  it("lets nothing but an InputError escape, whatever labels.csv and groups.csv hold", async () => {
    putDataset();
    const cell = fc.oneof(
      fc.constantFrom("a.jpg", "b.jpg", "t.jpg", "../x", "/x", "cat", "dog", "anchor", "pool", "test", "", '"', "\u0000"),
      fc.string(),
    );
    const row = fc.array(cell, { maxLength: 4 }).map((cells) => cells.join(","));
    const text = fc
      .tuple(fc.constantFrom("file,label,split", "file,person", ""), fc.array(row, { maxLength: 8 }))
      .map(([head, rows]) => [head, ...rows].join("\n"));
    const content = fc.oneof(
      text,
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
    );
    await fc.assert(
      fc.asyncProperty(content, content, async (labels, groups) => {
        put("labels.csv", labels);
        put("groups.csv", groups);
        const error: unknown = await read().then(
          () => undefined,
          (thrown) => thrown,
        );
        if (error !== undefined) expect(error).toBeInstanceOf(InputError);
      }),
      { numRuns: 300 },
    );
  }, 60_000); // 600 files written and 300 data sets read, on cores that other tests share
});
