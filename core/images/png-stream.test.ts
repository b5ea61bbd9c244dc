import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pngsOf } from "./png-stream.ts";
import { sharp } from "./sharp.ts";

const png = (grey: number) =>
  sharp({ create: { width: 3, height: 2, channels: 3, background: { r: grey, g: grey, b: grey } } })
    .png()
    .toBuffer();

describe("a stream of PNGs", () => {
  it("is cut at their ends", async () => {
    const pictures = [await png(0), await png(100), await png(200)];
    expect(pngsOf(Buffer.concat(pictures))).toEqual(pictures);
  });

  it("loses the one that is cut off, wherever that is", async () => {
    const pictures = [await png(0), await png(100)];
    const stream = Buffer.concat(pictures);
    for (let length = 0; length < stream.length; length++) {
      expect(pngsOf(stream.subarray(0, length))).toHaveLength(length < pictures[0]!.length ? 0 : 1);
    }
  });

  it("may be anything", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => pngsOf(Buffer.from(bytes)).length >= 0));
  });
});
