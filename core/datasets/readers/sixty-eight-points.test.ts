import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { landmarksOf } from "../miniatures/landmarks.ts";
import { fivePointsOf } from "./sixty-eight-points.ts";

const grid = Array.from({ length: 68 }, (_, index) => [index, 2 * index + 100] as const);
const textOf = (points: readonly (readonly [number, number])[]) => points.map(([x, y]) => `   ${x}   ${y}`).join("\n");

describe("68 points of a face", () => {
  it("give the eyes as means, the tip of the nose, and the corners of the mouth", () => {
    expect(fivePointsOf(textOf(grid), "x.txt")).toEqual([38.5, 177, 44.5, 189, 30, 160, 48, 196, 54, 208]);
  });

  it("are read as MATLAB writes them, with any ends of lines", () => {
    const matlab = grid.map(([x, y]) => `   ${x.toExponential(7)}   ${y.toExponential(7)}`).join("\r\n");
    expect(fivePointsOf(`${matlab}\r\n\r\n`, "x.txt")).toEqual(fivePointsOf(textOf(grid), "x.txt"));
  });

  it("of a drawn face are around its five", () => {
    const five = [280, 200, 360, 204, 322, 250, 290, 300, 350, 302];
    const [read, ...rest] = [fivePointsOf(textOf(landmarksOf(five)), "x.txt"), landmarksOf(five)];
    for (const [index, value] of read.entries()) expect(value).toBeCloseTo(five[index]!, 6);
    expect(rest[0]).toHaveLength(68);
  });

  it.each([
    ["a line too few", textOf(grid.slice(1)), "x.txt: found 67 points, expected 68 points. Unpack"],
    ["a line too many", textOf([...grid, [1, 1]]), "x.txt: found 69 points"],
    ["nothing", "", "x.txt: found 0 points"],
    ["a word", textOf(grid).replace("3   106", "3   NaN"), 'x.txt, line 4: found "   3   NaN", expected a point'],
    ["a number too many", textOf(grid).replace("3   106", "3   106   1"), 'x.txt, line 4: found "   3   106   1"'],
    ["a number too large", textOf(grid).replace("3   106", "3   1e9"), 'x.txt, line 4: found "   3   1e9"'],
    ["half a line", textOf(grid).replace("3   106", "3"), 'x.txt, line 4: found "   3"'],
  ])("are refused with %s", (_, text, message) => {
    expect(() => fivePointsOf(text, "x.txt")).toThrow(InputError);
    expect(() => fivePointsOf(text, "x.txt")).toThrow(message);
  });

  it("let only an InputError escape, and give ten numbers else", () => {
    const word = fc.oneof(
      fc.double().map(String),
      fc.constantFrom("", "e", "1e5", "-3.", ",", "0x10", "\u0000", "１"),
      fc.string({ maxLength: 3 }),
    );
    const line = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(line, { minLength: 66, maxLength: 69 }), (lines) => {
        try {
          const points = fivePointsOf(lines.join("\n"), "x.txt");
          expect(points.every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });
});
