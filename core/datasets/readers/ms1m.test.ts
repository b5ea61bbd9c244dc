import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readPicture } from "../../images/picture-bytes.ts";
import { imageRecord } from "../image-record.ts";
import { type Ms1mMiniature, writeMs1m } from "../miniatures/ms1m.ts";
import { recordOf } from "../record-io.ts";
import type { SourceTable } from "../source-table.ts";
import { ms1m } from "./ms1m.ts";
import { newPlace, type SetPlace, sameFace } from "./reading.fixture.ts";

let place: SetPlace;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.remove());

/** Every picture its own bytes: that of its index. */
const draw: Ms1mMiniature["draw"] = async ({ index }) => Buffer.from(`JPEG of ${"x".repeat(index)}${index}`);
const write = (options: Partial<Ms1mMiniature> = {}) =>
  writeMs1m({ directory: place.directory, seed: 1, draw, persons: 2, picturesOfEach: 3, ...options });
const textOf = (address: string) => Buffer.from(readPicture(join(place.directory, address)).bytes).toString();
const bytesOf = (table: SourceTable) => table.pictures.map((address) => textOf(address));
const subjectsOf = ({ subject, subjects }: SourceTable) => [...subject].map((index) => subjects[index]);
const rec = () => readFileSync(join(place.directory, "train.rec"));
/** Writes records and, where keys are given, an index of them. */
function putRecords(records: readonly Buffer[], keys?: readonly number[]): void {
  const data = records.map(recordOf);
  place.put("train.rec", Buffer.concat(data));
  const offsetOf = (index: number) => data.slice(0, index).reduce((sum, { length }) => sum + length, 0);
  if (keys) place.put("train.idx", keys.map((key, index) => `${key}\t${offsetOf(index)}\n`).join(""));
}
const magic = Buffer.from("0a23d7ce", "hex");
const picture = Buffer.from("jpeg");

