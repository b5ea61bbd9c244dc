import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alignedPoints } from "./alignment.ts";
import { decodeFace } from "./decode.ts";
import { decodeAhead } from "./decode-ahead.ts";
import { encodePicture } from "./encode.ts";
import { formatAddress, type PictureAddress, wholeFile } from "./picture-address.ts";
import { PictureError } from "./picture-error.ts";
import { sharp } from "./sharp.ts";

const folder = mkdtempSync(join(tmpdir(), "omnifer addresses #1 "));
const inFolder = (name: string) => join(folder, name);
const address = (name: string, more: Partial<PictureAddress>) => formatAddress({ ...wholeFile(inFolder(name)), ...more });
afterAll(() => rmSync(folder, { recursive: true }));

const form = { size: 48, channels: 3 } as const;
const [first, second] = [
  { name: "first.jpg", offset: 5 },
  { name: "second.jpg", offset: 0 },
];
const box = { left: 20, top: 10, right: 70, bottom: 100 };
let containerSize: number;
let firstLength: number;
let numbersLength: number;

beforeAll(async () => {
  const waves = (length: number) =>
    Uint8Array.from(
      { length: 112 * 112 * 3 },
      (_, i) => 128 + 50 * Math.sin((Math.floor(i / 3) % 112) / length) + 50 * Math.cos(i / 336 / length),
    );
  const raw = { raw: { width: 112, height: 112, channels: 3 } } as const;
  const jpegs = [await sharp(waves(9), raw).jpeg().toBuffer(), await sharp(waves(20), raw).jpeg().toBuffer()];
  for (const [index, { name }] of [first, second].entries()) writeFileSync(inFolder(name), jpegs[index]!);
  const container = Buffer.concat([Buffer.alloc(first.offset, 7), jpegs[0]!, Buffer.alloc(9, 7), jpegs[1]!]);
  second.offset = first.offset + jpegs[0]!.length + 9;
  firstLength = jpegs[0]!.length;
  containerSize = container.length;
  writeFileSync(inFolder("train.rec"), container);

  writeFileSync(inFolder("photograph.png"), await sharp(waves(9), raw).png().toBuffer());
  const { left, top } = box;
  const cut = sharp(waves(9), raw).extract({ left, top, width: box.right - left, height: box.bottom - top });
  writeFileSync(inFolder("cut.png"), await cut.png().toBuffer());
  const grey = Uint8Array.from({ length: 48 * 48 }, (_, i) => i % 251);
  writeFileSync(
    inFolder("grey.png"),
    await sharp(grey, { raw: { width: 48, height: 48, channels: 1 } })
      .png()
      .toBuffer(),
  );
  numbersLength = grey.join(" ").length;
  writeFileSync(inFolder("fer2013.csv"), `emotion,pixels,Usage\n3,${grey.join(" ")},Training\n`);
  mkdirSync(inFolder("folder.rec"));
});

