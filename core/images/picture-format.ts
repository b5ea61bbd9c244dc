// What a file is, from its first bytes. Only the formats listed here reach a decoder: libvips would also open SVG, PDF and
// others, which can name further files, and an error that says what the file is instead tells its owner what went wrong.

export type PictureFormat = "jpeg" | "png" | "webp" | "gif" | "tiff";

const signatures: readonly { format: PictureFormat; at: number; bytes: readonly number[] }[] = [
  { format: "jpeg", at: 0, bytes: [0xff, 0xd8, 0xff] },
  { format: "png", at: 0, bytes: [0x89, 0x50, 0x4e, 0x47] },
  { format: "webp", at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
  { format: "gif", at: 0, bytes: [0x47, 0x49, 0x46, 0x38] },
  { format: "tiff", at: 0, bytes: [0x49, 0x49, 0x2a, 0x00] },
  { format: "tiff", at: 0, bytes: [0x4d, 0x4d, 0x00, 0x2a] },
];

/** The format of a file by its signature; undefined when it is none that we open. */
export function pictureFormatOf(bytes: Uint8Array): PictureFormat | undefined {
  return signatures.find((signature) => signature.bytes.every((byte, offset) => bytes[signature.at + offset] === byte))?.format;
}

/** What a file that is no picture looks like, for an error message: "an HTML page", "a Git LFS pointer", ... */
export function describeStranger(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 64)).toString("latin1").trimStart().toLowerCase();
  if (start.startsWith("<!doctype html") || start.startsWith("<html")) return "an HTML page";
  if (start.startsWith("<svg") || start.startsWith("<?xml")) return "SVG or XML";
  if (start.startsWith("version https://git-lfs")) return "a Git LFS pointer";
  if (start.startsWith("pk\u0003\u0004")) return "a zip archive";
  if (start.startsWith("%pdf")) return "a PDF";
  if (start.startsWith("bm")) return "a BMP or a text";
  return `a file that starts with the bytes ${Buffer.from(bytes.subarray(0, 4)).toString("hex")}`;
}

/** What the frame header of a JPEG says, before anything is decoded. */
export interface JpegFrame {
  /** Baseline or extended: Huffman-coded and not progressive. */
  isSequential: boolean;
  /** Bits a value. */
  precision: number;
  width: number;
  height: number;
  /** 1 is grey, 3 is colour, 4 is mostly CMYK. */
  componentCount: number;
}

/** The frame of a JPEG; undefined where something stands before it whose length a decoder might read otherwise. */
export function jpegFrameOf(bytes: Uint8Array): JpegFrame | undefined {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    if (isFrameHeader(marker)) {
      return {
        isSequential: marker === 0xc0 || marker === 0xc1,
        precision: bytes[at + 4]!,
        height: uint16(bytes, at + 5),
        width: uint16(bytes, at + 7),
        componentCount: bytes[at + 9]!,
      };
    }
    if (!isSegmentBeforeFrame(marker)) return undefined;
    at += 2 + uint16(bytes, at + 2);
  }
  return undefined;
}

/** A JPEG ends with the marker FF D9; some writers pad a little behind it. */
export function isJpegWithoutEnd(bytes: Uint8Array): boolean {
  if (pictureFormatOf(bytes) !== "jpeg") return false;
  for (let at = bytes.length - 2; at >= Math.max(0, bytes.length - 32); at--)
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return false;
  return true;
}

const uint16 = (bytes: Uint8Array, at: number) => (bytes[at]! << 8) | bytes[at + 1]!;

/** SOF0 to SOF15, among which are the tables DHT and DAC, and JPG. */
const isFrameHeader = (marker: number) => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Tables (DHT, DAC, DQT, DRI), application data and comments: they have a length, and no scan has begun. */
const isSegmentBeforeFrame = (marker: number) =>
  marker === 0xc4 || marker === 0xcc || marker === 0xdb || marker === 0xdd || (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
