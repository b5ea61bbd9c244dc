import { renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { FilmFrames, framesPrefix } from "../../images/film-frames.ts";
import { findFilmPrograms } from "../../images/film-programs.ts";
import { parseAddress } from "../../images/picture-address.ts";
import { sharp } from "../../images/sharp.ts";
import { drawnPoints } from "../miniatures/face-points.ts";
import type { MiniatureFace } from "../miniatures/miniature.ts";
import { type MmiMiniature, writeMmi, writeMmiList } from "../miniatures/mmi.ts";
import { SetFolder } from "../set-folder.ts";
import type { FrameSource, ReaderChoices, ReadSet } from "../set-reader.ts";
import type { SourceTable } from "../source-table.ts";
import { mmi } from "./mmi.ts";
import { parseListLine } from "./mmi-list.ts";
import { countsOf, newPlace, type SetPlace, sameFace } from "./reading.fixture.ts";

let place: SetPlace;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.remove());

const write = (options: Partial<MmiMiniature> = {}) => writeMmi({ directory: place.directory, seed: 1, draw: sameFace, ...options });
const recognise = async () => mmi.recognise(await place.folder());
const remove = (path: string) => rmSync(join(place.directory, path), { recursive: true });
const rename = (from: string, to: string) => renameSync(join(place.directory, from), join(place.directory, to));
const replace = (path: string, from: string | RegExp, to: string) => place.put(path, place.text(path).replace(from, to));
const rowsOf = ({ table }: ReadSet, sequence: string) =>
  table.pictures.filter((_, row) => table.sequences[table.sequence[row]!] === sequence);
const labelsOf = (table: SourceTable) => [...table.label].map((label) => table.labels[label]!);
/** Reads with a source of frames. */
const readWith = async (frames: FrameSource | null, choices: ReaderChoices = {}) =>
  mmi.read(await place.folder(), choices, { report: () => undefined, signal: new AbortController().signal, frames });

