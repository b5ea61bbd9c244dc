import { describe, expect, it } from "vitest";
import { pyramidOf } from "./pyramid.ts";

describe("pyramidOf", () => {
  it("begins where the smallest face has 12 pixels and halves the area until a side has fewer", () => {
    const levels = pyramidOf(112, 112, 20); // 67.2, 47.6, 33.8, 23.9, 17.0, 12.04 and 8.5 pixels
    expect(levels.map(({ rows }) => rows)).toEqual([68, 48, 34, 24, 17, 13]);
    expect(levels[0]!.scale).toBe(0.6);
    expect(levels[1]!.scale).toBeCloseTo(0.4254, 10);
  });

  it("ends with the shorter side, and keeps the longer one in proportion", () => {
    expect(pyramidOf(300, 60, 40)).toEqual([{ scale: 0.3, rows: 19, columns: 91 }, expect.objectContaining({ rows: 13, columns: 64 })]);
  });

  it("has no size of a picture smaller than the smallest face", () => {
    expect(pyramidOf(200, 19, 20)).toEqual([]);
  });
});
