import { renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { foldSizes, labelledSequences } from "../../evaluation/ck-plus-sequences.fixture.ts";
import { subjectTenFold } from "../../evaluation/protocols.ts";
import { parseAddress } from "../../images/picture-address.ts";
import { sharp } from "../../images/sharp.ts";
import { type CkPlusMiniature, ckPlusSubjects, writeCkPlus, writeCkPlus48 } from "../miniatures/ck-plus.ts";
import { drawnPoints } from "../miniatures/face-points.ts";
import type { SourceTable } from "../source-table.ts";
import { ckPlus } from "./ck-plus.ts";
import { emotionOf } from "./ck-plus-labels.ts";
import { countsOf, newPlace, type SetPlace, sameFace } from "./reading.fixture.ts";

let place: SetPlace;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.remove());

const write = (options: Partial<CkPlusMiniature> = {}) => writeCkPlus({ directory: place.directory, seed: 1, draw: sameFace, ...options });
const write48 = () => writeCkPlus48({ directory: place.directory, seed: 1, draw: sameFace });
const recognise = async () => ckPlus.recognise(await place.folder());
const remove = (path: string) => rmSync(join(place.directory, path), { recursive: true });
const rename = (from: string, to: string) => renameSync(join(place.directory, from), join(place.directory, to));
const filesOf = ({ pictures }: SourceTable) => pictures.map((picture) => parseAddress(picture).file);
const labelFile = "Emotion/S005/001/S005_001_00000005_emotion.txt";
const frame = (number: number) => `cohn-kanade-images/S005/001/S005_001_0000000${number}.png`;