describe("MMI's sessions, with films taken apart", () => {
  beforeEach(() => write());

  it("gives three frames of the peak with the film's label, and the first as neutral", async () => {
    const read = await place.read(mmi);
    const { table, leftOutCounts, notes } = read;
    expect(countsOf(table)).toEqual({
      all: { neutral: 6, anger: 3, disgust: 4, fear: 3, happiness: 3, sadness: 3, surprise: 3 },
    });
    const frame = (number: number) => `Sessions/1/S001-001-${number}.png`;
    expect(rowsOf(read, "1")).toEqual([frame(1), frame(6), frame(7), frame(8)]); // the coded apex
    expect(rowsOf(read, "3")).toEqual([1, 4, 5, 6].map((number) => `Sessions/3/S002-001-${number}.png`)); // the middle
    expect(rowsOf(read, "7")).toEqual(["Sessions/7/S004-001.png"]); // a still
    expect(labelsOf(table).slice(0, 4)).toEqual(["neutral", "anger", "anger", "anger"]);
    expect([...table.line.slice(0, 4)]).toEqual([0, 4, 4, 4]);
    expect(table.sequences).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
    expect(table.subjects).toEqual(["1", "2", "3", "4"]);
    expect([...table.subject.slice(0, 8)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...leftOutCounts]).toEqual([
      ["a view from the side", 1],
      ["emotion 9, which is none of the six basic ones", 1],
      ["a film without an emotion label", 1],
    ]);
    expect(notes).toEqual([
      "7 films with a basic expression were found; the whole set has 213.",
      "1 films have two views in one picture, of which the left half is taken for the frontal one: MMI's files do not say which it is, so look at some.",
      "2 frontal sessions without coded action units are pictures already, which are used as they lie.",
      "1 sessions have only pictures of the peak, and so no neutral face.",
    ]);
    expect(await recognise()).toEqual({ layout: "a folder a session, with session.xml", sureness: 1 });
  });

  it("has RAF-DB's class for every label", async () => {
    const { table } = await place.read(mmi);
    for (const label of table.labels) expect(mmi.meanings).toContainEqual({ label, means: label });
  });

  it("gives the peak alone where that is chosen", async () => {
    const read = await place.read(mmi, { frames: "peak-only" });
    expect(countsOf(read.table)).toEqual({ all: { anger: 3, disgust: 4, fear: 3, happiness: 3, sadness: 3, surprise: 3 } });
    expect(rowsOf(read, "1")[0]).toBe("Sessions/1/S001-001-6.png");
    expect(read.table.labels).not.toContain("neutral");
    expect(read.notes.join()).not.toContain("no neutral face");
  });

  it("cuts the frontal half out of two views, as chosen", async () => {
    const { width, height } = await sharp(join(place.directory, "Sessions/5/S003-001-6.png")).metadata();
    const boxesOf = async (half: string) =>
      rowsOf(await place.read(mmi, { "two-views": half }), "5").map((picture) => [parseAddress(picture).file, parseAddress(picture).box]);
    const files = [1, 6, 7, 8].map((number) => `Sessions/5/S003-001-${number}.png`);
    const middle = Math.floor(width! / 2);
    expect(await boxesOf("left-half")).toEqual(files.map((file) => [file, { left: 0, top: 0, right: middle, bottom: height }]));
    expect(await boxesOf("right-half")).toEqual(files.map((file) => [file, { left: middle, top: 0, right: width, bottom: height }]));
    const { table, leftOutCounts } = await place.read(mmi, { "two-views": "leave-out" });
    expect(labelsOf(table)).not.toContain("sadness");
    expect(leftOutCounts.get("two views in one picture")).toBe(1);
  });

  it("names subjects in one way only: by the films where session.xml does not name them all", async () => {
    replace("Sessions/3/session.xml", /<subject.*>\n/, "");
    const { table, notes } = await place.read(mmi);
    expect(table.subjects).toEqual(["S001", "S002", "S003", "S004"]);
    expect(notes[notes.length - 1]).toBe("session.xml does not name every subject, so subjects are those of the films' names.");
  });

  it("may be chosen by its Sessions, and takes sessions in the order of their numbers", async () => {
    rename("Sessions/2", "Sessions/12");
    const inner = newPlace();
    inner.remove();
    renameSync(join(place.directory, "Sessions"), inner.directory);
    const { table } = await inner.read(mmi);
    expect(table.sequences).toEqual(["1", "3", "4", "5", "6", "7", "12"]);
    expect(table.pictures[0]).toBe("1/S001-001-1.png");
    inner.remove();
  });

  it("leaves nothing out without a word", async () => {
    place.put("Sessions/readme.txt");
    place.put("Sessions/extra/a.txt");
    place.put("Sessions/11/notes.txt");
    place.put("Sessions/1/S001-001.pts");
    place.put("Sessions/1/thumbnails/a.png");
    place.put("Sessions/1/S001-001.avi");
    remove("Sessions/2/S001-002.xml");
    for (let number = 1; number <= 10; number++) remove(`Sessions/4/S002-002-${number}.png`);
    const usual = new Set(["a view from the side", "emotion 9, which is none of the six basic ones"]);
    const { leftOut } = await place.read(mmi);
    expect(leftOut.filter(({ reason }) => !usual.has(reason))).toEqual([
      { file: "Sessions/extra", reason: "not a session's folder" },
      { file: "Sessions/readme.txt", reason: "not a session's folder" },
      { file: "Sessions/1/thumbnails", reason: "a folder in a session" },
      { file: "Sessions/1/S001-001.pts", reason: "not a file that is read of a session" },
      { file: "Sessions/1/S001-001.avi", reason: "a film whose frames lie beside it" },
      { file: "Sessions/2", reason: "a film without an XML file that labels it" },
      { file: "Sessions/4", reason: "a session without a film or a picture" },
      { file: "Sessions/10", reason: "a film without an emotion label" },
      { file: "Sessions/11", reason: "a session without a film or a picture" },
    ]);
  });

  it("leaves out a film that is said to show two emotions", async () => {
    replace("Sessions/1/S001-001.xml", "</Metadata>", '<Metatag Name="Emotion" Value="2"/></Metadata>');
    expect((await place.read(mmi)).leftOut).toContainEqual({ file: "Sessions/1", reason: "a film with two emotion labels" });
  });

  it("leaves out a view that nobody describes", async () => {
    replace("Sessions/1/session.xml", 'view="0"', 'view="7"');
    expect((await place.read(mmi)).leftOut).toContainEqual({ file: "Sessions/1", reason: 'a view "7", which nobody describes' });
  });

  it("reads XML in the encoding that it is in", async () => {
    const text = place
      .text("Sessions/1/S001-001.xml")
      .replace("<Metadata>", "<Metadata><!-- Gesichtsausdrücke -->")
      .replace("UTF-8", "ISO-8859-1");
    place.put("Sessions/1/S001-001.xml", Buffer.from(text, "latin1"));
    place.put("Sessions/2/S001-002.xml", Buffer.from(`\uFEFF${place.text("Sessions/2/S001-002.xml")}`, "utf16le"));
    expect(countsOf((await place.read(mmi)).table).all).toMatchObject({ anger: 3, disgust: 4 });
  });

  it.each<[string, () => void, string]>([
    [
      "an emotion that is no number",
      () => replace("Sessions/1/S001-001.xml", 'Value="1"', 'Value="anger"'),
      'DIR/Sessions/1/S001-001.xml, line 4: found the emotion "anger", expected 1 to 6 (anger, disgust, fear, happiness, sadness, surprise), or a higher code for another emotion. Unpack the session again.',
    ],
    [
      "emotion 0, which the other numbering has",
      () => replace("Sessions/1/S001-001.xml", 'Value="1"', 'Value="0"'),
      'DIR/Sessions/1/S001-001.xml, line 4: found the emotion "0", expected 1 to 6',
    ],
    [
      "XML that is cut off",
      () => replace("Sessions/1/session.xml", "</session>", ""),
      "DIR/Sessions/1/session.xml, line 9: found XML that is broken",
    ],
    [
      "a bomb of entities",
      () => place.put("Sessions/1/S001-001.xml", '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]>\n<a>&c;&c;&c;</a>'),
      "DIR/Sessions/1/S001-001.xml, line 1: found a document type that declares entities of its own, expected XML without one.",
    ],
    ["no session.xml", () => remove("Sessions/1/session.xml"), "DIR/Sessions/1/session.xml: found no such file, expected a file. Unpack"],
    [
      "a track without a view",
      () => replace("Sessions/1/session.xml", ' view="0"', ""),
      "DIR/Sessions/1/session.xml: found no track with a view, expected one view: 0 frontal, 1 from the side, 2 both. Unpack the session again.",
    ],
    [
      "tracks of two views",
      () => replace("Sessions/1/session.xml", "</session>", '<track view="1"/></session>'),
      'DIR/Sessions/1/session.xml: found tracks of different views, "0" and "1", expected one view',
    ],
    [
      "two films in a session",
      () => place.put("Sessions/1/S001-009.xml"),
      'DIR/Sessions/1: found the films "S001-001" and "S001-009", expected one film a session. Give each film',
    ],
    [
      "an action unit at a frame that the film does not have",
      () => replace("Sessions/1/S001-001-oao_aucs.xml", 'Frame="9"', 'Frame="90"'),
      'DIR/Sessions/1/S001-001-oao_aucs.xml, line 7: found a marker with the Frame "90", expected 1 to 11. Unpack the session again; if the film',
    ],
    [
      "a picture of two views that is none",
      () => place.put("Sessions/5/S003-001-7.png", "no picture"),
      "DIR/Sessions/5/S003-001-7.png: found no picture, expected a picture of two views. Copy or download",
    ],
  ])("is refused with %s", async (_, spoil, message) => {
    spoil();
    expect(await place.faultOf(mmi)).toContain(message);
  });

  it("refuses a link that leaves it", async () => {
    const other = newPlace();
    other.put("a.xml", "<a/>");
    remove("Sessions/1/session.xml");
    symlinkSync(join(other.directory, "a.xml"), join(place.directory, "Sessions/1/session.xml"));
    expect(await place.faultOf(mmi)).toMatch(/^DIR\/Sessions\/1\/session\.xml: found a link that leaves the data set/);
    other.remove();
  });
});

