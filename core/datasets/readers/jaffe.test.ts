import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { sharp } from "../../images/sharp.ts";
import { jaffeSubjects, writeJaffe } from "../miniatures/jaffe.ts";
import { SetFolder } from "../set-folder.ts";
import type { ReadContext } from "../set-reader.ts";
import { jaffe } from "./jaffe.ts";

const { signal } = new AbortController();
const context: ReadContext = { report: () => {}, signal, frames: null };
let root: string;
let set: string;
const read = async (directory = set) => jaffe.read(await SetFolder.open(directory, signal), {}, context);
const recognise = async (directory = set) => jaffe.recognise(await SetFolder.open(directory, signal));

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "jaffe ü "));
  await writeJaffe({ directory: join(root, "original"), seed: 1 });
}, 60_000);
beforeEach(() => {
  set = join(root, "set");
  rmSync(set, { recursive: true, force: true });
  mkdirSync(set);
  for (const name of readdirSync(join(root, "original"))) copyFileSync(join(root, "original", name), join(set, name));
});
afterAll(() => rmSync(root, { recursive: true }));

describe("JAFFE", () => {
  it("is read: subjects and expressions by the names, and what is no picture of it left out", async () => {
    const { table, leftOut, notes } = await read();
    expect(table.count).toBe(70);
    expect(table.subjects).toEqual(jaffeSubjects);
    expect(table.labels).toEqual(["SU", "FE", "DI", "HA", "SA", "AN", "NE"]);
    for (let code = 0; code < 7; code++) expect(table.label.filter((label) => label === code)).toHaveLength(10);
    for (let person = 0; person < 10; person++) expect(table.subject.filter((subject) => subject === person)).toHaveLength(7);
    expect(table.pictures[0]).toBe("KA.AN1.1.tiff");
    const last = table.pictures.indexOf("YM.SU1.70.tiff");
    expect([table.subjects[table.subject[last]!], table.labels[table.label[last]!], table.sequence[last]]).toEqual(["YM", "SU", -1]);
    expect(leftOut).toEqual([{ file: "README_FIRST.txt", reason: "a file that is not named as JAFFE's pictures are" }]);
    expect(notes).toEqual(["70 pictures of 10 subjects were found; the whole set has 213 of 10."]);
    expect(await recognise()).toEqual({ layout: "pictures named as KA.AN1.39.tiff", sureness: 1 });
  });

  it("has a miniature in its own format", async () => {
    const { format, width, height, channels, depth } = await sharp(join(set, "KA.AN1.1.tiff")).metadata();
    expect({ format, width, height, channels, depth }).toEqual({ format: "tiff", width: 256, height: 256, channels: 1, depth: "uchar" });
  });

  it("has no note when it is whole", async () => {
    for (let extra = 71; extra <= 213; extra++) copyFileSync(join(set, "KA.AN1.1.tiff"), join(set, `KA.AN2.${extra}.tiff`));
    expect((await read()).notes).toEqual([]);
  });

  it("may lie one folder deeper, have other formats, other case and no repeat", async () => {
    const deeper = join(root, "deeper");
    mkdirSync(deeper);
    renameSync(set, join(deeper, "jaffe dbäse"));
    renameSync(join(deeper, "jaffe dbäse", "KA.AN1.1.tiff"), join(deeper, "jaffe dbäse", "ka.an.1.JPG"));
    const { table } = await read(deeper);
    expect(table.count).toBe(70);
    expect(table.subjects).toHaveLength(10);
    expect(table.pictures).toContain("jaffe dbäse/ka.an.1.JPG");
    expect((await recognise(deeper))?.sureness).toBe(1);
    rmSync(deeper, { recursive: true });
  });

  it("has one row for a picture in several formats: the set's own", async () => {
    for (const name of ["KA.AN1.1.jpg", "KA.AN1.1.png"]) copyFileSync(join(set, "KA.AN1.1.tiff"), join(set, name));
    const { table, leftOut } = await read();
    expect(table.count).toBe(70);
    expect(table.pictures).toContain("KA.AN1.1.tiff");
    expect(leftOut.filter(({ reason }) => reason === "the same picture in another format").map(({ file }) => file)).toEqual([
      "KA.AN1.1.jpg",
      "KA.AN1.1.png",
    ]);
  });

  it("says which file has an expression that it does not know", async () => {
    renameSync(join(set, "KA.AN1.1.tiff"), join(set, "KA.XX1.1.tiff"));
    await expect(read()).rejects.toThrow(/KA\.XX1\.1\.tiff: found the expression "XX", expected SU, FE,.*NE\. Give the file the name/);
  });

  it("refuses a link that leaves it", async () => {
    writeFileSync(join(root, "secret.tiff"), "");
    symlinkSync(join(root, "secret.tiff"), join(set, "KA.AN2.71.tiff"));
    await expect(read()).rejects.toThrow(/KA\.AN2\.71\.tiff: found a link that leaves the data set/);
  });

  it("is not recognised in a folder of other pictures", async () => {
    const other = join(root, "other");
    mkdirSync(join(other, "anger"), { recursive: true });
    for (const name of ["S005_001_00000001.png", "train_00001.jpg", "fer0000000.png", "a.an1.1.png"]) writeFileSync(join(other, name), "");
    writeFileSync(join(other, "anger", "KA.AN1.1.tiff"), "");
    expect(await recognise(other)).toBeNull();
    await expect(read(other)).rejects.toThrow(/other: found no picture that is named as JAFFE's are.*Choose the folder/);
    writeFileSync(join(other, "KA.AN1.1.tiff"), "");
    expect(await recognise(other)).toBeNull(); // one of five
  });

  it("lets only an InputError escape, whatever its files are called", async () => {
    const strange = join(root, "strange");
    const part = fc.constantFrom("KA", "an", "1", "39", ".", "tiff", "TIF", "#box=1,2,3,4", " ", "ü", "AN1", ".AN1.39.tiff");
    const name = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(
          name.filter((text) => !/^\.+$/.test(text)),
          { maxLength: 5 },
        ),
        async (names) => {
          mkdirSync(strange);
          for (const text of names) writeFileSync(join(strange, text), "");
          try {
            const { table, leftOut } = await read(strange);
            expect(table.count + leftOut.length).toBe(names.filter((text) => !text.startsWith(".")).length);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          } finally {
            rmSync(strange, { recursive: true });
          }
        },
      ),
    );
  });
});