describe("CK+ as its authors give it", () => {
  beforeEach(() => write());

  it("gives the first frame of each labelled sequence as neutral and its last three with the label", async () => {
    const { table, leftOut, leftOutCounts, notes } = await place.read(ckPlus);
    expect(countsOf(table)).toEqual({
      all: { neutral: 13, anger: 9, disgust: 6, fear: 6, happy: 6, sadness: 6, surprise: 6 },
    });
    expect(filesOf(table).slice(0, 4)).toEqual([frame(1), frame(3), frame(4), frame(5)]);
    expect([...table.label.slice(0, 4)].map((label) => table.labels[label])).toEqual(["neutral", "anger", "anger", "anger"]);
    expect([...table.line.slice(0, 4)]).toEqual([0, 1, 1, 1]);
    expect(table.labels).not.toContain("contempt");
    // All that S895 shows is contempt.
    // Known all the same: his place decides in which fold those after him are.
    expect(table.subjects).toEqual(ckPlusSubjects);
    expect([...new Set(table.subject)]).not.toContain(ckPlusSubjects.indexOf("S895"));
    expect(table.sequences).toHaveLength(13);
    expect(table.sequences.slice(0, 2)).toEqual(["S005/001", "S005/002"]);
    for (let row = 0; row < table.count; row++) {
      const sequence = table.sequences[table.sequence[row]!]!;
      expect(filesOf(table)[row]).toContain(`/${sequence}/`);
      expect(table.subjects[table.subject[row]!]).toBe(sequence.slice(0, 4));
    }
    expect([...leftOutCounts]).toEqual([
      ["a sequence without an emotion label", 5],
      ["contempt, which is none of the seven expressions", 2],
    ]);
    expect(leftOut[0]).toEqual({ file: "cohn-kanade-images/S005/004", reason: "a sequence without an emotion label" });
    expect(leftOut[leftOut.length - 1]!.file).toBe("cohn-kanade-images/S895/001");
    expect(notes).toEqual([
      "20 sequences were found, 15 of them with a label; the whole set has 593 and 327, so its ten folds could not be checked.",
    ]);
    expect(await recognise()).toMatchObject({ sureness: 1 });
  });

  it("keeps contempt as a label of its own where that is chosen", async () => {
    const { table, leftOutCounts } = await place.read(ckPlus, { contempt: "keep" });
    expect(countsOf(table)).toEqual({
      all: { neutral: 15, anger: 9, contempt: 6, disgust: 6, fear: 6, happy: 6, sadness: 6, surprise: 6 },
    });
    expect(table.subjects).toEqual(ckPlusSubjects);
    expect([...leftOutCounts]).toEqual([["a sequence without an emotion label", 5]]);
  });

  it("has a word for every label, with RAF-DB's class for it", async () => {
    const { table } = await place.read(ckPlus, { contempt: "keep" });
    const meaningOf = new Map(ckPlus.meanings.map(({ label, means }) => [label, means]));
    expect(table.labels.map((label) => meaningOf.get(label))).toEqual([
      "neutral",
      "anger",
      "contempt",
      "disgust",
      "fear",
      "happiness",
      "sadness",
      "surprise",
    ]);
  });

  it("gives a frame's landmarks as the five points by which a face is turned", async () => {
    const { table, notes } = await place.read(ckPlus);
    const face = { part: "ck-plus 1", index: 0, person: 0, expression: "anger", size: { width: 640, height: 490 }, format: "png" } as const;
    const drawn = drawnPoints(1, { ...face, intensity: 1 });
    for (const [index, value] of parseAddress(table.pictures[3]!).points!.entries()) expect(value).toBeCloseTo(drawn[index]!, 1);
    remove("Landmarks/S005/001/S005_001_00000001_landmarks.txt");
    const less = await place.read(ckPlus);
    expect(less.table.pictures[0]).toBe(frame(1));
    expect(less.table.pictures.slice(1)).toEqual(table.pictures.slice(1));
    expect(less.notes).toEqual([...notes, "1 pictures have no landmarks by which they could be turned upright."]);
    remove("Landmarks");
    const none = await place.read(ckPlus);
    expect(none.table.pictures).toEqual(filesOf(table));
    expect(none.notes).toContain("There is no Landmarks folder, so no face has points by which it can be turned upright.");
  });

  it.each([
    { images: "extended-cohn-kanade-images/cohn-kanade-images", emotion: "Emotion_labels/Emotion", landmarks: "Landmarks/Landmarks" },
    { images: "CK+/cohn-kanade-images", emotion: "CK+/Emotion", landmarks: "CK+/Landmarks" },
    { images: "mit Ümlaut/extended-cohn-kanade-images", emotion: "mit Ümlaut/emotion" },
  ])("may be unpacked to $images and $emotion", async (roots) => {
    for (const root of ["cohn-kanade-images", "Emotion", "Landmarks"]) remove(root);
    await write({ roots });
    if (roots.images.startsWith("CK+")) place.put("another folder/notes.txt");
    const { table, leftOutCounts } = await place.read(ckPlus);
    expect(table.count).toBe(52);
    expect(filesOf(table)[0]).toBe(`${roots.images}/S005/001/S005_001_00000001.png`);
    expect([...leftOutCounts.values()]).toEqual([5, 2]);
    expect(await recognise()).toMatchObject({ sureness: 1 });
  });

  it("takes its frames in the order of their numbers", async () => {
    const first = "cohn-kanade-images/S005/001/S005_001_1.png"; // by its name it would be the last
    rename(frame(1), first);
    expect(filesOf((await place.read(ckPlus)).table).slice(0, 4)).toEqual([first, frame(3), frame(4), frame(5)]);
  });

  it("says that a sequence ends at another frame than its label names", async () => {
    remove(frame(5));
    expect((await place.read(ckPlus)).notes[1]).toBe("1 sequences end at another frame than the one that their label names.");
  });

  it("leaves nothing out without a word", async () => {
    place.put("FACS/S005/001/S005_001_00000005_facs.txt");
    place.put("ReadMeCohnKanadeDatabase_website.txt");
    place.put("cohn-kanade-images/S005/notes.txt");
    place.put("cohn-kanade-images/S5/001/a.png");
    place.put("cohn-kanade-images/S005/001/notes.txt");
    place.put("Emotion/S005/001/notes.doc");
    const { table, leftOut } = await place.read(ckPlus);
    expect(table.count).toBe(52);
    expect(leftOut.filter(({ reason }) => !/contempt|without an emotion/.test(reason))).toEqual([
      { file: "FACS", reason: "neither frames nor emotion labels nor landmarks" },
      { file: "ReadMeCohnKanadeDatabase_website.txt", reason: "neither frames nor emotion labels nor landmarks" },
      { file: "cohn-kanade-images/S5", reason: "not a subject's folder" },
      { file: "cohn-kanade-images/S005/notes.txt", reason: "not a sequence's folder" },
      { file: "Emotion/S005/001/notes.doc", reason: "not an emotion file" },
      { file: "cohn-kanade-images/S005/001/notes.txt", reason: "not a frame" },
    ]);
  });

  it.each<[string, () => void, string]>([
    [
      "code 0",
      () => place.put(labelFile, "   0.0000000e+00\n"),
      `DIR/${labelFile}, line 1: found the emotion "0.0000000e+00", expected 1 to 7 (anger, contempt, disgust, fear, happy, sadness, surprise). Unpack the emotion labels again, or empty the sequence's folder: then it has no label.`,
    ],
    [
      "code 8",
      () => place.put(labelFile, "   8.0000000e+00\n"),
      `DIR/${labelFile}, line 1: found the emotion "8.0000000e+00", expected 1 to 7`,
    ],
    ["half a code", () => place.put(labelFile, "2.5"), `DIR/${labelFile}, line 1: found the emotion "2.5", expected 1 to 7`],
    ["two codes", () => place.put(labelFile, "3\n4\n"), `DIR/${labelFile}, line 1: found the emotion "3�4", expected 1 to 7`],
    ["no code", () => place.put(labelFile, "\n"), `DIR/${labelFile}, line 1: found nothing, expected 1 to 7`],
    [
      "two emotion files",
      () => place.put("Emotion/S005/001/S005_001_00000011_emotion.txt", "3"),
      'DIR/Emotion/S005/001: found two emotion files, "S005_001_00000005_emotion.txt" and "S005_001_00000011_emotion.txt", expected one or none. Remove',
    ],
    [
      "another sequence's emotion file",
      () => rename(labelFile, "Emotion/S005/001/S005_002_00000005_emotion.txt"),
      "DIR/Emotion/S005/001/S005_002_00000005_emotion.txt: found a file of another sequence, expected the name S005_001_00000011_emotion.txt or its like. Unpack",
    ],
    [
      "a label without frames",
      () => remove("cohn-kanade-images/S005/001"),
      `DIR/${labelFile}: found a label for S005/001, which has no frames, expected at least 4 frames in "cohn-kanade-images/S005/001". Unpack the pictures again`,
    ],
    [
      "a label with three frames",
      () => {
        for (const number of [1, 2]) remove(frame(number));
      },
      `DIR/${labelFile}: found a label for S005/001, which has 3 frames only, expected at least 4 frames`,
    ],
    [
      "another sequence's frame",
      () => rename(frame(2), "cohn-kanade-images/S005/001/S005_002_00000002.png"),
      "DIR/cohn-kanade-images/S005/001/S005_002_00000002.png: found a frame of another name, expected the name S005_001_00000001.png or its like. Give",
    ],
    [
      "a frame twice",
      () => place.put("cohn-kanade-images/S005/001/S005_001_00000002.tiff"),
      'DIR/cohn-kanade-images/S005/001/S005_001_00000002.tiff: found the frame 2 again, after "S005_001_00000002.png", expected each frame once. Remove',
    ],
    [
      "broken landmarks",
      () => place.put("Landmarks/S005/001/S005_001_00000001_landmarks.txt", "  1.0  2.0\n  3.0\n"),
      'DIR/Landmarks/S005/001/S005_001_00000001_landmarks.txt, line 2: found "  3.0", expected a point',
    ],
    [
      "no emotion labels",
      () => remove("Emotion"),
      "DIR: found frames without emotion labels, expected a folder Emotion with subjects as S005. Unpack",
    ],
  ])("is refused with %s", async (_, spoil, message) => {
    spoil();
    expect(await place.faultOf(ckPlus)).toContain(message);
  });

  it("is recognised without its labels, so that reading can say what is missing", async () => {
    remove("Emotion");
    expect(await recognise()).toMatchObject({ sureness: 0.7 });
  });

  it("reads labels in whatever encoding an editor saved them", async () => {
    place.put(labelFile, Buffer.from("\uFEFF   3.0000000e+00\r\n", "utf16le"));
    const { table } = await place.read(ckPlus);
    expect(table.labels[table.label[1]!]).toBe("disgust");
  });

  it("refuses a link that leaves it, and ends where links go round", async () => {
    symlinkSync(join(place.directory, "Emotion"), join(place.directory, "Emotion", "Emotion"));
    remove("Emotion/S005");
    for (const subject of ckPlusSubjects.slice(1)) remove(`Emotion/${subject}`);
    expect(await recognise()).toMatchObject({ sureness: 0.7 });
    const other = newPlace();
    other.put("S005_001_00000009.png");
    symlinkSync(join(other.directory, "S005_001_00000009.png"), join(place.directory, "cohn-kanade-images/S005/001/S005_001_00000009.png"));
    place.put(labelFile, "3");
    expect(await place.faultOf(ckPlus)).toMatch(/S005_001_00000009\.png: found a link that leaves the data set/);
    other.remove();
  });
});