/** A source that pretends to have taken frames, and remembers what it was asked for. */
function pretendedFrames(count: number): FrameSource & { asked: [film: string, numbers: readonly number[], turned?: boolean][] } {
  const asked: [string, readonly number[], boolean?][] = [];
  return {
    asked,
    measure: async () => ({ count, width: 720, height: 576 }),
    take: async (film, numbers, turned) => {
      asked.push([film, numbers, turned]);
      return numbers.map((number) => `@frames/x-${number}${turned ? "-turned" : ""}.png`);
    },
  };
}

describe("MMI's sessions, with films", () => {
  beforeEach(async () => {
    await write();
    for (const [session, film] of ["S001-001", "S001-002", "S002-001", "S002-002", "S003-001", "S003-002"].entries()) {
      for (let number = 1; number <= 10; number++) remove(`Sessions/${session + 1}/${film}-${number}.png`);
      place.put(`Sessions/${session + 1}/${film}.avi`);
    }
  });

  it("asks for the frames of the peak, and turns what was filmed on the side", async () => {
    const frames = pretendedFrames(100);
    const read = await readWith(frames);
    expect(countsOf(read.table)).toEqual({
      all: { neutral: 6, anger: 3, disgust: 4, fear: 3, happiness: 3, sadness: 3, surprise: 3 },
    });
    const film = (session: number, name: string) => join(place.directory, "Sessions", String(session), `${name}.avi`);
    expect(frames.asked[0]).toEqual([film(1, "S001-001"), [0, 5, 6, 7], false]);
    expect(frames.asked[2]).toEqual([film(3, "S002-001"), [0, 48, 49, 50], true]);
    expect(frames.asked.map(([, , turned]) => turned)).toEqual([false, false, true, false, false, false]);
    expect(rowsOf(read, "3")).toEqual([0, 48, 49, 50].map((number) => `@frames/x-${number}-turned.png`));
    expect(rowsOf(read, "5")[1]).toBe("@frames/x-5.png#box=0,0,360,576");
    expect(read.notes).toContain(
      "1 frontal films without coded action units were turned by a quarter clockwise; if some lie on their side now, choose rotated=none.",
    );
  });

  it("turns no film of two views", async () => {
    remove("Sessions/5/S003-001-oao_aucs.xml");
    const frames = pretendedFrames(100);
    await readWith(frames);
    expect(frames.asked[4]!.slice(1)).toEqual([[0, 48, 49, 50], false]);
  });

  it("turns none, and leaves the neutral frame, where that is chosen", async () => {
    const frames = pretendedFrames(100);
    const { notes } = await readWith(frames, { rotated: "none", frames: "peak-only", "two-views": "right-half" });
    expect(frames.asked.map(([, numbers, turned]) => [numbers.length, turned])).toEqual(Array.from({ length: 6 }, () => [3, false]));
    expect(notes.join()).not.toContain("clockwise");
  });

  it("says how to get ffmpeg where there is none", async () => {
    expect(await place.faultOf(mmi)).toMatch(
      /^DIR\/Sessions\/1\/S001-001\.avi: found a film, and no ffmpeg to take its frames with, expected ffmpeg and ffprobe\. Install ffmpeg \(Debian: apt install ffmpeg\)/,
    );
  });

  it("refuses a film that has no peak between its ends", async () => {
    await expect(readWith(pretendedFrames(3))).rejects.toThrow(/S001-001\.avi: found 3 frames, expected more than 3\. Copy or download/);
  });

  it("takes a film for its session, and leaves a still of it out", async () => {
    place.put("Sessions/1/S001-001.jpg");
    const { leftOut } = await readWith(pretendedFrames(100));
    expect(leftOut).toContainEqual({ file: "Sessions/1/S001-001.jpg", reason: "a still beside its film" });
  });
});

