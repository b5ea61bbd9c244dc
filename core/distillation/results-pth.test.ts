import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../errors.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { bytesSource } from "../networks/weights/byte-source.ts";
import { legacyFile, op, tensorPickle } from "../networks/weights/crafted-files.fixture.ts";
import { madeForCompact, madeForFaces } from "./distilled-set.fixture.ts";
import type { MadeFor } from "./distilled-set.ts";
import { isTorchFile, readResultsPth } from "./results-pth.ts";

const bytesOf = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name));
const read = (bytes: Uint8Array, made: MadeFor = madeForCompact) => readResultsPth(bytesSource("results.pth", bytes), made);

/** What scripts/fixtures/results-pth.py put there: eighths that begin with a thousand a step. */
const valueAt = (step: number, image: number, row: number, column: number) => step * 1000 + ((image * 16 + row) * 16 + column) / 8;

describe("results.pth of the reference code", () => {
  it.each(["results.pth", "results-legacy.pth", "results-copied.pth"])(
    "%s becomes its steps, repeats, images, labels and step sizes",
    (name) => {
      expect(isTorchFile(bytesOf(name))).toBe(true);
      const { images, ...set } = read(bytesOf(name));
      expect(set).toEqual({
        gradientSteps: 2, // found by their data: 6 tuples that begin again after 2
        repeats: 3,
        shape: [6, 16, 16, 1],
        labels: Int32Array.of(0, 1, 2, 0, 1, 2),
        softLabels: null,
        stepSizes: Float32Array.of(1, 2, 3, 4, 5, 6).map((step) => step / 1024),
      });
      const pixel = (image: number, row: number, column: number) => images[(image * 16 + row) * 16 + column];
      expect([pixel(0, 0, 1), pixel(2, 3, 4), pixel(5, 15, 15)]).toEqual([valueAt(0, 0, 0, 1), valueAt(0, 2, 3, 4), valueAt(1, 2, 15, 15)]);
    },
  );

  it("may come from a GPU", () => {
    const onDevice = bytesOf("results-legacy.pth")
      .toString("latin1")
      .replaceAll("ctorch\nFloatStorage", "ctorch.cuda\nFloatStorage")
      .replaceAll("X\x03\0\0\0cpu", "X\x06\0\0\0cuda:0");
    expect(onDevice).toContain("cuda:0");
    expect(read(Buffer.from(onDevice, "latin1"))).toEqual(read(bytesOf("results.pth")));
  });

  it("turns channel planes into pixels", () => {
    const made: MadeFor = { ...madeForFaces, classes: ["a", "b", "c"] };
    const { images, shape } = read(bytesOf("results-rgb.pth"), made);
    expect(shape).toEqual([3, 32, 32, 3]);
    const plane = (channel: number, row: number, column: number) => ((channel * 32 + row) * 32 + column) / 8; // of the first image
    expect(Array.from(images.subarray(3 * 33, 3 * 34))).toEqual([plane(0, 1, 1), plane(1, 1, 1), plane(2, 1, 1)]);
  });

  it("keeps soft labels, and the likeliest class of each beside them", () => {
    const { labels, softLabels, gradientSteps, repeats } = read(bytesOf("results-soft.pth"));
    expect([gradientSteps, repeats, ...labels]).toEqual([1, 2, 0, 1, 2]);
    expect(softLabels).toEqual(Float32Array.of(0.75, 0.125, 0.125, 0.25, 0.5, 0.25, 0, 0, 1));
  });

  it.each<[string, string, MadeFor, string]>([
    [
      "for pictures of another size",
      "results.pth",
      { ...madeForCompact, network: usualSetup("compact") },
      "[N,1,48,48]: pictures for compact",
    ],
    ["for grey pictures in a project of colours", "results.pth", madeForFaces, "found [3,1,16,16] at data of step 1, expected [N,3,32,32]"],
    ["of more classes", "results.pth", { ...madeForCompact, classes: ["a", "b"] }, "found class 2 at label of step 1, expected 0 to 1"],
    ["of other soft classes", "results-soft.pth", { ...madeForCompact, classes: ["a", "b"] }, "[3,2] for soft labels"],
    ["that is the result of a test", "results-of-a-test.pth", madeForCompact, "found a dict at its content"],
  ])("%s is refused with what is wrong and where", (_, name, made, words) => {
    expect(() => read(bytesOf(name), made)).toThrow(InputError);
    expect(() => read(bytesOf(name), made)).toThrow(words);
  });

  it.each([
    ["an empty list", op.raw("]"), "a list of 0"],
    ["a list of numbers", Buffer.concat([op.raw("]"), op.integer(3), op.raw("a")]), "(data, label, step size)"],
    ["a call of the system", op.call(op.global("posix", "system"), op.tuple(op.text("id"))), '"posix.system", which was not run'],
    ["a single tensor", tensorPickle({}), "no list"],
  ])("with %s inside is refused", (_, content, words) => {
    expect(() => read(legacyFile(content, content.includes("Storage") ? [1] : null))).toThrow(InputError);
    expect(() => read(legacyFile(content, content.includes("Storage") ? [1] : null))).toThrow(words);
  });

  it("without a positive step size is refused", () => {
    const bytes = bytesOf("results-legacy.pth");
    const rate = bytes.indexOf(Buffer.from(Float32Array.of(1 / 1024, 2 / 1024).buffer));
    bytes.writeFloatLE(-1, rate + 4);
    expect(() => read(bytes)).toThrow('found -1 at tensor "step_sizes", step 1');
  });

  it.each(["results.pth", "results-legacy.pth", "results-soft.pth"])("%s with damage is refused or whole (seed 1)", (name) => {
    const whole = bytesOf(name);
    const damage = fc.tuple(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 5 }), fc.nat(whole.length));
    fc.assert(
      fc.property(damage, fc.boolean(), ([changes, length], isCut) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          const { images, shape } = read(isCut ? bytes.subarray(0, length) : bytes);
          expect(images.length).toBe(shape.reduce((product, size) => product * size, 1));
          expect(images.every(Number.isFinite)).toBe(true);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
        }
      }),
      { seed: 1, numRuns: 400 },
    );
  });
});
