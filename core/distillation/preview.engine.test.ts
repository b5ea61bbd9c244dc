import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { sharp } from "../images/sharp.ts";
import { distilledSet, madeForCompact, madeForFaces } from "./distilled-set.fixture.ts";
import type { DistilledSet } from "./distilled-set.ts";
import { pixelStatistics, previewPng, writePreviews } from "./preview.ts";

const folder = mkdtempSync(join(tmpdir(), "omnifer-previews-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Two grey images of two pixels: mean 10, variance 18. */
const grey: DistilledSet = {
  ...distilledSet(madeForCompact, 1, 1),
  images: Float32Array.of(10, 16, 4, 10),
  shape: [2, 1, 2, 1],
  labels: Int32Array.of(0, 1),
};

const decoded = async (png: Uint8Array) => {
  const { channels } = await sharp(png).metadata(); // of the file: without being told, sharp makes RGB of grey
  const picture = sharp(png).toColourspace(channels === 1 ? "b-w" : "srgb");
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return { pixels: Array.from(data), width: info.width, height: info.height, channels: info.channels };
};

describe("the preview of a distilled image", () => {
  it("shows the mean of all pixels of the set as middle grey, and `contrast` deviations from it as black and white", async () => {
    const deviation = Math.sqrt(18);
    expect(pixelStatistics(grey)).toEqual({ mean: 10, deviation: expect.closeTo(deviation, 6) });
    const shade = (value: number) => Math.round(127.5 + (127.5 * (value - 10)) / (2 * deviation));
    expect((await decoded(await previewPng(grey, 0, 2))).pixels).toEqual([shade(10), shade(16)]);
    expect((await decoded(await previewPng(grey, 1, 2))).pixels).toEqual([shade(4), shade(10)]);
  });

  it("clips what lies beyond", async () => {
    expect((await decoded(await previewPng(grey, 0, 0.5))).pixels).toEqual([128, 255]);
    expect((await decoded(await previewPng(grey, 1, 0.5))).pixels).toEqual([0, 128]);
  });

  it.each([madeForCompact, madeForFaces])("has a pixel for each of the image, grey or RGB", async (made) => {
    const set = distilledSet(made);
    const [, height, width, channels] = set.shape;
    const { pixels, ...size } = await decoded(await previewPng(set, 1, 3));
    expect(size).toEqual({ width, height, channels });
    const { mean, deviation } = pixelStatistics(set);
    const own = set.images.subarray(height * width * channels).subarray(0, pixels.length);
    const wanted = Uint8ClampedArray.from(own, (value) => 127.5 + (127.5 * (value - mean)) / (3 * deviation));
    expect(pixels).toEqual(Array.from(wanted));
  });

  it("says in the file that it is none to train with, in a chunk whose check sum is right", async () => {
    const png = Buffer.from(await previewPng(grey, 1, 2));
    const { comments } = await sharp(png, { failOn: "warning" }).metadata();
    expect(comments).toEqual([
      { keyword: "Description", text: expect.stringMatching(/^Preview of distilled image 2 of 2: .*clipped\. Use/) },
    ]);
    const start = png.indexOf("tEXt");
    const end = start + 4 + png.readUInt32BE(start - 4);
    expect(png.toString("latin1", end - 22, end)).toBe("distilled.safetensors.");
    expect(png.readUInt32BE(end)).toBe(crc32(png.subarray(start, end)));
  });

  it("is grey where all pixels are equal, and there is none of an image that is not there", async () => {
    const flat = { ...grey, images: new Float32Array(4).fill(3) };
    expect((await decoded(await previewPng(flat, 0, 2))).pixels).toEqual([128, 128]);
    await expect(previewPng(grey, 2, 2)).rejects.toThrow(RangeError);
  });

  it("is written for each image of a set, numbered and with the name of its class", async () => {
    const classes = ["Überraschung / Schreck", "../fear", "喜び"];
    const set = distilledSet(madeForCompact, 2, 1);
    await writePreviews(folder, set, classes);
    const written = readdirSync(join(folder, "previews")).sort();
    expect(written).toEqual([
      "preview-01-überraschung-schreck.png",
      "preview-02-fear.png",
      "preview-03-喜び.png",
      "preview-04-überraschung-schreck.png",
      "preview-05-fear.png",
      "preview-06-喜び.png",
    ]);
    expect(readFileSync(join(folder, "previews", written[4]!))).toEqual(Buffer.from(await previewPng(set, 4, 2)));
  });
});