const programs = await findFilmPrograms();

/** White above black, as large as the face would be. */
async function flag({ size }: MiniatureFace): Promise<Buffer> {
  const { width, height } = size as { width: number; height: number };
  const pixels = Buffer.alloc(width * height).fill(255, 0, (width * height) / 2);
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

// Films can neither be made nor opened where ffmpeg is absent.
describe.skipIf(programs === null)("MMI's sessions, with real films", () => {
  it("have their peak's frames, upright", { timeout: 60_000 }, async () => {
    await write({ programs, draw: flag });
    const kept = newPlace();
    const read = await readWith(new FilmFrames(programs!, kept.directory, new AbortController().signal));
    expect(countsOf(read.table)).toEqual({
      all: { neutral: 6, anger: 3, disgust: 4, fear: 3, happiness: 3, sadness: 3, surprise: 3 },
    });
    const cornersOf = async (picture: string) => {
      const file = join(kept.directory, parseAddress(picture).file.slice(framesPrefix.length));
      const { data, info } = await sharp(file).greyscale().raw().toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, top: data[info.width - 1]! > 200, bottom: data[data.length - info.width]! > 200 };
    };
    expect(await cornersOf(rowsOf(read, "1")[0]!)).toEqual({ width: 720, height: 576, top: true, bottom: false });
    expect(await cornersOf(rowsOf(read, "3")[0]!)).toEqual({ width: 576, height: 720, top: true, bottom: false });
    expect(parseAddress(rowsOf(read, "5")[0]!).box).toEqual({ left: 0, top: 0, right: 360, bottom: 576 });
    kept.remove();
  });
});

