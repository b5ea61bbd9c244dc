import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { writeClassFolders } from "../miniatures/class-folders.ts";
import { writeFer2013 } from "../miniatures/fer2013.ts";
import { writeRafDb } from "../miniatures/raf-db.ts";
import { newPlace, type SetPlace, sameFace } from "./reading.fixture.ts";
import { type ReadAs, readers, readSet, recogniseSet } from "./registry.ts";

let place: SetPlace;
beforeEach(() => {
  place = newPlace();
});
afterEach(() => place.remove());

const context = { report: () => undefined, signal: new AbortController().signal, frames: null };
const read = (as: ReadAs = {}) => readSet(place.directory, as, context);
const faultOf = async (as: ReadAs = {}): Promise<string> => {
  const error: unknown = await read(as).catch((thrown) => thrown);
  if (!(error instanceof InputError)) throw new Error(`expected an InputError, got ${String(error)}`);
  return error.message.replaceAll(place.directory, "DIR");
};
const miniature = () => ({ directory: place.directory, seed: 1, draw: sameFace, train: 1, test: 1 });
const recognised = async () => (await recogniseSet(await place.folder())).map(({ reader, sureness }) => [reader.name, sureness]);

describe("the readers", () => {
  it("have a name, a usual choice, and meanings that a word finds in any case, each once", () => {
    expect(new Set(readers.map(({ name }) => name)).size).toBe(readers.length);
    for (const { name, meanings, choices } of readers) {
      const words = meanings.map(({ label }) => label.toLowerCase());
      expect([name, new Set(words).size]).toEqual([name, words.length]);
      for (const { options } of choices) expect(options.length).toBeGreaterThan(1);
    }
  });

  it.each([
    [
      "RAF-DB's kit",
      () => writeRafDb(miniature()),
      [
        ["raf-db", 1],
        ["class-folders", 0.1],
      ],
    ],
    ["RAF-DB on Kaggle", () => writeRafDb({ ...miniature(), layout: "kaggle-names" }), [["raf-db", 0.95]]],
    [
      "POSTER's RAF-DB",
      () => writeRafDb({ ...miniature(), layout: "poster" }),
      [
        ["raf-db", 0.95],
        ["class-folders", 0.5],
      ],
    ],
    ["fer2013.csv", () => writeFer2013(miniature()), [["fer2013", 1]]],
    [
      "FER-2013's folders",
      () => writeFer2013({ ...miniature(), layout: "folders" }),
      [
        ["fer2013", 0.95],
        ["class-folders", 0.5],
      ],
    ],
    [
      "FER+'s folders",
      () => writeFer2013({ ...miniature(), layout: "ferplus-folders" }),
      [
        ["fer2013", 1],
        ["class-folders", 0.1],
      ],
    ],
    ["class folders", () => writeClassFolders(miniature()), [["class-folders", 0.5]]],
    ["a pool", () => writeClassFolders({ ...miniature(), layout: "pool" }), [["class-folders", 0.1]]],
  ] as const)("know %s, the surest first", async (_what, write, expected) => {
    await write();
    expect(await recognised()).toEqual(expected);
  });
});