describe("decodeFace, by address", () => {
  it("takes a stretch of a container for the picture that it is", async () => {
    const found = [];
    for (const { offset } of [first, second]) {
      const end = offset === first.offset ? offset + firstLength : containerSize;
      found.push(await decodeFace(address("train.rec", { stretch: { offset, length: end - offset } }), form));
    }
    expect(found).toEqual([await decodeFace(inFolder(first.name), form), await decodeFace(inFolder(second.name), form)]);
    expect(found[0]).not.toEqual(found[1]);
  });

  it("reads a row of numbers as a grey picture", async () => {
    const row = { stretch: { offset: "emotion,pixels,Usage\n3,".length, length: numbersLength }, numbers: { width: 48, height: 48 } };
    for (const channels of [1, 3] as const) {
      const ofPicture = await decodeFace(inFolder("grey.png"), { size: 48, channels });
      expect([...(await decodeFace(address("fer2013.csv", row), { size: 48, channels }))]).toEqual([...ofPicture]);
    }
  });

  it("cuts a box out before it resizes", async () => {
    const cut = await decodeFace(address("photograph.png", { box }), form);
    expect(cut).toEqual(await decodeFace(inFolder("cut.png"), form));
  });

  it("turns a face upright by its points, whatever its box, and then resizes", async () => {
    const upright = await decodeFace(address("photograph.png", { box, points: alignedPoints }), { size: 112, channels: 3 });
    const kept = await decodeFace(inFolder("photograph.png"), { size: 112, channels: 3 });
    expect(Math.max(...upright.map((value, index) => Math.abs(value - kept[index]!)))).toBeLessThanOrEqual(2); // points are kept to a hundredth of a pixel
    const shifted = alignedPoints.map((value, index) => (index % 2 === 0 ? value + 30 : value));
    const moved = await decodeFace(address("photograph.png", { points: shifted }), { size: 112, channels: 3 });
    expect(Math.abs(moved[(50 * 112 + 20) * 3]! - kept[(50 * 112 + 50) * 3]!)).toBeLessThanOrEqual(1);
    expect((await decodeFace(address("photograph.png", { points: alignedPoints }), form)).length).toBe(48 * 48 * 3);
  });

  it("takes a box of a stretch too", async () => {
    const { offset } = first;
    const both = address("train.rec", { stretch: { offset, length: firstLength }, box });
    expect(await decodeFace(both, form)).toEqual(await decodeFace(address(first.name, { box }), form));
  });

  it.each([
    ["behind the end", "train.rec", { stretch: { offset: 1e9, length: 10 } }, "truncated", /^is cut off \(its file ends at byte \d+/],
    ["past the end", "train.rec", { stretch: { offset: 0, length: 1e6 } }, "truncated", /^is cut off \(its file ends at byte \d+/],
    ["of nothing", "train.rec", { stretch: { offset: 4, length: 0 } }, "empty", /^is empty/],
    ["of a gigabyte", "train.rec", { stretch: { offset: 4, length: 2 ** 30 } }, "too-large", /^has 1073741824 bytes, more than/],
    ["that is none", "train.rec", { stretch: { offset: 0, length: 100 } }, "not-a-picture", /starts with the bytes 0707/],
    ["of no file", "none.rec", { stretch: { offset: 0, length: 100 } }, "missing", /^does not exist$/],
    ["of a folder", "folder.rec", { stretch: { offset: 0, length: 100 } }, "not-a-file", /^is a folder$/],
    ["whose box is empty", "photograph.png", { box: { ...box, right: 20 } }, "no-face", /^has nothing inside its box/],
    ["whose points are one", "photograph.png", { points: Array(10).fill(3) }, "no-face", /^has points of a face/],
  ])("says of a picture %s what is wrong", async (_, name, more: Partial<PictureAddress>, fault, reason) => {
    const error = await decodeFace(address(name, more), form).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PictureError);
    expect(error).toMatchObject({ fault, reason: expect.stringMatching(reason) });
  });
});

describe("the other ways to a picture", () => {
  it("a batch decodes addresses and plain files side by side", async () => {
    const list = [inFolder("grey.png"), address("photograph.png", { box }), address("train.rec", { stretch: { offset: 1e9, length: 1 } })];
    for await (const { indices, pixels, failures } of decodeAhead(3, (index) => list[index]!, { ...form, batchSize: 3 })) {
      expect([...indices]).toEqual([0, 1]);
      expect(pixels.subarray(48 * 48 * 3)).toEqual(await decodeFace(list[1]!, form));
      expect(failures).toMatchObject([{ index: 2, error: { fault: "truncated" } }]);
    }
  });

  it.each([
    ["a stretch", () => address("train.rec", { stretch: { offset: first.offset, length: firstLength } }), [112, 112]],
    ["a box", () => address("photograph.png", { box }), [50, 90]],
    ["a face", () => address("photograph.png", { points: alignedPoints }), [112, 112]],
  ])("the window is shown %s in its own size", async (_, ofPart, [width, height]) => {
    const { type, bytes } = await encodePicture(ofPart(), 200);
    expect([type, await sharp(bytes).metadata()]).toEqual(["image/jpeg", expect.objectContaining({ width, height })]);
  });

  it("the window is shown the reason why there is none", async () => {
    expect((await encodePicture(address("train.rec", { stretch: { offset: 1e9, length: 1 } }), 96)).type).toBe("image/png");
  });
});
