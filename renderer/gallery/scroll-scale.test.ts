import { describe, expect, it } from "vitest";
import { scrollScale, tallestBox } from "./scroll-scale.ts";

describe("scrollScale", () => {
  it("leaves a list alone that fits into a box", () => {
    const scale = scrollScale(1_300_000, 700);
    expect([scale.boxHeight, scale.isScaled, scale.toList(4321), scale.toBox(4321)]).toEqual([1_300_000, false, 4321, 4321]);
  });

  it("lets the thumb reach both ends of 5.8 million faces, ten in a row of 96 pixels", () => {
    const listHeight = 582_266 * 96;
    const scale = scrollScale(listHeight, 700);
    expect(scale.boxHeight).toBe(tallestBox);
    expect(scale.toList(0)).toBe(0);
    expect(scale.toList(tallestBox - 700)).toBeCloseTo(listHeight - 700, 3);
  });

  it("goes there and back", () => {
    const scale = scrollScale(5000, 100, 1100);
    expect(scale.toList(500)).toBe(2450);
    expect(scale.toBox(2450)).toBeCloseTo(500, 9);
  });
});