describe("MS-Celeb-1M in records", () => {
  it.each(["records", "shuffled"] as const)("has exactly the bytes of every picture, its person, and its record (%s)", async (layout) => {
    await write({ layout });
    const { table, leftOut, notes } = await place.read(ms1m);
    expect(bytesOf(table)).toEqual([0, 1, 2, 3, 4, 5].map((index) => `JPEG of ${"x".repeat(index)}${index}`));
    expect(subjectsOf(table)).toEqual(["0", "0", "0", "1", "1", "1"]);
    const first = layout === "records" ? 2 : 1; // the head is a record
    expect([...table.line]).toEqual([0, 1, 2, 3, 4, 5].map((index) => first + index));
    expect([[...new Set(table.label)], table.parts, leftOut, notes]).toEqual([[-1], ["all"], [], []]);
    expect(await ms1m.recognise(await place.folder())).toEqual({ layout: "train.rec and train.idx", sureness: 1 });
  });

  it("has real pictures in its miniature", async () => {
    await write({ draw: sameFace });
    const { table } = await place.read(ms1m);
    const { bytes } = readPicture(join(place.directory, table.pictures[5]!));
    expect(Buffer.from(bytes).equals(await sameFace())).toBe(true);
  });

  it("reads a list of labels by its first, and the records' own keys where train.idx is not", async () => {
    putRecords([imageRecord(0, [3, 3], Buffer.alloc(0)), imageRecord(1, [7, 112, 112], picture), imageRecord(2, 8, picture)]);
    const { table, notes } = await place.read(ms1m);
    expect([subjectsOf(table), bytesOf(table), notes]).toEqual([
      ["7", "8"],
      ["jpeg", "jpeg"],
      ["train.idx is not there: the records' own keys are read."],
    ]);
    expect((await ms1m.recognise(await place.folder()))?.sureness).toBe(0.9);
  });

  it("leaves out, by record, what is no picture of the pool", async () => {
    const empty = Buffer.alloc(0);
    const split = Buffer.concat([Buffer.alloc(4), magic, picture]);
    const records = [
      imageRecord(0, [5, 6], empty),
      imageRecord(1, 7, picture),
      imageRecord(2, 7, split),
      imageRecord(3, 7, empty),
      imageRecord(4, 8, picture),
      imageRecord(5, 8, picture),
    ];
    putRecords(records, [0, 1, 2, 3, 4, 5]);
    place.put("lfw.bin");
    const { table, leftOut } = await place.read(ms1m);
    expect([...table.line]).toEqual([2, 5]);
    expect(leftOut).toEqual([
      { file: "train.rec", line: 3, reason: "in several parts, because its bytes hold the mark that records begin with" },
      { file: "train.rec", line: 4, reason: "no picture in the record" },
      { file: "train.rec", line: 6, reason: "a picture behind the last one that the file's first record tells of" },
      { file: "lfw.bin", reason: "not read: the pool is in train.rec" },
    ]);
  });

  it("leaves out a record that train.idx has not", async () => {
    await write({ layout: "shuffled" });
    place.put("train.idx", place.text("train.idx").replace(/^2\t.*\n/m, ""));
    const { table, leftOut } = await place.read(ms1m);
    expect([table.count, leftOut]).toEqual([5, [{ file: "train.rec", line: 2, reason: "not in train.idx" }]]);
  });

  it("says when property tells of another number of persons, and stops where it tells of none", async () => {
    await write();
    place.put("property", "85742,112,112\n");
    expect((await place.read(ms1m)).notes).toEqual(["property tells of 85742 persons, train.rec has pictures of 2."]);
    place.put("property", "many");
    expect(await place.faultOf(ms1m)).toBe(
      'DIR/property, line 1: found "many", expected "85742,112,112": persons, height, width. Remove the file: it is not needed.',
    );
  });

  const again = "Copy or unpack the file again: a part of it is missing or damaged.";
  it.each([
    ["is empty", () => Buffer.alloc(0), `found an empty file, expected RecordIO. ${again}`],
    [
      "is no RecordIO",
      () => Buffer.from("PK\u0003\u0004 a zip archive, not records"),
      `found in record 1, at byte 0, the bytes 504b03042061207a, expected the head of a record. ${again}`,
    ],
    [
      "has another mark in its second record",
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 40), Buffer.alloc(8), bytes.subarray(48)]),
      `found in record 2, at byte 40, the bytes 0000000000000000, expected the head of a record. ${again}`,
    ],
    [
      "ends in a picture",
      (bytes: Buffer) => bytes.subarray(0, 40 + 8 + 24 + 3),
      `found in record 2, at byte 40, 27 bytes of data before the file ends, expected 33, as the record's head says. ${again}`,
    ],
    [
      "ends in the head of a record",
      (bytes: Buffer) => bytes.subarray(0, 44),
      `found in record 2, at byte 40, 4 bytes, expected a record. ${again}`,
    ],
    [
      "begins with the end of a split record",
      () => Buffer.concat([magic, Buffer.from([4, 0, 0, 0x60]), picture]),
      `found in record 1, at byte 0, the last part of a record, expected the begin of one. ${again}`,
    ],
    [
      "ends in a split record",
      () => Buffer.concat([magic, Buffer.from([4, 0, 0, 0x20]), picture]),
      `found in record 1, at byte 12, the end of the file, expected the last part of a record. ${again}`,
    ],
    [
      "has a record that is too short for a picture",
      () => recordOf(picture),
      `found in record 1, at byte 0, 4 bytes of data, expected a picture with what MXNet writes before it. ${again}`,
    ],
    [
      "has a label that is no number of a person",
      () => recordOf(imageRecord(0, 1.5, picture)),
      `found in record 1, at byte 0, the label 1.5, expected the number of a person. ${again}`,
    ],
    [
      "has a head that tells of nothing",
      () => recordOf(imageRecord(0, [0.5, 3], Buffer.alloc(0))),
      `found in record 1, at byte 0, a head with the key 0.5, expected a whole number from 1 on. ${again}`,
    ],
    [
      "has no picture",
      () => recordOf(imageRecord(0, [1, 1], Buffer.alloc(0))),
      `found no record with a picture, expected pictures. ${again}`,
    ],
    [
      "has fewer pictures than its head says",
      (bytes: Buffer) => bytes.subarray(0, 40 + 44),
      `found 1 of its pictures, expected 6, as its first record says. ${again}`,
    ],
  ])("stops where train.rec %s", async (_what, damage, message) => {
    await write();
    const damaged = damage(rec());
    const alone = newPlace();
    alone.put("train.rec", damaged);
    expect(await alone.faultOf(ms1m)).toBe(`DIR/train.rec: ${message}`);
    alone.remove();
  });

  const sameSet = "Copy or unpack the .rec and its .idx again: they have to be of one and the same set.";
  it.each([
    ["is empty", "", `, line 1: found no line, expected a line for each record. ${sameSet}`],
    ["has words", "0\t0\none\t40\n", `, line 2: found something else, expected a key, a tab and a byte, in digits. ${sameSet}`],
    ["has spaces", "0 0\n", `, line 1: found something else, expected a key, a tab and a byte, in digits. ${sameSet}`],
    [
      "has no whole number",
      `0\t0\n1\t${"9".repeat(16)}\n`,
      `, line 2: found something else, expected a key, a tab and a byte, in digits. ${sameSet}`,
    ],
    ["leads between records", "0\t0\n1\t44\n", `, line 2: found byte 44, where no record begins, expected where one does. ${sameSet}`],
    [
      "leads behind the file",
      "0\t0\n1\t40\n2\t999999\n",
      `, line 3: found byte 999999, where no record begins, expected where one does. ${sameSet}`,
    ],
    [
      "is in another order",
      "0\t0\n2\t84\n1\t40\n",
      ", line 3: found byte 40 behind byte 84, expected the order of the records. Sort the lines by their second column: sort -n -k2 train.idx",
    ],
  ])("stops where train.idx %s", async (_what, text, message) => {
    await write();
    place.put("train.idx", text);
    expect(await place.faultOf(ms1m)).toBe(`DIR/train.idx${message}`);
  });

  it("reads an index with CRLF, with empty lines, and without a last line's end", async () => {
    await write();
    place.put("train.idx", place.text("train.idx").trimEnd().replaceAll("\n", "\r\n\r\n"));
    expect((await place.read(ms1m)).table.count).toBe(6);
  });

  it("reads more records, and more index, than a stretch of the file holds", async () => {
    const data = Array.from({ length: 90_000 }, (_, index) =>
      imageRecord(index, index % 1000, Buffer.alloc(30 + (index % 7), 0x30 + (index % 10))),
    );
    const parts = data.map(recordOf);
    let offset = 0;
    const lines = parts.map((part, index) => {
      const line = `${index}\t${offset}\n`;
      offset += part.length;
      return line;
    });
    place.put("train.rec", Buffer.concat(parts));
    place.put("train.idx", lines.join(""));
    const { table, leftOut } = await place.read(ms1m);
    expect([table.count, leftOut]).toEqual([90_000, []]);
    for (const row of [0, 54_321, 89_999]) {
      expect(table.subjects[table.subject[row]!]).toBe(String(row % 1000));
      expect(textOf(table.pictures[row]!)).toBe(String(row % 10).repeat(30 + (row % 7)));
    }
  }, 20_000);

  it("refuses a train.rec that is a link out of the folder", async () => {
    symlinkSync("/etc/passwd", join(place.directory, "train.rec"));
    expect(await place.faultOf(ms1m)).toMatch(/train\.rec: found a link that leaves the data set/);
  });
});

