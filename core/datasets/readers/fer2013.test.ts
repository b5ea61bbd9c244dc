import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseAddress } from "../../images/picture-address.ts";
import { sharp } from "../../images/sharp.ts";
import { type Fer2013Miniature, writeFer2013 } from "../miniatures/fer2013.ts";
import { miniatureFace } from "../miniatures/miniature.ts";
import { fer2013 } from "./fer2013.ts";
import { ferColumns, ferRow } from "./fer2013-row.ts";
import { majorityOf } from "./ferplus-votes.ts";
import { rafDb } from "./raf-db.ts";
import { countsOf, newPlace, type SetPlace, sameFace } from "./reading.fixture.ts";

let place: SetPlace;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.remove());

const write = (options: Partial<Fer2013Miniature> = {}) =>
  writeFer2013({ directory: place.directory, seed: 1, draw: sameFace, ...options });
const recognised = async () => fer2013.recognise(await place.folder());
const each = (words: readonly string[], count: number) => Object.fromEntries(words.map((word) => [word, count]));
const codes = ["0", "1", "2", "3", "4", "5", "6"];
const pixels = (value: number | string, count = 2304) => new Array(count).fill(value).join(" ");

/** The grey values that an address leads to. */
function valuesAt(address: string): number[] {
  const { file, stretch } = parseAddress(address);
  const bytes = readFileSync(join(place.directory, file)).subarray(stretch!.offset, stretch!.offset + stretch!.length);
  return bytes.toString("latin1").split(" ").map(Number);
}

