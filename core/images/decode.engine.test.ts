import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeFace } from "./decode.ts";
import { type DecodedBatch, decodeAhead } from "./decode-ahead.ts";
import { drawPlaceholder, encodePicture } from "./encode.ts";
import { PictureError } from "./picture-error.ts";
import { sharp } from "./sharp.ts";

const folder = mkdtempSync(join(tmpdir(), "omnifer-pictures-"));
const inFolder = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

/** One grey level everywhere, so that any right decoding gives that level. */
const flat = (level: number, size = 20) =>
  sharp({ create: { width: size, height: size, channels: 3, background: { r: level, g: level, b: level } } });

beforeAll(async () => {
  for (const level of [10, 20, 30, 40, 50]) writeFileSync(inFolder(`${level}.png`), await flat(level).png().toBuffer());
  const noise = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7919) % 251);
  const jpeg = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
    .jpeg()
    .toBuffer();
  writeFileSync(inFolder("face.jpg"), jpeg);
  writeFileSync(inFolder("truncated.jpg"), jpeg.subarray(0, jpeg.length >> 1));
  writeFileSync(
    inFolder("corrupt.jpg"),
    jpeg.map((byte, i) => (i > jpeg.length / 2 && i < jpeg.length / 2 + 40 ? 0xff : byte)),
  );
  const png = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
    .png()
    .toBuffer();
  writeFileSync(inFolder("truncated.png"), png.subarray(0, png.length >> 1));
  writeFileSync(inFolder("empty.jpg"), "");
  writeFileSync(inFolder("page.jpg"), "<!DOCTYPE html><title>404</title>");
  writeFileSync(inFolder("vector.jpg"), '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  mkdirSync(inFolder("folder.jpg"));
});

describe("decodeFace", () => {
  it("gives size x size x channels bytes", async () => {
    expect([...(await decodeFace(inFolder("30.png"), { size: 2, channels: 1 }))]).toEqual([30, 30, 30, 30]);
    expect([...(await decodeFace(inFolder("40.png"), { size: 1, channels: 3 }))]).toEqual([40, 40, 40]);
  });

  it("reads a grey JPEG in one channel to the values that three channels would give", async () => {
    const path = inFolder("grey.jpg");
    writeFileSync(path, await sharp(inFolder("face.jpg")).toColourspace("b-w").jpeg().toBuffer());
    const grey = await decodeFace(path, { size: 48, channels: 1 });
    const colour = await decodeFace(path, { size: 48, channels: 3 });
    expect(colour.filter((_, i) => i % 3 === 1)).toEqual(grey);
  });

  it.each([
    ["absent.jpg", "missing", /^does not exist$/],
    ["folder.jpg", "not-a-file", /^is a folder$/],
    ["empty.jpg", "empty", /^is empty \(0 bytes\)$/],
    ["page.jpg", "not-a-picture", /^is not a picture but an HTML page$/],
    ["vector.jpg", "not-a-picture", /^is not a picture but SVG or XML$/],
    ["truncated.jpg", "truncated", /^is cut off \(/],
    ["truncated.png", "corrupt", /^is damaged \(/],
    ["corrupt.jpg", "corrupt", /^is damaged \(/],
  ])("says of %s that it is %s", async (name, fault, reason) => {
    const error = await decodeFace(inFolder(name), { size: 8, channels: 1 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PictureError);
    expect(error).toMatchObject({ fault, reason: expect.stringMatching(reason) });
  });
});

describe("decodeAhead", () => {
  const names = ["10.png", "20.png", "empty.jpg", "30.png", "40.png", "50.png"];
  const collect = async (batchSize: number, signal?: AbortSignal) => {
    const batches: DecodedBatch[] = [];
    for await (const batch of decodeAhead(names.length, (i) => inFolder(names[i]!), { size: 1, channels: 1, batchSize, signal }))
      batches.push(batch);
    return batches;
  };

  it("yields batches in order, without the pictures that failed", async () => {
    const batches = await collect(4);
    expect(batches.map(({ first, end }) => [first, end])).toEqual([
      [0, 4],
      [4, 6],
    ]);
    expect(batches.map(({ indices }) => [...indices])).toEqual([
      [0, 1, 3],
      [4, 5],
    ]);
    expect(batches.map(({ pixels }) => [...pixels])).toEqual([
      [10, 20, 30],
      [40, 50],
    ]);
    expect(batches[0]!.failures).toMatchObject([{ index: 2, error: { fault: "empty" } }]);
  });

  it("gives an empty batch when every picture of it failed", async () => {
    const [, , third] = await collect(1);
    expect([third!.first, third!.pixels.length, third!.failures.length]).toEqual([2, 0, 1]);
  });

  it("stops when it is cancelled", async () => {
    const cancel = new AbortController();
    cancel.abort(new Error("cancelled by the user"));
    await expect(collect(4, cancel.signal)).rejects.toThrow("cancelled by the user");
  });
});

describe("encodePicture", () => {
  it("shrinks to the asked size and never enlarges", async () => {
    const widthAt = async (size: number) => (await sharp((await encodePicture(inFolder("face.jpg"), size)).bytes).metadata()).width;
    expect(await widthAt(32)).toBe(32);
    expect(await widthAt(200)).toBe(64);
  });

  it("draws a tile in place of a broken picture", async () => {
    const { type, bytes } = await encodePicture(inFolder("truncated.jpg"), 96);
    expect(type).toBe("image/png");
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "png", width: 96, height: 96 });
  });

  it("draws a reason that holds markup and control characters as plain text", async () => {
    const { bytes } = await drawPlaceholder(new PictureError("corrupt", 'is </text><image href="x"/> & \u0000'), 128);
    expect((await sharp(bytes).metadata()).width).toBe(128);
  });
});