describe("CK+48", () => {
  beforeEach(write48);

  it("gives three frames a sequence, and no neutral face", async () => {
    const { table, leftOutCounts, notes } = await place.read(ckPlus);
    expect(countsOf(table)).toEqual({ all: { anger: 9, disgust: 6, fear: 6, happy: 6, sadness: 6, surprise: 6 } });
    expect([table.pictures[0], table.subjects[0], table.sequences[0], table.line[0]]).toEqual([
      "CK+48/anger/S005_001_00000003.png",
      "S005",
      "S005/001",
      0,
    ]);
    expect(table.labels).not.toContain("neutral");
    expect(table.sequences).toHaveLength(13);
    expect([...leftOutCounts]).toEqual([["contempt, which is none of the seven expressions", 6]]);
    expect(notes[0]).toContain("no neutral face");
    expect(notes[1]).toBe("45 pictures were found; the whole set has 981, so its ten folds could not be checked.");
    expect((await recognise())?.layout).toContain("CK+48");
    const kept = await place.read(ckPlus, { contempt: "keep" });
    expect(countsOf(kept.table)).toMatchObject({ all: { contempt: 6 } });
    expect(kept.leftOut).toEqual([]);
  });

  it("may lie in the folder itself, and hold other things, which are left out with a word", async () => {
    for (const name of ["anger", "disgust", "Happy"]) rename(`CK+48/${name.toLowerCase()}`, name);
    remove("CK+48");
    place.put("readme.txt");
    place.put("landmarks/x.txt");
    place.put("anger/notes.txt");
    const { table, leftOut } = await place.read(ckPlus);
    expect(countsOf(table)).toEqual({ all: { anger: 9, disgust: 6, happy: 6 } });
    expect(leftOut).toEqual([
      { file: "anger/notes.txt", reason: "not a frame" },
      { file: "landmarks", reason: "none of the seven classes" },
      { file: "readme.txt", reason: "none of the seven classes" },
    ]);
  });

  it.each<[string, () => void, string]>([
    [
      "a class that it does not have",
      () => rename("CK+48/fear", "CK+48/fright"),
      'DIR/CK+48/fright: found the class "fright", expected anger, contempt, disgust, fear, happy, sadness, surprise. Give the folder',
    ],
    [
      "a frame of another name",
      () => rename("CK+48/anger/S005_001_00000003.png", "CK+48/anger/three.png"),
      "DIR/CK+48/anger/three.png: found a frame whose name says neither subject nor sequence, expected S010_004_00000017.png or its like. Give",
    ],
    [
      "a sequence in two classes",
      () => place.put("CK+48/fear/S005_001_00000003.png"),
      'DIR/CK+48/fear/S005_001_00000003.png: found a frame of S005/001, which is in "anger" too, expected one expression a sequence. Move',
    ],
  ])("is refused with %s", async (_, spoil, message) => {
    spoil();
    expect(await place.faultOf(ckPlus)).toContain(message);
  });
});