describe("MS-Celeb-1M in folders", () => {
  it("has every picture with its person", async () => {
    await write({ layout: "folders" });
    const { table, leftOut } = await place.read(ms1m);
    expect(table.pictures.slice(2, 4)).toEqual(["imgs/0/3.jpg", "imgs/1/4.jpg"]);
    expect([subjectsOf(table), [...new Set(table.label)], leftOut]).toEqual([["0", "0", "0", "1", "1", "1"], [-1], []]);
  });

  it.each([
    ["numbers in imgs/", (index: number) => `imgs/${index}`, 21, { layout: "imgs/ with 21 folders, one a person", sureness: 0.9 }],
    ["few numbers in imgs/", (index: number) => `imgs/${index}`, 20, { layout: "imgs/ with 20 folders, one a person", sureness: 0.3 }],
    ["numbers", (index: number) => `${index}`, 21, { layout: "21 folders, one a person", sureness: 0.7 }],
    ["few numbers, which may be classes", (index: number) => `${index}`, 7, { layout: "7 folders, one a person", sureness: 0.05 }],
    ["Freebase ids", (index: number) => `m.01_a${index}`, 2, { layout: "2 folders, one a person", sureness: 0.7 }],
  ])("is as sure as its names are: %s", async (_what, nameOf, count, expected) => {
    for (let index = 0; index < count; index++) place.put(`${nameOf(index)}/a.jpg`);
    expect(await ms1m.recognise(await place.folder())).toEqual(expected);
  });

  it("is not seen in folders of expressions, of parts, or without pictures", async () => {
    place.put("1/notes.txt");
    expect(await ms1m.recognise(await place.folder())).toBeNull();
    expect(await place.faultOf(ms1m)).toBe(
      "DIR: found neither records nor folders of persons, expected train.rec and train.idx, or a folder a person, named by number or like m.01abc. Choose the folder that train.rec or imgs/ lies in.",
    );
    place.put("1/a.jpg");
    place.put("happy/a.jpg");
    expect(await ms1m.recognise(await place.folder())).toBeNull();
  });

  it("leaves out, by name, what lies beside, and stops at classes in a person's folder", async () => {
    await write({ layout: "folders" });
    place.put("imgs/stray.jpg");
    place.put("imgs/1/notes.txt");
    expect((await place.read(ms1m)).leftOut).toEqual([
      { file: "imgs/stray.jpg", reason: "lies in no class folder" },
      { file: "imgs/1/notes.txt", reason: "not a picture" },
    ]);
    place.put("imgs/1/happy/a.jpg");
    expect(await place.faultOf(ms1m)).toContain("DIR/imgs/1/happy: found a folder named like a class or a part");
  });
});

