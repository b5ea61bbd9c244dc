import { renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { sharp } from "../../images/sharp.ts";
import { jaffeSubjects, writeJaffe } from "../miniatures/jaffe.ts";
import type { MiniatureFace } from "../miniatures/miniature.ts";
import { jaffe } from "./jaffe.ts";
import { countsOf, newPlace, type SetPlace, sameFace } from "./reading.fixture.ts";

let place: SetPlace;
beforeEach(async () => {
  place = newPlace();
  await writeJaffe({ directory: place.directory, seed: 1, draw: sameFace });
});
afterEach(() => place.remove());

const recognise = async (from = place) => jaffe.recognise(await from.folder());
const rename = (from: string, to: string) => renameSync(join(place.directory, from), join(place.directory, to));

describe("JAFFE", () => {
  it("is read: subjects and expressions by the names, and what is no picture of it left out", async () => {
    const { table, leftOut, notes } = await place.read(jaffe);
    expect(countsOf(table)).toEqual({ all: { SU: 10, FE: 10, DI: 10, HA: 10, SA: 10, AN: 10, NE: 10 } });
    expect(table.subjects).toEqual(jaffeSubjects);
    for (let person = 0; person < 10; person++) expect(table.subject.filter((subject) => subject === person)).toHaveLength(7);
    const last = table.pictures.indexOf("YM.SU1.70.tiff");
    expect([table.subjects[table.subject[last]!], table.labels[table.label[last]!], table.sequence[last]]).toEqual(["YM", "SU", -1]);
    expect(leftOut).toEqual([{ file: "README_FIRST.txt", reason: "a file that is not named as JAFFE's pictures are" }]);
    expect(notes).toEqual(["70 pictures of 10 subjects were found; the whole set has 213 of 10."]);
    expect(await recognise()).toEqual({ layout: "pictures named as KA.AN1.39.tiff", sureness: 1 });
  });

  it("calls every expression as RAF-DB does", async () => {
    const drawn: MiniatureFace[] = [];
    const draw = (face: MiniatureFace) => {
      drawn.push(face);
      return sameFace();
    };
    await writeJaffe({ directory: place.directory, seed: 1, draw });
    const { table } = await place.read(jaffe);
    const meaningOf = new Map(jaffe.meanings.map(({ label, means }) => [label, means]));
    const meaningByNumber = new Map(
      table.pictures.map((picture, row) => [Number(picture.split(".")[2]), meaningOf.get(table.labels[table.label[row]!]!)]),
    );
    for (const { index, expression } of drawn) expect(meaningByNumber.get(index + 1)).toBe(expression);
  });

  it("has a miniature in its own format", { timeout: 60_000 }, async () => {
    await writeJaffe({ directory: place.directory, seed: 1 });
    const { format, width, height, channels, depth } = await sharp(join(place.directory, "KA.AN1.1.tiff")).metadata();
    expect({ format, width, height, channels, depth }).toEqual({ format: "tiff", width: 256, height: 256, channels: 1, depth: "uchar" });
  });

  it("has no note when it is whole", async () => {
    for (let extra = 71; extra <= 213; extra++) place.put(`KA.AN2.${extra}.tiff`);
    expect((await place.read(jaffe)).notes).toEqual([]);
  });

  it("may lie one folder deeper, have other formats, other case and no repeat", async () => {
    rename("KA.AN1.1.tiff", "ka.an.1.JPG");
    const deeper = newPlace();
    renameSync(place.directory, join(deeper.directory, "jaffe dbäse"));
    const { table } = await deeper.read(jaffe);
    expect(table.count).toBe(70);
    expect(table.subjects).toHaveLength(10);
    expect(table.pictures).toContain("jaffe dbäse/ka.an.1.JPG");
    expect((await recognise(deeper))?.sureness).toBe(1);
    deeper.remove();
  });

  it("has one row for a picture in several formats: the set's own", async () => {
    for (const name of ["KA.AN1.1.jpg", "KA.AN1.1.png"]) place.put(name);
    const { table, leftOut } = await place.read(jaffe);
    expect(table.count).toBe(70);
    expect(table.pictures).toContain("KA.AN1.1.tiff");
    expect(leftOut.filter(({ reason }) => reason === "the same picture in another format").map(({ file }) => file)).toEqual([
      "KA.AN1.1.jpg",
      "KA.AN1.1.png",
    ]);
  });

  it("says which file has an expression that it does not know", async () => {
    rename("KA.AN1.1.tiff", "KA.XX1.1.tiff");
    expect(await place.faultOf(jaffe)).toBe(
      'DIR/KA.XX1.1.tiff: found the expression "XX", expected SU, FE, DI, HA, SA, AN, NE. Give the file the name that it has in JAFFE.',
    );
  });

  it("refuses a link that leaves it", async () => {
    const other = newPlace();
    other.put("secret.tiff");
    symlinkSync(join(other.directory, "secret.tiff"), join(place.directory, "KA.AN2.71.tiff"));
    expect(await place.faultOf(jaffe)).toMatch(/^DIR\/KA\.AN2\.71\.tiff: found a link that leaves the data set/);
    other.remove();
  });

  it("is not recognised in a folder of other pictures", async () => {
    const other = newPlace();
    for (const name of ["S005_001_00000001.png", "train_00001.jpg", "fer0000000.png", "a.an1.1.png"]) other.put(name);
    other.put("anger/KA.AN1.1.tiff");
    expect(await recognise(other)).toBeNull();
    expect(await other.faultOf(jaffe)).toMatch(/^DIR\/?: found no picture that is named as JAFFE's are.*Choose the folder/);
    other.put("KA.AN1.1.tiff");
    expect(await recognise(other)).toBeNull(); // one of five
    for (const name of ["KA.AN1.2.tiff", "KA.AN1.3.tiff", "KA.AN1.4.tiff"]) other.put(name);
    expect(await recognise(other)).toMatchObject({ sureness: 0.5 });
    other.remove();
  });

  it("lets only an InputError escape, whatever its files are called", async () => {
    const part = fc.constantFrom("KA", "an", "1", "39", ".", "tiff", "TIF", "#box=1,2,3,4", " ", "ü", "AN1", ".AN1.39.tiff");
    const name = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));
    const names = fc.uniqueArray(
      name.filter((text) => !/^\.+$/.test(text)),
      { maxLength: 5 },
    );
    const strange = newPlace();
    await fc.assert(
      fc.asyncProperty(names, async (files) => {
        for (const file of files) strange.put(file);
        try {
          const { table, leftOut } = await strange.read(jaffe);
          expect(table.count + leftOut.length).toBe(files.filter((file) => !file.startsWith(".")).length);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        } finally {
          for (const file of files) rmSync(join(strange.directory, file));
        }
      }),
    );
    strange.remove();
  });
});