describe("the ten folds of the whole CK+", () => {
  const put = (sequence: string, code: number) => {
    const stem = sequence.replace("/", "_");
    for (const number of [1, 2, 3, 4]) place.put(`cohn-kanade-images/${sequence}/${stem}_0000000${number}.png`);
    place.put(`Emotion/${sequence}/${stem}_00000004_emotion.txt`, `   ${code}.0000000e+00`);
  };
  const folds = ({ table }: { table: SourceTable }) => subjectTenFold({ table, parts: ["all"] });

  it("are the published ones, contempt kept or not; a label that was moved to another subject is told", { timeout: 120_000 }, async () => {
    // Everybody's first sequence is of contempt here: some subjects have no other.
    for (const sequence of labelledSequences) put(sequence, sequence.endsWith("1") ? 2 : 7);
    const kept = await place.read(ckPlus, { contempt: "keep" });
    expect(kept.notes).toEqual([expect.stringMatching(/^327 sequences were found, 327 of them with a label; .* 593 and 327\.$/), noPoints]);
    expect(folds(kept).map(({ test }) => test.length)).toEqual(foldSizes.map((size) => size * 4)); // three of the peak, one neutral
    const without = await place.read(ckPlus);
    const foldOf = (read: typeof kept) =>
      new Map(folds(read).flatMap(({ test }, fold) => Array.from(test, (row) => [read.table.pictures[row], fold])));
    const keptFolds = foldOf(kept);
    for (const [picture, fold] of foldOf(without)) expect(fold).toBe(keptFolds.get(picture));
    remove("Emotion/S010/001"); // of fold 2
    put("S011/009", 7);
    expect((await place.read(ckPlus)).notes[1]).toBe(
      "The ten folds of subjects have 33, 38, 41, 35, 30, 37, 29, 29, 33, 22 sequences, the published ones " +
        "33, 39, 40, 35, 30, 37, 29, 29, 33, 22: labels were moved to other subjects, so results by fold do not compare with those of papers.",
    );
  });
});

