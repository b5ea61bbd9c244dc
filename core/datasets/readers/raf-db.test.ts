import { symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseAddress } from "../../images/picture-address.ts";
import { drawnPoints } from "../miniatures/face-points.ts";
import { type RafDbMiniature, writeRafDb } from "../miniatures/raf-db.ts";
import { countNote, rafDb } from "./raf-db.ts";
import { parseLabelLine } from "./raf-db-list.ts";
import { countsOf, newPlace, type SetPlace, sameFace } from "./reading.fixture.ts";

let place: SetPlace;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.remove());

const list = "basic/EmoLabel/list_patition_label.txt";
const write = (options: Partial<RafDbMiniature> = {}) => writeRafDb({ directory: place.directory, seed: 1, draw: sameFace, ...options });
const each = (codes: readonly string[], count: number) => Object.fromEntries(codes.map((code) => [code, count]));
const codes = ["1", "2", "3", "4", "5", "6", "7"];
/** The kit with one line of the list changed. */
async function writeWithLine(number: number, text: string): Promise<void> {
  await write({ train: 2, test: 1 });
  const lines = place.text(list).split("\n");
  lines[number - 1] = text;
  place.put(list, lines.join("\n"));
}

describe("RAF-DB as its authors give it", () => {
  it("has every picture of the list, the last line's too, with its part, label and line", async () => {
    await write();
    expect(place.text(list)).toMatch(/^train_00001\.jpg 5\n.*test_0021\.jpg \d$/s);
    const { table, leftOut, notes } = await place.read(rafDb);
    expect(countsOf(table)).toEqual({ train: each(codes, 6), test: each(codes, 3) });
    expect([table.pictures[0], table.labels[table.label[0]!], table.line[0]]).toEqual([
      "basic/Image/aligned/train_00001_aligned.jpg",
      "5",
      1,
    ]);
    expect([table.pictures.at(-1), table.line.at(-1)]).toEqual(["basic/Image/aligned/test_0021_aligned.jpg", 63]);
    expect([leftOut, notes]).toEqual([[], []]);
  });

  it("is recognised by its label file, in either spelling, from basic/ and from its parent", async () => {
    await write({ train: 1, test: 1 });
    expect(await rafDb.recognise(await place.folder())).toEqual({ layout: `${list} and its pictures`, sureness: 1 });
    const basic = newPlace();
    await writeRafDb({ directory: basic.directory, seed: 1, draw: sameFace, train: 1, test: 1 });
    basic.put("EmoLabel/list_partition_label.txt", "train_00001.jpg 5\r\n");
    basic.put("aligned/train_00001_aligned.jpg");
    const { table } = await basic.read(rafDb);
    expect(table.pictures).toEqual(["aligned/train_00001_aligned.jpg"]);
    basic.remove();
  });

  it("gives the original photographs with the five points, the picture's left first", async () => {
    await write({ train: 1, test: 1 });
    place.put("basic/Annotation/manual/train_00002_manu_attri.txt", "80 50\n40 50\n60 70\n75 90\n45 90\n0\n1\n2\n"); // the person's left first
    const { table, notes } = await place.read(rafDb, { images: "original" });
    const first = parseAddress(table.pictures[0]!);
    expect(first.file).toBe("basic/Image/original/train_00001.jpg");
    const face = { part: "raf-db train", index: 0, person: 0, expression: "sadness", format: "jpeg" } as const;
    const drawn = drawnPoints(1, { ...face, size: { width: 150, height: 140 } });
    for (const [index, value] of drawn.entries()) expect(first.points![index]).toBeCloseTo(value, 0);
    expect(parseAddress(table.pictures[1]!).points).toEqual([40, 50, 80, 50, 60, 70, 45, 90, 75, 90]);
    expect(notes).toEqual([]);
  });

  it("takes photographs without points as they are, and HCPLab's points as numpy writes them", async () => {
    await write({ train: 1, test: 1 });
    const points = ["8.0e+01 5.0e+01", "4.0e+01 5.0e+01", "6.0e+01 7.0e+01", "7.5e+01 9.0e+01", "4.5e+01 9.0e+01"];
    const other = newPlace();
    other.put("EmoLabel/list_patition_label.txt", "train_00001.jpg 5\ntrain_00002.jpg 1");
    for (const name of ["train_00001", "train_00002"]) other.put(`Image/original/${name}.jpg`);
    other.put("Annotation/Landmarks_5/train_00001.txt", points.join("\n"));
    const { table, notes } = await other.read(rafDb, { images: "original" });
    expect(table.pictures).toEqual(["Image/original/train_00001.jpg#face=40,50,80,50,60,70,45,90,75,90", "Image/original/train_00002.jpg"]);
    expect(notes).toEqual(["1 of 2 photographs have no five marked points and are not turned upright."]);
    other.remove();
  });

  it("reads the photographs, and says so, where the aligned pictures are not", async () => {
    place.put("EmoLabel/list_patition_label.txt", "test_0001.jpg 7");
    place.put("Image/original/test_0001.jpg");
    const { table, notes } = await place.read(rafDb);
    expect(table.pictures).toEqual(["Image/original/test_0001.jpg"]);
    expect(notes[0]).toBe("Image/aligned is not there: the original photographs are read.");
    expect(await place.faultOf(rafDb, { images: "aligned" })).toBe(
      "DIR/Image/aligned: found no pictures, expected Image/aligned/ with RAF-DB's pictures. Unpack Image/aligned.zip, or choose the other pictures with images=….",
    );
  });

  it("leaves out, by name, what the list does not name", async () => {
    await write({ train: 1, test: 1 });
    place.put("basic/Image/aligned/train_00001_aligned (1).jpg");
    const { leftOut, leftOutCounts } = await place.read(rafDb);
    expect(leftOut).toEqual([{ file: "basic/Image/aligned/train_00001_aligned (1).jpg", reason: `not in ${list}` }]);
    expect([...leftOutCounts.values()]).toEqual([1]);
  });

  it("says when a whole set has another number of pictures than its authors'", () => {
    const setOf = (train: number, test: number) => ({
      count: train + test,
      part: new Uint8Array(train + test).fill(1, train),
      parts: ["train", "test"],
    });
    expect(countNote(setOf(12_271, 3068))).toBeNull();
    expect(countNote(setOf(12_271, 1))).toBeNull(); // a part of it
    expect(countNote(setOf(12_270, 3068))).toBe("12270 train and 3068 test pictures; RAF-DB's basic set has 12271 and 3068.");
  });

  const form = 'expected "train_00001.jpg 5": a picture and a label from 1 (surprise) to 7 (neutral).';
  const again = "Unpack the label file again; whole, it has 15,339 lines.";
  it.each([
    ["an unknown label", "train_00003.jpg 0", `found "train_00003.jpg 0", ${form} ${again}`],
    [
      "a label of the compound set",
      "train_00003.jpg 8",
      `found "train_00003.jpg 8", ${form} Choose RAF-DB's basic set: this is the compound one.`,
    ],
    ["no label", "train_00003.jpg", `found "train_00003.jpg", ${form} ${again}`],
    ["a path that leaves the folder", "../train_00003.jpg 1", `found "../train_00003.jpg 1", ${form} ${again}`],
    [
      "a picture for the second time",
      "train_00001.jpg 5",
      "found train_00001 a second time (first on line 1), expected each picture once. Remove one of the lines.",
    ],
    [
      "a picture that is not there",
      "train_09999.jpg 5",
      'found "basic/Image/aligned/train_09999_aligned.jpg", which does not exist, expected a picture for every line. Unpack Image/aligned.zip again, or remove the line.',
    ],
    ["a NUL byte", "train_00003.jpg\u0000 5", "found a NUL byte, expected lines of text. Unpack or download the file again."],
  ])("stops at a line with %s", async (_what, line, message) => {
    await writeWithLine(3, line);
    expect(await place.faultOf(rafDb)).toBe(`DIR/${list}, line 3: ${message}`);
  });

  it("stops at an empty list", async () => {
    await write({ train: 1, test: 1 });
    place.put(list, "\r\n");
    expect(await place.faultOf(rafDb)).toBe(
      `DIR/${list}: found no line, expected lines like "train_00001.jpg 5". Unpack the label file again.`,
    );
  });

  it.each([
    ["CRLF", (text: string) => Buffer.from(text.replaceAll("\n", "\r\n"))],
    ["UTF-16", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["a byte order mark", (text: string) => Buffer.from(`\uFEFF${text}\n`)],
  ])("reads a list with %s", async (_what, encode) => {
    await write({ train: 1, test: 1 });
    place.put(list, encode(place.text(list)));
    expect(countsOf((await place.read(rafDb)).table)).toEqual({ train: each(codes, 1), test: each(codes, 1) });
  });

  it("shows a Latin 1 letter that has no place in the list", async () => {
    await write({ train: 1, test: 1 });
    place.put(list, Buffer.from("train_00001.jpg 5 ü", "latin1"));
    expect(await place.faultOf(rafDb)).toContain(`line 1: found "train_00001.jpg 5 ü", ${form}`);
  });

  it("stops at points that are none, with file and line", async () => {
    await write({ train: 1, test: 1 });
    place.put("basic/Annotation/manual/train_00004_manu_attri.txt", "40\t50\n80\t50\nnose\n");
    expect(await place.faultOf(rafDb, { images: "original" })).toBe(
      'DIR/basic/Annotation/manual/train_00004_manu_attri.txt, line 3: found "nose", expected five lines of x and y. Unpack the annotations again, or remove this file: its photograph is then used as it is.',
    );
    expect((await place.read(rafDb)).table.count).toBe(14); // the aligned pictures need no points
  });

  it("refuses a picture that is a link out of the folder", async () => {
    await writeWithLine(1, "train_00099.jpg 5");
    symlinkSync("/etc/passwd", join(place.directory, "basic/Image/aligned/train_00099_aligned.jpg"));
    expect(await place.faultOf(rafDb)).toMatch(/train_00099_aligned\.jpg: found a link that leaves the data set.*Copy "\/etc\/passwd"/);
  });
});

describe("RAF-DB as it is passed on", () => {
  it.each([
    ["Kaggle's numbers", "kaggle-numbers", codes, 2],
    ["Kaggle's names", "kaggle-names", ["surprise", "fear", "disgust", "happy", "sad", "angry", "neutral"], 2],
    ["POSTER's folders", "poster", ["surprise", "fear", "disgust", "happy", "sad", "angry", "neutral"], 0],
  ] as const)("has the parts and labels of %s", async (_what, layout, words, line) => {
    await write({ layout, train: 2, test: 1 });
    const { table, leftOut } = await place.read(rafDb);
    expect(countsOf(table)).toEqual({ train: each(words, 2), test: each(words, 1) });
    const row = table.pictures.findIndex((picture) => picture.includes("train_00001_aligned.jpg"));
    expect([table.line[row], leftOut]).toEqual([line, []]);
    expect((await rafDb.recognise(await place.folder()))?.sureness).toBe(0.95);
  });

  it("counts class folders from 0 where there is a 0, and says so", async () => {
    for (const code of [0, 3, 6]) place.put(`train/${code}/train_0000${code + 1}_aligned.jpg`);
    const { table, notes } = await place.read(rafDb);
    expect(countsOf(table)).toEqual({ train: { 1: 1, 4: 1, 7: 1 } });
    expect(notes).toEqual(["The class folders 0 to 6 are read as RAF-DB's labels 1 to 7, one less each."]);
    place.put("train/7/train_00008_aligned.jpg");
    expect(await place.faultOf(rafDb)).toContain("DIR/train: found class folders 0 and 7, expected 1 to 7, or 0 to 6.");
  });

  it("calls a valid that was taken from train a validation part", async () => {
    place.put("train/1/train_00001_aligned.jpg");
    place.put("valid/1/train_00002_aligned.jpg");
    expect(countsOf((await place.read(rafDb)).table)).toEqual({ train: { 1: 1 }, validation: { 1: 1 } });
  });

  it.each([
    [
      "another label than the folder's",
      "train_00001_aligned.jpg,5",
      "train_00001_aligned.jpg,4",
      ', line 2: found label 4 for "DATASET/train/5/train_00001_aligned.jpg", expected the label that its folder says.',
    ],
    [
      "a label that is none",
      "train_00001_aligned.jpg,5",
      "train_00001_aligned.jpg,9",
      ', line 2: found label "9", expected 1 (surprise) to 7 (neutral).',
    ],
    [
      "a picture that is not there",
      "train_00001_aligned.jpg,5",
      "train_00001_aligned.jpg,5\ntrain_00777_aligned.jpg,5",
      ', line 3: found "train_00777_aligned.jpg", which lies in no class folder of DATASET/train, expected a picture for every row.',
    ],
    [
      "a picture twice",
      "train_00001_aligned.jpg,5",
      "train_00001_aligned.jpg,5\ntrain_00001_aligned.jpg,5",
      ', line 3: found "train_00001_aligned.jpg" a second time (first on line 2), expected each picture once.',
    ],
    ["another header", "image,label", "picture,label", ", line 2: found no name of a picture, expected the columns image and label."],
  ])("stops where train_labels.csv has %s", async (_what, from, to, message) => {
    await write({ layout: "kaggle-numbers", train: 1, test: 1 });
    place.put("train_labels.csv", place.text("train_labels.csv").replace(from, to));
    expect(await place.faultOf(rafDb)).toContain(`DIR/train_labels.csv${message}`);
  });

  it("leaves out, by name, what is in no class folder, no picture, or not listed", async () => {
    await write({ layout: "kaggle-numbers", train: 1, test: 1 });
    place.put("DATASET/train/stray.jpg");
    place.put("DATASET/extra/1/train_00078_aligned.jpg");
    place.put("DATASET/train/1/notes.txt");
    place.put("DATASET/train/1/train_00077_aligned.jpg");
    const { leftOut } = await place.read(rafDb);
    expect(leftOut).toEqual([
      { file: "DATASET/extra", reason: "a folder that is no part of the set" },
      { file: "DATASET/train/1/notes.txt", reason: "not a picture" },
      { file: "DATASET/train/1/train_00077_aligned.jpg", reason: "not in train_labels.csv" },
      { file: "DATASET/train/stray.jpg", reason: "lies in no class folder" },
    ]);
  });

  it("stops at a class that RAF-DB has not, and at a choice of pictures that are not there", async () => {
    await write({ layout: "kaggle-names", train: 1, test: 1 });
    expect(await place.faultOf(rafDb, { images: "original" })).toContain("found class folders, which hold the aligned pictures");
    place.put("DATASET/test/contempt/test_0099_aligned.jpg");
    expect(await place.faultOf(rafDb)).toContain('DIR/DATASET/test/contempt: found a class folder "contempt", expected 1 (surprise)');
  });

  it("is not seen in folders of other pictures", async () => {
    place.put("train/happy/Training_3908.jpg");
    place.put("test/happy/im0.png");
    expect(await rafDb.recognise(await place.folder())).toBeNull();
  });
});

describe("lines of RAF-DB's label file", () => {
  it("are told from anything else, whatever it is (property)", () => {
    const code = fc.constantFrom(...codes);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), code, fc.constantFrom(" ", "\t", "  "), (number, label, gap) => {
        const stem = `train_${String(number).padStart(5, "0")}`;
        expect(parseLabelLine(`${stem}.jpg${gap}${label}`)).toEqual({ stem, ending: ".jpg", part: "train", code: label });
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseLabelLine(text);
        if (parsed) expect(`${parsed.stem}${parsed.ending} ${parsed.code}`).toMatch(/^(train|test)_\d+\.\w+ [1-7]$/i);
      }),
    );
  });

  it("let nothing but an InputError escape, whatever the file holds (property)", async () => {
    await write({ train: 1, test: 1 });
    const line = fc.oneof(fc.constantFrom("train_00001.jpg 5", "test_0001.jpg 7", "train_00001.jpg 9", "", "\u0000"), fc.string());
    const content = fc.oneof(
      fc.array(line, { maxLength: 5 }).map((lines) => Buffer.from(lines.join("\n"))),
      fc.uint8Array({ maxLength: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(content, async (bytes) => {
        place.put(list, bytes);
        const read = await place.read(rafDb).catch(() => null);
        if (read) expect(read.table.count).toBeGreaterThan(0);
        else expect(await place.faultOf(rafDb)).toContain("DIR/basic");
      }),
      { numRuns: 200 },
    );
  });
});
