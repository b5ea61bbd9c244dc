import { symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeExpw } from "../miniatures/expw.ts";
import { expw, parseFaceLine } from "./expw.ts";
import { countsOf, newPlace, type SetPlace, sameFace } from "./reading.fixture.ts";

let place: SetPlace;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.remove());

const write = () => writeExpw({ directory: place.directory, seed: 1, draw: sameFace, photographs: 1 });
const codes = ["0", "1", "2", "3", "4", "5", "6"];
const each = (count: number) => ({ all: Object.fromEntries(codes.map((code) => [code, count])) });

describe("ExpW", () => {
  it("has every face of the list with the box that its line gives as top, left, right, bottom", async () => {
    await write();
    const { table, leftOut, notes } = await place.read(expw);
    expect(countsOf(table)).toEqual(each(2));
    expect(table.pictures.slice(0, 3)).toEqual([
      "image/origin/anger_person_0.jpg#box=12,10,108,106",
      "image/origin/anger_person_0.jpg#box=132,10,228,106",
      "image/origin/disgust person_1.jpg#box=12,10,108,106",
    ]);
    expect([table.labels[table.label[1]!], table.line[1], leftOut, notes]).toEqual(["1", 2, [], []]);
    expect(await expw.recognise(await place.folder())).toEqual({ layout: "label.lst and its photographs", sureness: 1 });
  });

  it.each([
    ["0", 14, 0],
    ["30", 7, 7],
    ["60", 7, 7],
  ])("leaves out, by line, faces below a confidence of %s", async (confidence, count, out) => {
    await write();
    const { table, leftOut, leftOutCounts } = await place.read(expw, { confidence });
    expect([table.count, leftOut.length]).toEqual([count, out]);
    if (out > 0) expect(leftOut[0]).toEqual({ file: "label.lst", line: 2, reason: `a confidence below ${confidence}` });
    expect([...leftOutCounts.values()]).toEqual(out > 0 ? [out] : []);
  });

  it("keeps a face with just the confidence that is asked for", async () => {
    place.put("origin/a.jpg");
    place.put("label.lst", "a.jpg 0 1 2 5 6 30 3\na.jpg 1 1 2 7 8 29.999 3\n");
    expect((await place.read(expw, { confidence: "30" })).table.pictures).toEqual(["origin/a.jpg#box=2,1,5,6"]);
    expect(await place.faultOf(expw, { confidence: "60" })).toBe(
      "DIR/label.lst: found no face with a confidence of 60 and more, expected faces. Choose a lower confidence.",
    );
  });

  it.each([
    ["origin/", "label.lst", "origin"],
    ["a folder in a folder", "label/label.lst", "image/origin/origin"],
  ])("finds the photographs in %s", async (_what, list, folder) => {
    place.put(`${folder}/a.jpg`);
    place.put(list, "\uFEFFa.jpg 0 -1 -2 3 4 5e1 6\r\n\r\n");
    expect((await place.read(expw)).table.pictures).toEqual([`${folder}/a.jpg#box=-2,-1,3,4`]);
    expect((await expw.recognise(await place.folder()))?.sureness).toBe(1);
  });

  it("leaves out, by name, a photograph that the list does not name", async () => {
    await write();
    place.put("image/origin/other.jpg");
    expect((await place.read(expw)).leftOut).toEqual([{ file: "image/origin/other.jpg", reason: "not in label.lst" }]);
  });

  it("is not seen where there is no label.lst, and hardly in one of another form", async () => {
    place.put("train.lst", "a.jpg 0 1 2 3 4 5 6");
    expect(await expw.recognise(await place.folder())).toBeNull();
    place.put("label.lst", "0\t1\ta.jpg\n");
    expect((await expw.recognise(await place.folder()))?.sureness).toBe(0.3);
    place.put("label.lst", "\n");
    expect(await expw.recognise(await place.folder())).toEqual({ layout: "an empty label.lst", sureness: 0.3 });
  });

  const form =
    'expected "angry_actor_104.jpg 0 28 113 226 141 22.9362 0": name, face, top, left, right, bottom, confidence, and a label from 0 (angry) to 6 (neutral). Unpack the label file again; whole, it has 91,793 lines.';
  it.each([
    ["an unknown label", "a.jpg 0 1 2 3 4 5.5 7", `found "a.jpg 0 1 2 3 4 5.5 7", ${form}`],
    ["a value too few", "a.jpg 0 1 2 3 4 6", `found "a.jpg 0 1 2 3 4 6", ${form}`],
    ["no number", "a.jpg 0 1 2 3 nan 5.5 6", `found "a.jpg 0 1 2 3 nan 5.5 6", ${form}`],
    [
      "a path",
      "../label.lst 0 1 2 3 4 5.5 6",
      'found "image/origin/../label.lst", which does not exist, expected a photograph for every line. Unpack the photographs again, or remove the line.',
    ],
    [
      "a box without width",
      "anger_person_0.jpg 2 1 7 7 4 5.5 6",
      "found a box from 7,1 to 7,4 (left, top, right, bottom), expected one that holds a face. Unpack the label file again, or remove the line.",
    ],
    [
      "a box without height",
      "anger_person_0.jpg 2 5 1 7 4 5.5 6",
      "found a box from 1,5 to 7,4 (left, top, right, bottom), expected one that holds a face. Unpack the label file again, or remove the line.",
    ],
    [
      "the face of another line",
      "anger_person_0.jpg 2 10 12 108 106 5.5 6",
      "found the face of line 1 a second time, expected each face once. Remove one of the lines.",
    ],
    ["a NUL byte", "a.jpg\u0000 0 1 2 3 4 5 6", "found a NUL byte, expected lines of text. Unpack or download the file again."],
  ])("stops at a line with %s", async (_what, text, message) => {
    await write();
    const lines = place.text("label.lst").split("\n");
    lines[2] = text;
    place.put("label.lst", lines.join("\n"));
    expect(await place.faultOf(expw)).toBe(`DIR/label.lst, line 3: ${message}`);
  });

  it("says what is missing", async () => {
    expect(await place.faultOf(expw)).toContain("DIR/label.lst: found no such file, expected ExpW's label file.");
    place.put("label.lst", "a.jpg 0 1 2 3 4 5 6");
    expect(await place.faultOf(expw)).toBe(
      "DIR/image/origin: found no photographs, expected image/origin/ or origin/ with ExpW's photographs. Unpack the photographs (origin.7z) into image/ beside label.lst.",
    );
    place.put("origin/a.jpg");
    place.put("label.lst", "\n");
    expect(await place.faultOf(expw)).toContain('DIR/label.lst: found no line, expected lines like "angry_actor_104.jpg 0');
  });

  it("refuses a photograph that is a link out of the folder", async () => {
    await write();
    symlinkSync("/etc/passwd", join(place.directory, "image/origin/z.jpg"));
    expect(await place.faultOf(expw)).toMatch(/z\.jpg: found a link that leaves the data set/);
  });

  it("parses each line that it could have written (property)", () => {
    const at = fc.integer({ min: -999, max: 9999 });
    const name = fc.stringMatching(/^[a-z]([a-z 0-9]{0,9}[a-z0-9])?\.jpg$/);
    const confidence = fc.integer({ min: 0, max: 9999 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(name, at, at, at, at, confidence, fc.constantFrom(...codes), (image, left, top, right, bottom, sure, label) => {
        const line = `${image} 3 ${top} ${left} ${right} ${bottom} ${sure} ${label}`;
        expect(parseFaceLine(line)).toEqual({ image, left, top, right, bottom, confidence: sure, label });
      }),
    );
  });

  it("lets nothing but an InputError escape, whatever the list holds (property)", async () => {
    place.put("origin/a.jpg");
    const line = fc.oneof(fc.constantFrom("a.jpg 0 1 2 3 4 5.5 6", "a.jpg 1 5 2 3 9 5.5 6", "a.jpg 0 1 2 3 4 5 9", ""), fc.string());
    const content = fc.oneof(
      fc.array(line, { maxLength: 4 }).map((lines) => Buffer.from(lines.join("\n"))),
      fc.uint8Array({ maxLength: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(content, async (bytes) => {
        place.put("label.lst", bytes);
        const read = await place.read(expw).catch(() => null);
        if (read) expect(read.table.count).toBeGreaterThan(0);
        else expect(await place.faultOf(expw)).toContain("DIR/label.lst");
      }),
      { numRuns: 100 },
    );
  });
});