describe("reading a data set", () => {
  it("asks the surest reader, or the one that is named, and says who else knows the folder", async () => {
    await writeRafDb({ ...miniature(), layout: "poster" });
    const { reader, layout, set, others } = await read();
    expect([reader.name, layout, set.table.count, others.map((other) => other.reader.name)]).toEqual([
      "raf-db",
      "class folders in train and valid",
      14,
      ["class-folders"],
    ]);
    const named = await read({ reader: "class-folders", choices: { folders: "nothing" } });
    expect([named.reader.name, named.set.table.labels]).toEqual(["class-folders", []]);
  });

  it("has a digest that changes with a label, a part, a choice, or the size of a labelled file, and with nothing else", async () => {
    await writeRafDb(miniature());
    const { digest } = await read();
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect((await read()).digest).toBe(digest);
    const changed = [(await read({ choices: { images: "original" } })).digest];
    const list = "basic/EmoLabel/list_patition_label.txt";
    place.put(list, place.text(list).replace("train_00001.jpg 5", "train_00001.jpg 4"));
    changed.push((await read()).digest);
    place.put("basic/Image/aligned/train_00001_aligned.jpg", "another picture");
    changed.push((await read()).digest);
    expect(new Set([digest, ...changed]).size).toBe(4);
  });

  it("has a digest that does not ask for the sizes of a pool's pictures", async () => {
    place.put("1.jpg", "a");
    const { digest } = await read();
    place.put("1.jpg", "longer");
    expect((await read()).digest).toBe(digest);
    place.put("2.jpg");
    expect((await read()).digest).not.toBe(digest);
  });

  it("tells a label from none in the digest, whatever the label is called", async () => {
    place.put("images/a.jpg");
    place.put("labels.csv", "file,label,split\na.jpg,-,pool");
    const { digest } = await read();
    place.put("labels.csv", "file,label,split\na.jpg,,pool");
    expect((await read()).digest).not.toBe(digest);
  });

  it("reports rows, and ends when it is cancelled", async () => {
    await writeFer2013(miniature());
    const rows: number[] = [];
    await readSet(place.directory, {}, { ...context, report: (count) => rows.push(count) });
    expect(rows).toEqual([0]);
    const cancelled = new AbortController();
    cancelled.abort();
    await expect(readSet(place.directory, {}, { ...context, signal: cancelled.signal })).rejects.toThrow(/abort/i);
  });

  it.each([
    [
      { reader: "rafdb" },
      `--reader: found "rafdb", expected ${readers.map(({ name }) => name).join(", ")}. Name one of these, or leave it out.`,
    ],
    [
      { choices: { image: "aligned" } },
      '--choice of raf-db: found "image=aligned", expected images=aligned, images=original. Choose one of these, or leave it out.',
    ],
    [
      { choices: { images: "cropped" } },
      '--choice of raf-db: found "images=cropped", expected images=aligned or images=original. Choose one of these, or leave it out.',
    ],
    [{ choices: { toString: "x" } }, '--choice of raf-db: found "toString=x", expected images=aligned, images=original.'],
  ])("refuses %j with what there is", async (as, message) => {
    await writeRafDb(miniature());
    expect(await faultOf(as)).toContain(message);
  });

  it("says what it looked for where nobody knows the folder, and which format everybody can write", async () => {
    place.put("notes.txt");
    const message = await faultOf();
    expect(message).toMatch(
      /^DIR: found "notes\.txt", expected one of these: RAF-DB: EmoLabel\/list_patition_label\.txt .*FER-2013: fer2013\.csv/,
    );
    expect(message).toMatch(/write a labels\.csv with the columns file,label,split beside a folder images\/\.$/);
    expect(await faultOf({ reader: "fer2013" })).toContain("expected one of these: FER-2013: fer2013.csv, icml_face_data.csv");
  });

  it("leads to a folder in the folder, rather than take all of it for a pool", async () => {
    await writeRafDb({ ...miniature(), layout: "poster", directory: join(place.directory, "archive") });
    expect(await faultOf()).toContain('Choose "DIR/archive", which holds RAF-DB (class folders in train and valid).');
    const other = join(place.directory, "kit");
    await writeRafDb({ ...miniature(), directory: other });
    place.put("1.jpg");
    expect(await faultOf()).toBe(
      'DIR: found "1.jpg", "archive/", "kit/", expected a data set, not the folder around one. Choose "DIR/archive", which holds RAF-DB (class folders in train and valid); or say with --reader class-folders that all of it is wanted.',
    );
    const { set } = await read({ reader: "class-folders", choices: { folders: "nothing" } });
    expect(set.table.count).toBe(14 + 28 + 1);
  });

  it("says what one reader stumbled over where no other knows the folder", async () => {
    symlinkSync("/etc/passwd", join(place.directory, "fer2013.csv"));
    expect(await faultOf()).toMatch(/^DIR\/fer2013\.csv: found a link that leaves the data set/);
    expect(await faultOf({ reader: "labels-csv" })).toMatch(/^DIR\/fer2013\.csv: found a link/);
  });

  it("says that there is no such folder", async () => {
    await expect(readSet(join(place.directory, "none"), {}, context)).rejects.toThrow(/none: found no such folder/);
  });
});
