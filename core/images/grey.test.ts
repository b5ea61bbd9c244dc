import { describe, expect, it } from "vitest";
import { withChannels } from "./grey.ts";

const row = (pixels: number[], channels: number) => ({
  pixels: Uint8Array.from(pixels),
  width: pixels.length / channels,
  height: 1,
  channels,
});

describe("withChannels", () => {
  it("weighs red, green and blue as Pillow's convert('L')", () => {
    const colours = row([255, 0, 0, 0, 255, 0, 0, 0, 255, 200, 120, 90, 12, 34, 56], 3);
    expect([...withChannels(colours, 1).pixels]).toEqual([76, 150, 29, 140, 30]);
  });

  it("leaves a grey that is stored as colour what it is", () => {
    expect([...withChannels(row([7, 7, 7, 250, 250, 250], 3), 1).pixels]).toEqual([7, 250]);
  });

  it("repeats grey in three channels and drops alpha", () => {
    expect([...withChannels(row([5, 9], 1), 3).pixels]).toEqual([5, 5, 5, 9, 9, 9]);
    expect([...withChannels(row([1, 2, 3, 99], 4), 3).pixels]).toEqual([1, 2, 3]);
  });
});