const noPoints = "There is no Landmarks folder, so no face has points by which it can be turned upright.";

describe("the miniature of CK+", () => {
  it("has its own formats", { timeout: 60_000 }, async () => {
    await writeCkPlus({ directory: place.directory, seed: 1 });
    expect(place.text(labelFile)).toBe("   1.0000000e+00\n");
    expect(place.text("Landmarks/S005/001/S005_001_00000001_landmarks.txt")).toMatch(/^( {3}\d\.\d{7}e\+\d\d {3}\d\.\d{7}e\+\d\d\n){68}$/);
    const picture = sharp(join(place.directory, frame(1)));
    expect(await picture.metadata()).toMatchObject({ format: "png", width: 640, height: 490, channels: 1 });
    const [first, last] = await Promise.all([frame(1), frame(5)].map((path) => sharp(join(place.directory, path)).raw().toBuffer()));
    expect(first!.equals(last!)).toBe(false); // the film moves
  });
});

describe("CK+'s reader", () => {
  it("does not take other sets for it", async () => {
    for (const path of ["anger/a.png", "train/happy/S005.jpg", "KA.AN1.39.tiff", "Sessions/1/session.xml", "Emotion/S005/001/x.txt"]) {
      place.put(path);
      expect(await recognise()).toBeNull();
    }
    expect(await place.faultOf(ckPlus)).toMatch(/^DIR: found neither frames nor classes of CK\+, expected .*Choose the folder/);
  });
});

describe("the number of an emotion file", () => {
  it("is a word of the set's, or an InputError", () => {
    const text = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.integer({ min: -2, max: 10 }).map((code) => `  ${code.toExponential(7)}\n`),
    );
    fc.assert(
      fc.property(text, (some) => {
        try {
          expect(["anger", "contempt", "disgust", "fear", "happy", "sadness", "surprise"]).toContain(emotionOf(some, "x.txt"));
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
        }
      }),
    );
    expect(emotionOf("   7.0000000e+00", "x.txt")).toBe("surprise");
  });
});
