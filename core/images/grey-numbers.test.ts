import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rasterOfNumbers } from "./grey-numbers.ts";
import { PictureError } from "./picture-error.ts";

const read = (text: string, width = 2, height = 2) => rasterOfNumbers(Buffer.from(text, "latin1"), { width, height });

describe("rasterOfNumbers", () => {
  it("reads rows of grey values", () => {
    expect(read("7 0 255 12")).toEqual({ pixels: Uint8Array.of(7, 0, 255, 12), width: 2, height: 2, channels: 1 });
    expect([...read(" 007\t1  2 3 ").pixels]).toEqual([7, 1, 2, 3]);
  });

  it.each([
    ["1 2 3", "truncated", "has 3 grey values where 4 are wanted"],
    ["1", "truncated", "has fewer grey values where 4 are wanted"],
    ["1 2 3 4 5", "corrupt", "has more grey values where 4 are wanted"],
    ["1 256 3 4", "corrupt", "is damaged (no grey value from 0 to 255 at its byte 2)"],
    ["1 2 3 99999999999999999999", "corrupt", "is damaged (no grey value from 0 to 255 at its byte 6)"],
    ["1 -2 3 4", "corrupt", "is damaged (no grey value from 0 to 255 at its byte 2)"],
    ["1 2.5 3 4", "corrupt", "is damaged (no grey value from 0 to 255 at its byte 3)"],
    ["1,2,3,4", "corrupt", "is damaged (no grey value from 0 to 255 at its byte 1)"],
  ])("says of %j that it is %s", (text, fault, reason) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ fault, reason }));
  });

  it("refuses whatever else the bytes are, and takes no more room than the text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(1e9), fc.nat(1e9), (bytes, width, height) => {
        try {
          expect(rasterOfNumbers(bytes, { width, height }).pixels.length).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(PictureError);
        }
      }),
    );
  });
});
