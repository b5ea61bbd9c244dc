import { describe, expect, it } from "vitest";
import { type FoundFace, faceOf } from "./found-face.ts";

/** A square face, known by its first point. */
const face = (name: number, middleX: number, middleY: number, side: number): FoundFace => ({
  box: { left: middleX - side / 2, top: middleY - side / 2, right: middleX + side / 2, bottom: middleY + side / 2 },
  probability: 0.9,
  points: [name, 0, 0, 0, 0, 0, 0, 0, 0, 0],
});
const picture = { width: 200, height: 100 };

describe("faceOf", () => {
  it("is none where none was found", () => {
    expect(faceOf([], picture)).toBeNull();
  });

  it("is the only one, however far from the middle", () => {
    expect(faceOf([face(7, 0, 0, 10)], picture)![0]).toBe(7);
  });

  it("is the larger of two that are as far from the middle", () => {
    expect(faceOf([face(1, 80, 50, 30), face(2, 120, 50, 32)], picture)![0]).toBe(2);
  });

  it("is the one in the middle, unless another is larger by more than twice its squared distance", () => {
    const middle = face(1, 100, 50, 40); // 1600
    expect(faceOf([face(2, 130, 50, 58), middle], picture)![0]).toBe(1); // 3364 - 1800
    expect(faceOf([face(2, 130, 50, 59), middle], picture)![0]).toBe(2); // 3481 - 1800
  });
});
