import { describe, expect, it } from "vitest";
import { describeStranger, isJpegWithoutEnd, jpegFrameOf, pictureFormatOf } from "./picture-format.ts";

const ascii = (text: string) => new TextEncoder().encode(text);
/** Start of a JPEG: an APP0 segment of 4 bytes, then a frame header of 112 x 96 pixels. */
const jpegStart = ({ marker = 0xc0, componentCount = 3 } = {}) =>
  Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, marker, 0, 17, 8, 0, 96, 0, 112, componentCount, 1, 0x11, 0, 0);

describe("pictureFormatOf", () => {
  it.each([
    ["jpeg", jpegStart()],
    ["png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    ["webp", ascii("RIFF....WEBPVP8 ")],
    ["gif", ascii("GIF89a")],
    ["tiff", Uint8Array.of(0x49, 0x49, 0x2a, 0)],
  ])("knows %s by its first bytes", (format, bytes) => {
    expect(pictureFormatOf(bytes)).toBe(format);
  });

  it.each([
    ["an HTML page", "<!DOCTYPE html><html>"],
    ["SVG or XML", '<svg xmlns="http://www.w3.org/2000/svg">'],
    ["a Git LFS pointer", "version https://git-lfs.github.com/spec/v1"],
    ["a zip archive", "PK\u0003\u0004...."],
    ["a file that starts with the bytes 48656c6c", "Hello"],
  ])("calls other bytes what they are: %s", (name, text) => {
    expect(pictureFormatOf(ascii(text))).toBeUndefined();
    expect(describeStranger(ascii(text))).toBe(name);
  });
});

describe("jpegFrameOf", () => {
  it("reads size and components from the frame header, past other segments", () => {
    expect(jpegFrameOf(jpegStart({ componentCount: 1 }))).toEqual({
      isSequential: true,
      precision: 8,
      width: 112,
      height: 96,
      componentCount: 1,
    });
  });

  it.each([
    ["baseline", 0xc0, true],
    ["extended", 0xc1, true],
    ["progressive", 0xc2, false],
    ["lossless", 0xc3, false],
    ["arithmetic", 0xc9, false],
  ])("tells a %s JPEG from those that are not sequential", (_, marker, isSequential) => {
    expect(jpegFrameOf(jpegStart({ marker }))).toMatchObject({ isSequential, width: 112 });
  });

  it("finds no frame in a file that ends before its header", () => {
    expect(jpegFrameOf(jpegStart().subarray(0, 17))).toBeUndefined();
    expect(jpegFrameOf(new Uint8Array(0))).toBeUndefined();
  });

  it.each([
    ["a restart marker, which has no length", 0xd3],
    ["a scan", 0xda],
    ["the end of the picture", 0xd9],
    ["a byte that is no marker", 0x00],
  ])("does not guess beyond %s", (_, marker) => {
    const bytes = jpegStart();
    bytes[3] = marker;
    expect(jpegFrameOf(bytes)).toBeUndefined();
  });
});

describe("isJpegWithoutEnd", () => {
  const whole = Uint8Array.of(...jpegStart(), 7, 7, 0xff, 0xd9);

  it("misses the end marker of a JPEG that was cut off", () => {
    expect(isJpegWithoutEnd(whole.subarray(0, whole.length - 1))).toBe(true);
  });

  it("finds it at the end, and behind it some padding", () => {
    expect(isJpegWithoutEnd(whole)).toBe(false);
    expect(isJpegWithoutEnd(Uint8Array.of(...whole, 0, 0, 0))).toBe(false);
  });

  it("asks it of no other format", () => {
    expect(isJpegWithoutEnd(ascii("GIF89a"))).toBe(false);
  });
});