describe("MMI as HCPLab processes it", () => {
  beforeEach(() => writeMmiList({ directory: place.directory, seed: 1, draw: sameFace }));
  const list = "list/list.txt";

  it("is read by its list, which counts from 0", async () => {
    const { table, leftOut, notes } = await place.read(mmi);
    expect(countsOf(table)).toEqual({ all: { anger: 2, disgust: 2, fear: 2, happiness: 2, sadness: 2, surprise: 2 } });
    expect(parseAddress(table.pictures[0]!).file).toBe("images/S001-001.jpg");
    expect(labelsOf(table).slice(0, 6)).toEqual(["anger", "disgust", "fear", "happiness", "sadness", "surprise"]);
    expect([...table.line.slice(0, 3)]).toEqual([1, 2, 3]);
    expect(table.subjects).toEqual(["S001", "S002", "S003", "S004", "S005", "S006"]);
    expect(table.sequences.slice(0, 3)).toEqual(["S001-001", "S001-002", "S002-001"]);
    expect([leftOut, notes]).toEqual([[], []]);
  });

  it("gives the five points of its pictures, where they have some", async () => {
    const face = { part: "mmi list", index: 0, person: 1, expression: "anger", size: 224, format: "jpeg" } as const;
    const points = parseAddress((await place.read(mmi)).table.pictures[0]!).points!;
    for (const [index, value] of drawnPoints(1, face).entries()) expect(points[index]).toBeCloseTo(value, 1);
    remove("annos/landmark_5/S001-001.txt");
    const { table, notes } = await place.read(mmi);
    expect(table.pictures[0]).toBe("images/S001-001.jpg");
    expect(notes).toEqual(["1 pictures have no landmarks by which they could be turned upright."]);
  });

  it("is surely recognised only where its folder is called so, because other sets are processed alike", async () => {
    expect(await recognise()).toMatchObject({ sureness: 0.25 });
    const named = newPlace();
    renameSync(place.directory, join(named.directory, "my MMI faces"));
    const folder = await SetFolder.open(join(named.directory, "my MMI faces"), new AbortController().signal);
    expect(await mmi.recognise(folder)).toMatchObject({ sureness: 0.9 });
    named.remove();
  });

  it("takes names with spaces, folders and other letters", async () => {
    place.put("images/S009-003 groß/frame 7.jpg");
    place.put("images/who.jpg");
    place.put(list, "\uFEFFS009-003 groß\\frame 7.jpg 2\r\n\r\n./who.jpg   5");
    const { table, notes } = await place.read(mmi);
    expect(table.pictures).toEqual(["images/S009-003 groß/frame 7.jpg", "images/who.jpg"]);
    expect([table.subjects, [...table.subject], [...table.sequence], [...table.line]]).toEqual([["S009"], [0, -1], [0, -1], [1, 3]]);
    expect(notes[0]).toBe("The names of some pictures do not say who is in them.");
  });

  it("leaves a line out that is there twice", async () => {
    replace(list, /$/, "S001-001.jpg 0\n");
    const { table, leftOut } = await place.read(mmi);
    expect(table.count).toBe(12);
    expect(leftOut).toEqual([{ file: list, line: 13, reason: "a picture that a line before has already" }]);
  });

  it.each<[string, () => void, string]>([
    [
      "code 6",
      () => replace(list, "S001-002.jpg 1", "S001-002.jpg 6"),
      `DIR/${list}, line 2: found the code "6", expected 0 to 5 (anger, disgust`,
    ],
    [
      "a line without a code",
      () => replace(list, "S001-002.jpg 1", "S001-002.jpg"),
      `DIR/${list}, line 2: found "S001-002.jpg", expected a path and a code. Correct`,
    ],
    [
      "a picture that is not there",
      () => remove("images/S001-002.jpg"),
      `DIR/${list}, line 2: found "S001-002.jpg", which is not there, expected a picture in images/. Unpack`,
    ],
    [
      "a path that leaves the folder",
      () => replace(list, "S001-002.jpg", "../S001-002.jpg"),
      `DIR/${list}, line 2: found a path that leaves the folder, expected the path of a picture`,
    ],
    [
      "two labels for a picture",
      () => replace(list, "S001-002.jpg 1", "S001-001.jpg 1"),
      `DIR/${list}, line 2: found "S001-001.jpg" as disgust, which line 1 has as anger, expected one label a picture. Remove`,
    ],
    ["an empty list", () => place.put(list, "\n\n"), `DIR/${list}: found no picture, expected lines of "path code". Unpack`],
    [
      "four points",
      () => place.put("annos/landmark_5/S001-002.txt", "1 2\n3 4\n5 6\n7 8\n"),
      "DIR/annos/landmark_5/S001-002.txt, line 5: found ",
    ],
  ])("is refused with %s", async (_, spoil, message) => {
    spoil();
    expect(await place.faultOf(mmi)).toContain(message);
  });

  it("refuses a link that leaves it", async () => {
    const other = newPlace();
    other.put("a.jpg");
    remove("images/S001-002.jpg");
    symlinkSync(join(other.directory, "a.jpg"), join(place.directory, "images/S001-002.jpg"));
    expect(await place.faultOf(mmi)).toMatch(/images\/S001-002\.jpg: found a link that leaves the data set/);
    other.remove();
  });

  it("has lines that are rows or say what is wrong with them, whatever they hold", () => {
    const word = fc.constantFrom("a.jpg", "..", "/", "\\", "C:", " ", "\t", "0", "5", "6", "é", "\u0000", "#box=1,2,3,4");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word, { maxLength: 8 }).map((words) => words.join("")),
        ),
        (line) => {
          const row = parseListLine(line);
          if ("path" in row) expect(row.path.split("/")).not.toContain("..");
          else expect(row.found.length * row.expected.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe("MMI's reader", () => {
  it("does not take other sets for it", async () => {
    const others = [
      "cohn-kanade-images/S005/001/S005_001_00000001.png",
      "anger/a.png",
      "KA.AN1.39.tiff",
      "Sessions/1/session.xml", // MAHNOB-HCI's sessions have no films of such names
      "Sessions/1/P1-Rec1.avi",
      "images/a.jpg",
    ];
    for (const path of others) {
      place.put(path);
      expect(await recognise()).toBeNull();
    }
    place.put("list/list.txt", "images/a.jpg happy\n");
    expect(await recognise()).toBeNull();
    const error = await readWith(null).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    remove("list");
    expect(await place.faultOf(mmi)).toMatch(/^DIR: found neither sessions nor a list of MMI, expected .*Choose the folder/);
  });
});
