import { describe, expect, it } from "vitest";
import { describeStranger, isGreyJpeg, pictureFormatOf } from "./picture-format.ts";

const ascii = (text: string) => new TextEncoder().encode(text);
/** Start of a JPEG: an APP0 segment of 4 bytes, then a frame header with the given number of components. */
const jpegStart = (components: number) =>
  Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 17, 8, 0, 112, 0, 112, components, 1, 0x11, 0, 0);

describe("pictureFormatOf", () => {
  it.each([
    ["jpeg", jpegStart(3)],
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

describe("isGreyJpeg", () => {
  it("counts the components of the frame header, past other segments", () => {
    expect(isGreyJpeg(jpegStart(1))).toBe(true);
    expect(isGreyJpeg(jpegStart(3))).toBe(false);
  });

  it("says no when the file ends before its frame header", () => {
    expect(isGreyJpeg(jpegStart(1).subarray(0, 12))).toBe(false);
    expect(isGreyJpeg(new Uint8Array(0))).toBe(false);
  });
});
