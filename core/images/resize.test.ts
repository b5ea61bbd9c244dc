import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Raster, resizeBilinear } from "./resize.ts";

/** v(x, y, c) = (37x + 101y + 53c + 7xy) mod 256, the same formula as in the Python lines that gave the numbers below. */
function pattern(width: number, height: number, channels: number): Raster {
  const pixels = new Uint8Array(width * height * channels);
  for (let i = 0; i < pixels.length; i++) {
    const c = i % channels;
    const x = Math.floor(i / channels) % width;
    const y = Math.floor(i / channels / width);
    pixels[i] = 37 * x + 101 * y + 53 * c + 7 * x * y;
  }
  return { pixels, width, height, channels };
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("resizeBilinear, against Pillow 13.0 Image.resize((n, n), BILINEAR)", () => {
  it("shrinks a grey picture of 7 x 5 to 3 x 3", () => {
    expect([...resizeBilinear(pattern(7, 5, 1), 3)]).toEqual([78, 131, 139, 159, 131, 151, 127, 121, 115]);
  });

  it("enlarges 2 x 2 to 4 x 4", () => {
    expect([...resizeBilinear(pattern(2, 2, 1), 4)]).toEqual([0, 9, 28, 37, 25, 35, 55, 64, 76, 86, 108, 118, 101, 112, 134, 145]);
  });

  it("keeps the channels of a colour picture apart", () => {
    expect([...resizeBilinear(pattern(6, 4, 3), 2)]).toEqual([111, 136, 153, 125, 150, 139, 147, 140, 129, 119, 135, 101]);
  });

  it("gives the same bytes for a whole face of 112 x 112 and for a photograph that is wider than high", () => {
    expect(sha256(resizeBilinear(pattern(112, 112, 1), 48))).toBe("3a738dadfcc8123d31dc2b72047a48926c568a953e855dbb9ff0ede8a5466cdb");
    expect(sha256(resizeBilinear(pattern(250, 131, 3), 48))).toBe("a5f0abacda7488b02b37dadafd5d069722575068eda439fafd3be8213a31d7ef");
  });

  it("changes nothing when the size is right", () => {
    const face = pattern(48, 48, 1);
    expect(resizeBilinear(face, 48)).toBe(face.pixels);
  });
});