describe("RecordIO", () => {
  it("gives back what was written, but for what had to be split (property)", async () => {
    const part = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      fc.constant(magic),
    );
    const face = fc.record({
      label: fc.oneof(fc.integer({ min: 0, max: 2 ** 24 }), fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 5 })),
      data: fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => Buffer.concat(parts)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(face, { minLength: 1, maxLength: 6 }), async (faces) => {
        putRecords(
          [...faces, { label: 5, data: picture }].map(({ label, data }, index) => imageRecord(index, label, data)),
          [...faces, null].map((_, index) => index),
        );
        const { table, leftOut } = await place.read(ms1m);
        const holdsMark = ({ data }: { data: Buffer }) =>
          [...data.keys()].some((at) => at % 4 === 0 && data.subarray(at, at + 4).equals(magic));
        const whole = faces.filter((one) => !holdsMark(one));
        expect(leftOut.length).toBe(faces.length - whole.length);
        const pictures = table.pictures.map((address) => Buffer.from(readPicture(join(place.directory, address)).bytes).toString("hex"));
        expect(pictures).toEqual([...whole.map(({ data }) => data.toString("hex")), picture.toString("hex")]);
        expect(subjectsOf(table)).toEqual([...whole.map(({ label }) => String(typeof label === "number" ? label : label[0])), "5"]);
      }),
      { numRuns: 100 },
    );
  });

  it("ends in nothing but an InputError when bytes of it or of its index are changed or cut off (property)", async () => {
    await write();
    const whole = { "train.rec": rec(), "train.idx": Buffer.from(place.text("train.idx")) };
    const change = fc.record({
      file: fc.constantFrom("train.rec" as const, "train.idx" as const),
      edits: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 3 }),
      keep: fc.option(fc.nat()),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ file, edits, keep }) => {
        const bytes = Buffer.from(whole[file]);
        for (const [at, value] of edits) bytes[at % bytes.length] = value;
        for (const [name, content] of Object.entries(whole)) place.put(name, content);
        place.put(file, keep === null ? bytes : bytes.subarray(0, keep % (bytes.length + 1)));
        const read = await place.read(ms1m).catch(() => null);
        if (read) expect(bytesOf(read.table).length).toBe(read.table.count);
        else expect(await place.faultOf(ms1m)).toMatch(/^DIR\/(train\.rec|train\.idx|property)/);
      }),
      { numRuns: 300 },
    );
  });
});
