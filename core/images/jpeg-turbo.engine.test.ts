import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { decodeSmallJpeg } from "./jpeg-turbo.ts";
import { jpegFrameOf } from "./picture-format.ts";
import { sharp } from "./sharp.ts";

const decode = (bytes: Uint8Array) => decodeSmallJpeg(bytes, jpegFrameOf(bytes));

/** A picture whose values rise at different rates and wrap, so that it has both slopes and edges. */
function drawn(width: number, height: number) {
  const pixels = Uint8Array.from(
    { length: width * height * 3 },
    (_, i) => 5 * (Math.floor(i / 3) % width) + 3 * Math.floor(i / 3 / width) + 40 * (i % 3),
  );
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}
const greyJpeg = (width: number, height: number) => drawn(width, height).toColourspace("b-w").jpeg().toBuffer();
const colourJpeg = (width: number, height: number, chromaSubsampling: "4:4:4" | "4:2:0") =>
  drawn(width, height).jpeg({ chromaSubsampling }).toBuffer();

/** What sharp makes of the same bytes. */
async function bySharp(bytes: Uint8Array) {
  const picture = sharp(bytes, { ignoreIcc: true });
  if (jpegFrameOf(bytes)!.componentCount === 1) picture.toColourspace("b-w");
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height, channels: info.channels };
}

async function expectSame(bytes: Uint8Array) {
  const { pixels, ...form } = (await decode(bytes))!;
  const { pixels: expected, ...expectedForm } = await bySharp(bytes);
  expect(form).toEqual(expectedForm);
  expect(Buffer.compare(pixels, expected)).toBe(0);
}

describe("decodeSmallJpeg", () => {
  it.each([
    [1, 1],
    [8, 16],
    [17, 31],
    [112, 112],
    [224, 224],
    [1000, 50],
  ])("gives to the bit what sharp gives of %i x %i pixels in grey, in colour and with halved colour", async (width, height) => {
    await expectSame(await greyJpeg(width, height));
    await expectSame(await colourJpeg(width, height, "4:4:4"));
    await expectSame(await colourJpeg(width, height, "4:2:0"));
  });

  it("gives what sharp gives of a scan with restart markers", async () => {
    // Pillow: 35 x 21 pixels, save(quality=40, subsampling=2, optimize=True, restart_marker_blocks=1)
    const withRestarts =
      "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4a" +
      "HjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAVACMDASIAAhEBAxEB/8QAGAABAQEBAQAAAAAAAAAAAAAA" +
      "AAQFAwb/xAAcEAACAwADAQAAAAAAAAAAAAAAAgMEYQEhMRH/xAAYAQADAQEAAAAAAAAAAAAAAAADBAUBAv/EABsRAAICAwEAAAAAAAAAAAAAAAABAgMEERIU/90ABAAB" +
      "/9oADAMBAAIRAxEAPwDzKV8KUr4WpXwoSvhzGYKrIP/Qykr4UpXwtSvhQlfA0Zj1WQf/0ePFfrwGtxX68A32WvQf/9LokSlCRKAJxZEqbP/T1UiUoSJQAcWL1Nn/1PScRL8A" +
      "Buwm2f/Z";
    await expectSame(Buffer.from(withRestarts, "base64"));
  });

  it("leaves to sharp what is larger, progressive, CMYK or no JPEG", async () => {
    expect(await decode(await greyJpeg(225, 224))).toBeUndefined();
    expect(await decode(await drawn(20, 20).jpeg({ progressive: true }).toBuffer())).toBeUndefined();
    expect(await decode(await drawn(20, 20).toColourspace("cmyk").jpeg().toBuffer())).toBeUndefined();
    expect(await decode(await drawn(20, 20).png().toBuffer())).toBeUndefined();
  });

  it("leaves to sharp a picture whose header gives it no height", async () => {
    const bytes = await greyJpeg(20, 20);
    const frameHeader = bytes.indexOf(Buffer.of(0xff, 0xc0));
    expect(await decode(bytes.fill(0, frameHeader + 5, frameHeader + 7))).toBeUndefined();
  });

  it("refuses what is cut off or damaged, however late", async () => {
    const bytes = await greyJpeg(112, 112);
    expect(await decode(bytes.subarray(0, bytes.length >> 1))).toBeUndefined();
    expect(await decode(bytes.subarray(0, -2))).toBeUndefined();
    const middle = bytes.length >> 1;
    expect(await decode(Buffer.from(bytes).fill(0xff, middle, middle + 40))).toBeUndefined();
  });

  it("decodes on after 5,000 refusals, at once and one by one", async () => {
    const bytes = await greyJpeg(16, 16);
    const cutOff = bytes.subarray(0, -2);
    const outcomes = await Promise.all(Array.from({ length: 500 }, () => decode(cutOff)));
    expect(outcomes.filter((outcome) => outcome !== undefined)).toEqual([]);
    for (let refusal = 500; refusal < 5000; refusal++) expect(await decode(cutOff)).toBeUndefined();
    await expectSame(bytes);
  });
});

const realFaces = join(resolve(process.env.OMNIFER_REAL_FACES ?? "../shared/data/real-faces"), "images");

it.skipIf(!existsSync(realFaces))("every real face is to the bit what sharp gives", async () => {
  for (const name of readdirSync(realFaces)) await expectSame(readFileSync(join(realFaces, name)));
});
