import { renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseAddress } from "../../images/picture-address.ts";
import { writeAffectNet, writeAffectNet2021 } from "../miniatures/affectnet.ts";
import { drawnPoints } from "../miniatures/face-points.ts";
import { npyBytes } from "../miniatures/npy.ts";
import { affectNet } from "./affectnet.ts";
import { countsOf, newPlace, type SetPlace, sameFace } from "./reading.fixture.ts";

let place: SetPlace;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.remove());

const options = () => ({ directory: place.directory, seed: 1, draw: sameFace, perClass: 1 });
const recognise = async () => affectNet.recognise(await place.folder());
const rename = (from: string, to: string) => renameSync(join(place.directory, from), join(place.directory, to));
const each = (codes: number) => Object.fromEntries(Array.from({ length: codes }, (_, code) => [code, 1]));
const training = "Manually_Annotated_file_lists/training.csv";
const photographs = "Manually_Annotated/Manually_Annotated_Images";
/** Points of a drawn face, to the hundredth that an address keeps. */
const pointsOf = (part: string, index: number, code: string, size: number) =>
  drawnPoints(1, { part: `affectnet ${part}`, index, person: index, expression: code, size, format: "jpeg" });

describe("AffectNet's lists", () => {
  beforeEach(() => writeAffectNet(options()));

  it("have a face for each line with one of seven expressions, cut out by its box", async () => {
    const { table, leftOut, leftOutCounts, notes } = await place.read(affectNet);
    expect(countsOf(table)).toEqual({ train: each(7), validation: each(7) });
    expect(table.pictures[0]).toBe(`${photographs}/1/${Buffer.from("train 0").toString("hex")}.jpg#box=170,10,310,155`);
    expect([...table.line.slice(0, 7)]).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect([...leftOutCounts]).toEqual([
      ["contempt, which is none of the seven expressions", 2],
      ["none: a face of none of the eight expressions", 2],
      ["uncertain: its annotator could not say which expression", 2],
      ["no face", 2],
    ]);
    expect([leftOut[0], notes]).toEqual([{ file: training, line: 9, reason: "contempt, which is none of the seven expressions" }, []]);
    expect(await recognise()).toEqual({
      layout: "Manually_Annotated_file_lists/training.csv and Manually_Annotated_file_lists/validation.csv, and photographs",
      sureness: 1,
    });
  });

  it("keep contempt as a label of its own where that is chosen", async () => {
    const { table } = await place.read(affectNet, { contempt: "keep" });
    expect(countsOf(table)).toEqual({ train: each(8), validation: each(8) });
    const meaningOf = new Map(affectNet.meanings.map(({ label, means }) => [label, means]));
    expect(table.labels.map((label) => meaningOf.get(label))).toEqual(
      "neutral happiness sadness surprise fear disgust anger contempt".split(" "),
    );
  });

  it("turn faces upright by five of their 68 landmarks where that is chosen, in pixels of the photograph", async () => {
    const { table } = await place.read(affectNet, { faces: "upright" });
    const { file, box, points } = parseAddress(table.pictures[1]!);
    expect([file, box]).toEqual([`${photographs}/2/${Buffer.from("train 1").toString("hex")}.jpg`, null]);
    for (const [axis, value] of pointsOf("train", 1, "happiness", 160).entries())
      expect(points![axis]).toBeCloseTo(value + (axis % 2 === 0 ? 160 : 0), 1);
  });

  it.each([
    ["a folder in a folder", photographs],
    ["Manually_Annotated_Images", "Manually_Annotated_Images"],
    ["Manually_Annotated", "Manually_Annotated"],
  ])("find the photographs in %s", async (_what, folder) => {
    if (folder !== photographs) {
      rename(photographs, "photographs");
      rmSync(join(place.directory, "Manually_Annotated"), { recursive: true });
      rename("photographs", folder);
    }
    expect((await place.read(affectNet)).table.pictures[0]).toMatch(new RegExp(`^${folder}/1/[0-9a-f]+\\.jpg#`));
  });

  it("are read without a header, without one of the two, with columns in another order, and as a spreadsheet writes them", async () => {
    const lines = place.text(training).split("\n");
    rmSync(join(place.directory, "Manually_Annotated_file_lists/validation.csv"));
    const whole = (await place.read(affectNet)).table.pictures;
    place.put(training, lines.slice(1).join("\r\n"));
    expect((await place.read(affectNet)).table).toMatchObject({ pictures: whole, line: Uint32Array.of(1, 2, 3, 4, 5, 6, 7) });
    const turned = lines.map((line) => line.split(",").reverse().map((value) => `"${value}"`).join(",")); // biome-ignore format: a line
    place.put(training, turned.slice(0, -1).join("\n"));
    expect((await place.read(affectNet)).table.pictures).toEqual(whole);
  });

  it.each([
    ["negative", "-1,-1,-1,-1"],
    ["NULL", "NULL,NULL,NULL,NULL"],
    ["empty", ",,,"],
    ["without a height", "5,5,10,0"],
  ])("leave out a face with a box that is %s", async (_what, box) => {
    place.put(training, place.text(training).replace("170,10,140,145", box));
    expect((await place.read(affectNet)).leftOut[0]).toEqual({ file: training, line: 2, reason: "no box around a face" });
  });

  it("leave out a face that is listed before, and refuse a second label for it", async () => {
    const lines = place.text(training).split("\n");
    place.put(training, [...lines.slice(0, 8), lines[1]].join("\n"));
    const { table, leftOut } = await place.read(affectNet);
    expect([table.count, leftOut[0]]).toEqual([14, { file: training, line: 9, reason: "a face that is listed before" }]);
    place.put(training, [...lines.slice(0, 8), lines[1]!.replace(",0,0.17", ",3,0.17")].join("\n"));
    expect(await place.faultOf(affectNet)).toBe(
      `DIR/${training}, line 9: found the face of ${training}, line 2, with another label: 3 in place of 0, expected one label a face. Remove one of the two lines.`,
    );
  });

  it("say how many faces have no landmarks where they shall be turned", async () => {
    place.put(
      training,
      place
        .text(training)
        .replace(/;[\d.;]+,0,/, ",0,")
        .replace(/,[\d.]+,0,0\.17/, ",NULL,0,0.17"),
    );
    const { table, notes } = await place.read(affectNet, { faces: "upright" });
    expect([table.pictures[0]!.split("#")[1], notes]).toEqual([
      "box=170,10,310,155",
      ["1 faces have no landmarks: they are cut out by their boxes."],
    ]);
  });

  const again = "Download the lists again.";
  it.each([
    ["another expression", /,1,0\.17/, ",11,0.17", `the expression "11", expected 0 (neutral) to 10 (no face). ${again}`],
    [
      "a path",
      /2\/[0-9a-f]+\.jpg/,
      "../etc/passwd",
      `the photograph "../etc/passwd", expected a folder and a name, as 103/29a31ebf.jpg. ${again}`,
    ],
    [
      "a box of words",
      /170,10,140,145/,
      "170,left,140,145",
      `the box "170,left,140,145", expected four whole numbers (left, top, width, height), or NULL. ${again}`,
    ],
    ["a value too few", /,-0\.02.*/, "", `8 values, expected 9 values. ${again}`],
    [
      "half its landmarks",
      /,[\d.;]+;[\d.;]+,1,/,
      ",1.5;2.5,1,",
      `the landmarks "1.5;2.5", expected 136 numbers with semicolons between them, or NULL. ${again}`,
    ],
    [
      "a photograph that is not there",
      /2\/[0-9a-f]+\.jpg/,
      "2/gone.jpg",
      `"${photographs}/2/gone.jpg", which does not exist, expected a photograph for every face. Unpack the photographs again: a part of them is missing; or remove the line.`,
    ],
  ])("stop at a line with %s", async (_what, from, to, message) => {
    const lines = place.text(training).split("\n");
    lines[2] = lines[2]!.replace(from, to);
    place.put(training, lines.join("\n"));
    expect(await place.faultOf(affectNet, { faces: "upright" })).toBe(`DIR/${training}, line 3: found ${message}`);
  });

  it("say what is missing", async () => {
    place.put(training, "\n");
    const columns =
      "the columns subDirectory_filePath, face_x, face_y, face_width, face_height, facial_landmarks, expression, valence, arousal";
    expect(await place.faultOf(affectNet)).toBe(`DIR/${training}: found no line, expected ${columns}. ${again}`);
    place.put(training, "file,label\n");
    expect(await place.faultOf(affectNet)).toBe(`DIR/${training}, line 1: found "file,label", expected ${columns}. ${again}`);
    rmSync(join(place.directory, "Manually_Annotated"), { recursive: true });
    expect(await place.faultOf(affectNet)).toBe(
      "DIR: found no photographs, expected Manually_Annotated/ or Manually_Annotated_Images/ with folders 1, 2, 3 .... Unpack the photographs beside the lists.",
    );
  });

  it("are refused with a photograph that is a link out of the folder", async () => {
    symlinkSync("/etc/passwd", join(place.directory, photographs, "1/z.jpg"));
    expect(await place.faultOf(affectNet)).toMatch(/z\.jpg: found a link that leaves the data set/);
  });

  it("let nothing but an InputError escape, whatever a list holds (property)", async () => {
    const [header, face] = place.text(training).split("\n") as [string, string];
    const value = fc.oneof(fc.constantFrom("1/a.jpg", "3", "NULL", "-1", "1;2", "12345678", '"'), fc.string());
    const line = fc.oneof(
      fc.constantFrom(header, face, face.replace(",0,", ",9,"), ""),
      fc.array(value, { maxLength: 9 }).map((values) => values.join(",")),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 4 }), fc.boolean(), async (lines, isTurned) => {
        place.put(training, lines.join("\n"));
        const choices = { faces: isTurned ? "upright" : "box" };
        const read = await place.read(affectNet, choices).catch(() => null);
        if (read === null) expect(await place.faultOf(affectNet, choices)).toContain(`DIR/${training}`);
      }),
      { numRuns: 100 },
    );
  });
});