describe("FER-2013 as a table", () => {
  it.each([
    ["fer2013.csv", "csv"],
    ["icml_face_data.csv, with spaces in its header and another order", "icml"],
  ] as const)("has the parts and labels of %s", async (_what, layout) => {
    await write({ layout });
    const { table, leftOut, notes } = await place.read(fer2013);
    expect(countsOf(table)).toEqual({ train: each(codes, 6), validation: each(codes, 3), test: each(codes, 3) });
    expect([table.line[0], table.line.at(-1)]).toEqual([2, 85]);
    expect([leftOut, notes]).toEqual([[], []]);
    expect(await recognised()).toMatchObject({ sureness: 1 });
  });

  it("leads to the very numbers of a picture, byte by byte", async () => {
    await write({ layout: "icml", draw: undefined, train: 1, test: 1 });
    const { table } = await place.read(fer2013);
    const face = {
      part: "fer2013 Training",
      index: 3,
      person: 3,
      expression: "happiness",
      size: 48,
      format: "jpeg",
      isGrey: true,
    } as const;
    const drawn = await sharp(await miniatureFace(1, face))
      .greyscale()
      .raw()
      .toBuffer();
    expect(valuesAt(table.pictures[3]!)).toEqual([...drawn]);
    expect(table.pictures[3]).toMatch(/^icml_face_data\.csv#numbers=\d+\+\d+,48x48$/);
  });

  it.each([
    ["CRLF", `emotion,pixels,Usage\r\n3,${pixels(7)},Training\r\n`],
    ["quotes", `"emotion","pixels","Usage"\n"3","${pixels(7)}","Training"`],
    ["a byte order mark", `\uFEFFemotion,pixels,Usage\n3,${pixels(7)},Training\n`],
    ["spaces around values, and an empty line", `emotion,pixels,Usage\n\n 3 , ${pixels(7)} , Training`],
  ])("finds the numbers in a table with %s", async (_what, text) => {
    place.put("fer2013.csv", text);
    const { table } = await place.read(fer2013);
    expect(countsOf(table)).toEqual({ train: { 3: 1 } });
    expect(valuesAt(table.pictures[0]!)).toEqual(new Array(2304).fill(7));
  });

  it("takes the challenge's train.csv and test.csv, whose tests have no labels", async () => {
    await write({ layout: "challenge", train: 2, test: 1 });
    const { table, notes } = await place.read(fer2013);
    expect(countsOf(table)).toEqual({ train: each(codes, 2), test: { "": 14 } });
    expect(table.pictures.at(-1)).toMatch(/^test\.csv#numbers=/);
    expect(notes).toEqual(["test.csv has no labels: nothing can be tested on it."]);
    expect(await recognised()).toEqual({ layout: "train.csv and test.csv", sureness: 0.9 });
  });

  it("reads one of several tables with the same rows, in the archive's folder too, and says which it leaves", async () => {
    await write({ layout: "challenge", train: 1, test: 1 });
    await write({ layout: "icml", train: 1, test: 1 });
    const { table, notes } = await place.read(fer2013);
    expect(table.pictures[0]).toMatch(/^icml_face_data\.csv#/);
    expect(notes[1]).toBe("test.csv has the same pictures as icml_face_data.csv and is not read.");
    const archive = newPlace();
    archive.put("fer2013/fer2013.csv", `emotion,pixels,Usage\n3,${pixels(7)},PublicTest\n`);
    expect(countsOf((await archive.read(fer2013)).table)).toEqual({ validation: { 3: 1 } });
    archive.remove();
  });

  const grey = "expected 2304 grey values from 0 to 255 with spaces between them. Unpack or download the table again.";
  it.each([
    ["2,303 numbers", `3,${pixels(7, 2303)},Training`, `found 2303 numbers, ${grey}`],
    ["2,305 numbers", `3,${pixels(7, 2305)},Training`, `found 2305 numbers, ${grey}`],
    ["the value 256", `3,${pixels(7, 2303)} 256,Training`, `found a value above 255 as number 2304, ${grey}`],
    ["a sign", `3,-7 ${pixels(7, 2303)},Training`, `found "-" in number 1, ${grey}`],
    ["a NUL byte", `3,7\u0000 ${pixels(7, 2303)},Training`, `found "\uFFFD" in number 1, ${grey}`],
    ["no numbers", "3,,Training", `found 0 numbers, ${grey}`],
    [
      "an unknown label",
      `7,${pixels(7)},Training`,
      'found emotion "7", expected 0 angry, 1 disgust, 2 fear, 3 happy, 4 sad, 5 surprise or 6 neutral. Correct the label, or download the table again.',
    ],
    [
      "an unknown part",
      `3,${pixels(7)},Test`,
      'found Usage "Test", expected Training, PublicTest or PrivateTest. Unpack or download the table again.',
    ],
    ["a value too few", `3,${pixels(7)}`, "found 2 values, expected 3, as many as the header has. Unpack or download the table again."],
  ])("stops at a row with %s", async (_what, row, message) => {
    place.put("fer2013.csv", `emotion,pixels,Usage\n0,${pixels(255)},PrivateTest\n${row}\n`);
    expect(await place.faultOf(fer2013)).toBe(`DIR/fer2013.csv, line 3: ${message}`);
  });

  it.each([
    ["is empty", "", ": found an empty file, expected a header that names pixels. Download the table again."],
    [
      "has no header",
      `3,7 7,Training\n`,
      ', line 1: found the header "3,7 7,Training", expected a header with emotion, pixels and Usage. Download the table again.',
    ],
    [
      "lacks a column",
      "emotion,pixels\n",
      ', line 1: found the header "emotion,pixels", expected a header with emotion, pixels and Usage. Download the table again.',
    ],
    [
      "is UTF-16",
      Buffer.from("\uFEFFemotion,pixels,Usage\n", "utf16le"),
      ", line 1: found UTF-16 or other bytes, expected a header with emotion, pixels and Usage. Save the table as UTF-8: its pictures are told by their places in it.",
    ],
    [
      "has no rows",
      "emotion,pixels,Usage\n",
      ": found no row below the header, expected a row for every picture. Download the table again.",
    ],
    [
      "has no line ends",
      "emotion,pixels,Usage".padEnd(2 ** 20 + 2 ** 19),
      ", line 1: found a line of more than 1048576 bytes, expected lines of text. Unpack or download the file again.",
    ],
  ])("stops when the table %s", async (_what, content, message) => {
    place.put("fer2013.csv", content);
    expect(await place.faultOf(fer2013)).toBe(`DIR/fer2013.csv${message}`);
  });

  it("refuses a table that is a link out of the folder", async () => {
    symlinkSync("/etc/passwd", join(place.directory, "fer2013.csv"));
    await expect(recognised()).rejects.toThrow(/fer2013\.csv: found a link that leaves the data set/);
  });

  it("is not seen in a train.csv of other columns", async () => {
    place.put("train.csv", "id,text\n1,hello\n");
    expect(await recognised()).toBeNull();
    expect(await place.faultOf(fer2013)).toContain("DIR: found none of FER-2013's files");
  });
});

describe("FER+'s votes beside the table", () => {
  const choice = { labels: "ferplus" };
  // Of the miniature's first five rows, four have no label of their own and the fifth is contempt.
  const train = { neutral: 2, happiness: 1, surprise: 2, sadness: 1, anger: 1, disgust: 1, fear: 1, contempt: 1 };
  const others = each(["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear"], 1);

  it("give the majority's label, and the reason where there is none", async () => {
    await write({ layout: "ferplus", train: 2, test: 1 });
    const { table, leftOut } = await place.read(fer2013, choice);
    expect(countsOf(table)).toEqual({ train, validation: others, test: others });
    expect(leftOut).toEqual([
      { file: "fer2013new.csv", line: 2, reason: "FER+ names no picture: there is no face in it" },
      { file: "fer2013new.csv", line: 3, reason: "no majority among FER+'s votes" },
      { file: "fer2013new.csv", line: 4, reason: "FER+'s majority does not know the expression" },
      { file: "fer2013new.csv", line: 5, reason: "FER+'s majority sees no face" },
    ]);
    expect(table.line[0]).toBe(6); // the first with a label
  });

  it("are not read, but mentioned, where the contest's labels are wanted", async () => {
    await write({ layout: "ferplus", train: 2, test: 1 });
    const { table, notes } = await place.read(fer2013);
    expect([table.count, notes]).toEqual([28, ["fer2013new.csv has FER+'s votes: labels=ferplus takes its labels."]]);
    expect((await recognised())?.layout).toBe("fer2013.csv and fer2013new.csv");
  });

  it.each([
    [
      "another part",
      "Training,fer0000006.png",
      "PublicTest,fer0000006.png",
      "DIR/fer2013new.csv, line 8: found Usage PublicTest, expected Training, as line 8 of fer2013.csv has.",
    ],
    [
      "a row less",
      /\n[^\n]*\n$/,
      "\n",
      "DIR/fer2013.csv, line 29: found more rows than the 27 of fer2013new.csv, expected one for each of them.",
    ],
    [
      "a row more",
      /$/,
      "PrivateTest,fer0000028.png,0,10,0,0,0,0,0,0,0,0\n",
      "DIR/fer2013new.csv, line 30: found a row that fer2013.csv has none for, expected as many rows as it has, 28.",
    ],
    [
      "votes that are no numbers",
      "Training,fer0000006.png,6",
      "Training,fer0000006.png,six",
      'DIR/fer2013new.csv, line 8: found "six,2,0,0,0,0,0,1,1,0", expected ten numbers of votes.',
    ],
  ])("stop where they have %s", async (_what, from, to, message) => {
    await write({ layout: "ferplus", train: 2, test: 1 });
    place.put("fer2013new.csv", place.text("fer2013new.csv").replace(from, to));
    expect(await place.faultOf(fer2013, choice)).toContain(message);
  });

  it("are asked for where they are not", async () => {
    await write({ train: 1, test: 1 });
    expect(await place.faultOf(fer2013, choice)).toBe(
      "DIR/fer2013new.csv: found no such file beside the whole table, expected FER+'s votes. Download it from FER+'s repository, or choose labels=fer2013.",
    );
    const challenge = newPlace();
    await writeFer2013({ directory: challenge.directory, seed: 1, draw: sameFace, layout: "challenge", train: 1, test: 1 });
    challenge.put("fer2013new.csv");
    expect(await challenge.faultOf(fer2013, choice)).toContain("Put fer2013.csv or icml_face_data.csv there as well");
    challenge.remove();
  });
});

describe("a majority of FER+", () => {
  it.each([
    [[6, 0, 1, 1, 0, 0, 0, 0, 2, 0], { label: "neutral" }], // 6 of 8: single votes are dropped
    [[5, 0, 0, 3, 1, 0, 0, 0, 1, 0], { label: "neutral" }], // 5 of 8
    [[0, 0, 3, 0, 0, 0, 2, 4, 1, 0], { reason: "no majority among FER+'s votes" }], // 4 of 9
    [[4, 0, 0, 0, 0, 0, 0, 4, 1, 1], { reason: "no majority among FER+'s votes" }], // 4 of 8 is not more than half
    [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1], { reason: "no majority among FER+'s votes" }],
    [[2, 0, 0, 0, 0, 0, 0, 1, 4, 0], { reason: "FER+'s majority does not know the expression" }],
  ])("of %j is %j", (votes, verdict) => {
    expect(majorityOf(votes)).toEqual(verdict);
  });
});

describe("FER+ in the folders of its own training", () => {
  const train = "data/FER2013Train/label.csv";

  it("has the pictures with a majority, whatever was chosen by default", async () => {
    await write({ layout: "ferplus-folders", train: 2, test: 1 });
    const { table, leftOut } = await place.read(fer2013);
    expect(table.parts.map((_, part) => table.part.filter((index) => index === part).length)).toEqual([10, 7, 7]);
    expect([table.pictures[0], table.labels[table.label[0]!], table.line[0]]).toEqual(["data/FER2013Train/fer0000004.png", "contempt", 4]);
    expect(leftOut.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(await recognised()).toMatchObject({ sureness: 1 });
    expect(await place.faultOf(fer2013, { labels: "fer2013" })).toContain("found FER+'s votes alone");
  });

  it("reads the lines that FER+'s own script writes, without the box", async () => {
    await write({ layout: "ferplus-folders", train: 1, test: 1 });
    place.put(train, place.text(train).replaceAll(',"(0, 0, 48, 48)"', ""));
    expect((await place.read(fer2013)).table.labels[0]).toBe("neutral");
  });

  it.each([
    [
      "a picture that is not there",
      "fer0000004",
      "fer0000099",
      'line 4: found "data/FER2013Train/fer0000099.png", which does not exist, expected a picture for every row.',
    ],
    [
      "a picture twice",
      "fer0000004",
      "fer0000003",
      'line 4: found "fer0000003.png" a second time (first on line 3), expected each picture once.',
    ],
    ["another box", "(0, 0, 48, 48)", "(1, 0, 48, 48)", 'line 1: found "fer0000001.png,"(1, 0, 48, 48)",0,0,0,0,0,5,0,5,0,0"'],
    ["a path", "fer0000001", "../fer0000001", 'line 1: found "../fer0000001.png'],
    ["a vote too few", ",0\n", "\n", "line 1: found"],
  ])("stops at %s", async (_what, from, to, message) => {
    await write({ layout: "ferplus-folders", train: 1, test: 1 });
    place.put(train, place.text(train).replace(from, to));
    expect(await place.faultOf(fer2013)).toContain(`DIR/${train}, ${message}`);
  });

  it("stops at an empty or missing label.csv, and leaves out by name what is not in it", async () => {
    await write({ layout: "ferplus-folders", train: 1, test: 1 });
    place.put("data/FER2013Test/fer0009999.png");
    expect((await place.read(fer2013)).leftOut.at(-1)).toEqual({
      file: "data/FER2013Test/fer0009999.png",
      reason: "not in data/FER2013Test/label.csv",
    });
    place.put(train, "\n");
    expect(await place.faultOf(fer2013)).toContain(`DIR/${train}: found no row`);
    const other = newPlace();
    other.put("FER2013Valid/fer0028638.png");
    expect(await other.faultOf(fer2013)).toContain("DIR/FER2013Valid/label.csv: found no such file");
    other.remove();
  });
});

describe("FER-2013 in class folders", () => {
  const words = ["angry", "disgust", "fear", "happy", "neutral", "sad", "surprise"];

  it("finds PublicTest and PrivateTest by the names of the pictures", async () => {
    await write({ layout: "folders", train: 2, test: 1 });
    const { table, notes } = await place.read(fer2013);
    expect(countsOf(table)).toEqual({ train: each(words, 2), validation: each(words, 1), test: each(words, 1) });
    expect(notes).toEqual([]);
    expect(await recognised()).toEqual({ layout: "class folders in train and test", sureness: 0.95 });
    expect(await rafDb.recognise(await place.folder())).toBeNull();
    expect(await place.faultOf(fer2013, { labels: "ferplus" })).toContain("found class folders, which know no votes");
  });

  it("says that both are test where the pictures are only numbered", async () => {
    for (const path of ["train/angry/im0.png", "test/angry/im0.png", "test/happy/im0.png"]) place.put(path);
    const { table, notes } = await place.read(fer2013);
    expect(countsOf(table)).toEqual({ train: { angry: 1 }, test: { angry: 1, happy: 1 } });
    expect(notes).toEqual([
      "2 pictures of test are of PublicTest or PrivateTest, and nothing says which: the paper tests on PrivateTest alone.",
    ]);
    expect((await recognised())?.sureness).toBe(0.6);
  });

  it("leaves pictures where somebody has moved them, and says so", async () => {
    for (const path of [
      "train/angry/PrivateTest_88305.jpg",
      "test/angry/PrivateTest_7.jpg",
      "train/angry/Training_8.jpg",
      "mine/1.jpg",
      "stray.jpg",
    ])
      place.put(path);
    const { table, leftOut, notes } = await place.read(fer2013);
    expect(countsOf(table)).toEqual({ train: { angry: 2 }, test: { angry: 1 } });
    expect(leftOut).toEqual([
      { file: "mine", reason: "a folder that is no part of the set" },
      { file: "stray.jpg", reason: "lies in no class folder" },
    ]);
    expect(notes).toEqual(["1 pictures lie in another part than their names say: somebody has divided the set anew."]);
  });

  it("stops at a folder that is no class, by its path", async () => {
    await write({ layout: "folders", train: 1, test: 1 });
    place.put("test/smirk/PublicTest_1.jpg");
    expect(await place.faultOf(fer2013)).toBe(
      'DIR/test/smirk: found a class folder "smirk", expected angry, disgust, fear, happy, neutral, sad or surprise. Rename the folder, or take it out of the set.',
    );
  });
});

describe("a row of FER-2013's table", () => {
  const columns = ferColumns(Buffer.from("emotion,pixels,Usage"))!;

  it("holds the numbers that were written, wherever they lie (property)", () => {
    const values = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 2304, maxLength: 2304 });
    const quoted = fc.constantFrom('"', "", " ");
    fc.assert(
      fc.property(values, fc.constantFrom(...codes), quoted, (numbers, code, mark) => {
        const bytes = Buffer.from(`${code},${mark}${numbers.join(" ")}${mark},PublicTest`);
        const row = ferRow(bytes, columns);
        expect(row).toMatchObject({ emotion: code, usage: "PublicTest" });
        if ("from" in row) expect(bytes.toString("latin1", row.from, row.from + row.length)).toBe(numbers.join(" "));
      }),
      { numRuns: 20 },
    );
  });

  it("is refused in words where it is anything else (property)", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.string(), (bytes, header) => {
        expect(ferRow(Buffer.from(bytes), columns)).toHaveProperty("found");
        ferColumns(Buffer.from(header));
      }),
    );
  });
});
