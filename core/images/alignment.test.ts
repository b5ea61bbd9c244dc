import { describe, expect, it } from "vitest";
import { alignedPoints, alignedSize, alignFace, similarityBetween } from "./alignment.ts";
import type { Raster } from "./resize.ts";

/** Waves: v(x, y, c) = floor(128 + 60 sin(x / 9 + c) + 60 cos(y / 7 - c)), the same formula as in the Python lines that gave the numbers below. */
function waves(width: number, height: number, channels: number): Raster {
  const pixels = Uint8Array.from({ length: width * height * channels }, (_, i) => {
    const c = i % channels;
    const x = Math.floor(i / channels) % width;
    const y = Math.floor(i / channels / width);
    return 128 + 60 * Math.sin(x / 9 + c) + 60 * Math.cos(y / 7 - c);
  });
  return { pixels, width, height, channels };
}

const tilted = [80, 95, 141, 83, 118, 131, 96, 168, 149, 158];
/** Every twentieth pixel of every twentieth row from 4, 4 on. */
const grid = ({ pixels, channels }: Raster) =>
  [4, 24, 44, 64, 84, 104].flatMap((y) =>
    [4, 24, 44, 64, 84, 104].flatMap((x) => [...pixels.subarray((y * alignedSize + x) * channels, (y * alignedSize + x + 1) * channels)]),
  );
const largestDifference = (some: readonly number[], others: readonly number[]) =>
  Math.max(...some.map((value, index) => Math.abs(value - others[index]!)));

describe("similarityBetween", () => {
  it.each([
    ["a shift", (x: number, y: number) => [x + 7, y - 3], { a: 1, b: 0, shiftX: 7, shiftY: -3 }],
    ["half the size", (x: number, y: number) => [x / 2, y / 2], { a: 0.5, b: 0, shiftX: 0, shiftY: 0 }],
    ["a quarter turn", (x: number, y: number) => [-y, x], { a: 0, b: 1, shiftX: 0, shiftY: 0 }],
    ["all three", (x: number, y: number) => [3 * x - 4 * y + 5, 4 * x + 3 * y - 6], { a: 3, b: 4, shiftX: 5, shiftY: -6 }],
  ])("finds %s", (_, move, expected) => {
    const moved = [0, 2, 4, 6, 8].flatMap((i) => move(tilted[i]!, tilted[i + 1]!));
    const found = similarityBetween(tilted, moved)!;
    for (const name of ["a", "b", "shiftX", "shiftY"] as const) expect(found[name]).toBeCloseTo(expected[name], 9);
  });

  it("is Umeyama's for points that no similarity fits (by numpy's singular values)", () => {
    const found = similarityBetween(tilted, alignedPoints)!;
    expect(found.a).toBeCloseTo(0.5385712010455433, 12);
    expect(found.b).toBeCloseTo(0.09063673799397486, 12);
    expect(found.shiftX).toBeCloseTo(4.631909443115347, 10);
    expect(found.shiftY).toBeCloseTo(-7.084133530480273, 10);
  });

  it("never mirrors (by numpy, with the reflection taken out)", () => {
    const mirrored = tilted.map((value, index) => (index % 2 === 0 ? 200 - value : value));
    const found = similarityBetween(mirrored, alignedPoints)!;
    expect(found.a).toBeCloseTo(0.12860844630515686, 12);
    expect(found.b).toBeCloseTo(-0.01519428716994504, 12);
  });

  it("is none for five points in one place", () => {
    expect(similarityBetween([3, 4, 3, 4, 3, 4, 3, 4, 3, 4], alignedPoints)).toBeNull();
  });
});

describe("alignFace", () => {
  it("gives what cv2.warpAffine gives, to one grey level (OpenCV 5.0)", () => {
    const colour = alignFace(waves(200, 180, 3), tilted);
    expect([colour.width, colour.height, colour.channels]).toEqual([112, 112, 3]);
    // biome-ignore format: rows of the picture
    const ofOpenCv = [
      84, 166, 212, 48, 108, 186, 207, 196, 122, 168, 212, 178, 0, 0, 0, 0, 0, 0,
      164, 227, 199, 107, 167, 191, 215, 131, 44, 190, 170, 111, 62, 27, 84, 127, 73, 69,
      236, 214, 114, 148, 167, 149, 143, 41, 19, 157, 121, 91, 14, 69, 178, 96, 90, 118,
      226, 125, 26, 140, 136, 123, 45, 11, 83, 127, 116, 116, 56, 170, 244, 0, 0, 0,
      137, 33, 16, 118, 131, 140, 9, 73, 187, 139, 140, 130, 158, 241, 219, 0, 0, 0,
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 231, 222, 125, 0, 0, 0,
    ];
    expect(largestDifference(grid(colour), ofOpenCv)).toBeLessThanOrEqual(1);
  });

  it("is black outside of the picture, in grey too (OpenCV 5.0)", () => {
    const atTheEdge = alignFace(waves(90, 80, 1), [5, 9, 60, 4, 35, 40, 14, 70, 61, 66]);
    // biome-ignore format: rows of the picture
    const ofOpenCv = [
      0, 0, 0, 0, 0, 0,
      0, 0, 0, 0, 0, 0,
      0, 0, 0, 0, 0, 0,
      0, 0, 142, 18, 113, 0,
      0, 0, 158, 78, 176, 0,
      0, 0, 0, 0, 0, 0,
    ];
    expect(largestDifference(grid(atTheEdge), ofOpenCv)).toBeLessThanOrEqual(1);
  });

  it("leaves a face as it is whose points are where they should be", () => {
    const face = waves(112, 112, 3);
    expect(alignFace(face, alignedPoints).pixels).toEqual(face.pixels);
  });

  it("fades over one pixel at the picture's edge", () => {
    const white = { pixels: new Uint8Array(112 * 112).fill(200), width: 112, height: 112, channels: 1 };
    const quarterLeft = alignedPoints.map((value, index) => (index % 2 === 0 ? value - 0.25 : value));
    expect([...alignFace(white, quarterLeft).pixels.subarray(0, 2)]).toEqual([150, 200]);
  });

  it("refuses points that are no face, and a face outside of the picture", () => {
    expect(() => alignFace(waves(20, 20, 1), Array(10).fill(9))).toThrow(/points of a face that lie in one place/);
    const elsewhere = alignedPoints.map((value) => value + 5000);
    expect(() => alignFace(waves(20, 20, 1), elsewhere)).toThrow(/has nothing inside its box/);
  });
});