describe("AffectNet's arrays of 2021", () => {
  beforeEach(() => writeAffectNet2021(options()));
  const label = "train_set/annotations/2_exp.npy";

  it("have a face for each label with one of seven expressions", async () => {
    const { table, leftOut, notes } = await place.read(affectNet);
    expect(countsOf(table)).toEqual({ train: each(7), validation: each(7) });
    expect(table.pictures.slice(0, 2)).toEqual(["train_set/images/0.jpg", "train_set/images/1.jpg"]);
    expect(leftOut).toEqual([
      { file: "train_set/annotations/7_exp.npy", reason: "contempt, which is none of the seven expressions" },
      { file: "val_set/annotations/7_exp.npy", reason: "contempt, which is none of the seven expressions" },
    ]);
    expect([notes, await recognise()]).toEqual([[], { layout: "faces and arrays in train_set and val_set", sureness: 1 }]);
  });

  it("keep contempt, and turn faces upright by the landmarks beside the labels", async () => {
    rmSync(join(place.directory, "val_set/annotations/3_lnd.npy"));
    const { table, notes } = await place.read(affectNet, { contempt: "keep", faces: "upright" });
    expect(countsOf(table)).toEqual({ train: each(8), validation: each(8) });
    const { points } = parseAddress(table.pictures[4]!);
    for (const [axis, value] of pointsOf("train", 4, "fear", 224).entries()) expect(points![axis]).toBeCloseTo(value, 1);
    expect(notes).toEqual(["1 faces have no landmarks and are not turned upright."]);
  });

  it.each([
    ["a whole number", npyBytes("<i8", [], [6])],
    ["a float", npyBytes("<f8", [1], [6])],
    ["bytes", npyBytes("|S1", [], ["6"])],
    ["a text of a float", npyBytes("<U3", [], ["6.0"])],
  ])("may hold %s", async (_what, bytes) => {
    place.put(label, bytes);
    expect(countsOf((await place.read(affectNet)).table).train).toEqual({ "0": 1, "1": 1, "3": 1, "4": 1, "5": 1, "6": 2 });
  });

  it("leave out, by name, a face without a label", async () => {
    place.put("val_set/images/99.png");
    expect((await place.read(affectNet)).leftOut.at(-1)).toEqual({ file: "val_set/images/99.png", reason: "a face without a label" });
  });

  it("are read where only one of the two sets was unpacked", async () => {
    rmSync(join(place.directory, "val_set"), { recursive: true });
    expect(countsOf((await place.read(affectNet)).table)).toEqual({ train: each(7) });
    expect(await recognise()).toEqual({ layout: "faces and arrays in train_set", sureness: 1 });
  });

  const again = "Unpack the annotations again.";
  it.each([
    ["another code", npyBytes("<i8", [], [11]), `the expression 11, expected one value, 0 (neutral) to 10 (no face). ${again}`],
    ["half a code", npyBytes("<f8", [], [2.5]), `the expression 2.5, expected one value, 0 (neutral) to 10 (no face). ${again}`],
    ["a word", npyBytes("<U5", [], ["happy"]), `the expression "happy", expected one value, 0 (neutral) to 10 (no face). ${again}`],
    ["two codes", npyBytes("<i8", [2], [1, 2]), `2 values, expected one value, 0 (neutral) to 10 (no face). ${again}`],
    [
      "no array",
      Buffer.from("2"),
      "a file that does not begin with NumPy's mark, expected an array of NumPy (.npy). Unpack or download the file again: numpy.save writes it.",
    ],
    [
      "a megabyte and more",
      Buffer.alloc(2 ** 20 + 1),
      "1048577 bytes, expected at most 1048576. Check that it is the data set's own file.",
    ],
  ])("stop at a label that holds %s", async (_what, bytes, message) => {
    place.put(label, bytes);
    expect(await place.faultOf(affectNet)).toBe(`DIR/${label}: found ${message}`);
  });

  it("stop at a label whose face is not there, and at landmarks that are not 68 points", async () => {
    place.put("train_set/annotations/2_lnd.npy", npyBytes("<f8", [2, 2], [1, 2, 3, 4]));
    expect(await place.faultOf(affectNet, { faces: "upright" })).toBe(
      `DIR/train_set/annotations/2_lnd.npy: found an array of 2 x 2 values, expected 68 points, x and y in pixels. ${again}`,
    );
    rmSync(join(place.directory, "train_set/images/2.jpg"));
    expect(await place.faultOf(affectNet)).toBe(
      `DIR/${label}: found a label for train_set/images/2.jpg, which does not exist, expected a face for every label. Unpack the pictures again: a part of them is missing; or remove the label.`,
    );
  });

  it("say what is missing", async () => {
    rmSync(join(place.directory, "train_set/images"), { recursive: true });
    expect(await place.faultOf(affectNet)).toBe(
      "DIR/train_set/images: found no pictures, expected the faces that the annotations are of. Unpack the pictures beside annotations/.",
    );
    rmSync(join(place.directory, "train_set/annotations"), { recursive: true });
    place.put("train_set/annotations/x.txt");
    place.put("train_set/images/2.jpg");
    expect(await place.faultOf(affectNet)).toBe(`DIR/train_set/annotations: found no label, expected files as 7_exp.npy. ${again}`);
  });
});

it("is not seen in a folder of another set", async () => {
  place.put("train_set/images/1.jpg");
  expect(await recognise()).toBeNull();
  expect(await place.faultOf(affectNet)).toBe(
    "DIR: found neither lists nor arrays of AffectNet, expected Manually_Annotated_file_lists/, or train_set/ and val_set/ with annotations/. Choose the folder that its archives were unpacked to.",
  );
});
