import { describe, expect, it } from "vitest";
import { crop } from "./crop.ts";
import { PictureError } from "./picture-error.ts";
import type { Raster } from "./resize.ts";

/** 4 x 3 pixels, whose values are row and column: 21 is the second of the third row. */
const numbered: Raster = { pixels: Uint8Array.of(1, 2, 3, 4, 11, 12, 13, 14, 21, 22, 23, 24), width: 4, height: 3, channels: 1 };

describe("crop", () => {
  it("takes what is inside; right and bottom are the first outside", () => {
    const { pixels, width, height } = crop(numbered, { left: 1, top: 1, right: 3, bottom: 3 });
    expect([width, height, ...pixels]).toEqual([2, 2, 12, 13, 22, 23]);
  });

  it("is black where the box leaves the picture, as Pillow's crop", () => {
    const { pixels } = crop(numbered, { left: -1, top: -1, right: 2, bottom: 2 });
    expect([...pixels]).toEqual([0, 0, 0, 0, 1, 2, 0, 11, 12]);
    expect([...crop(numbered, { left: 3, top: 2, right: 5, bottom: 4 }).pixels]).toEqual([24, 0, 0, 0]);
  });

  it("keeps channels together and rounds to whole pixels", () => {
    const colour: Raster = { pixels: Uint8Array.of(1, 2, 3, 4, 5, 6), width: 2, height: 1, channels: 3 };
    expect([...crop(colour, { left: 0.6, top: 0, right: 2.4, bottom: 1 }).pixels]).toEqual([4, 5, 6]);
  });

  it.each([
    ["beside the picture", { left: 4, top: 0, right: 9, bottom: 3 }, "no-face", /nothing inside its box \(4,0 to 9,3 of 4 x 3 pixels\)/],
    ["turned around", { left: 3, top: 0, right: 1, bottom: 3 }, "no-face", /nothing inside its box/],
    ["of a billion pixels", { left: 0, top: 0, right: 1e6, bottom: 1e3 }, "too-large", /a box of 1000000 x 1000 pixels/],
  ])("refuses a box %s", (_, box, fault, reason) => {
    const take = () => crop(numbered, box);
    expect(take).toThrow(PictureError);
    expect(take).toThrow(expect.objectContaining({ fault, reason: expect.stringMatching(reason) }));
  });
});
