// A picture file to the uint8 values that a network is fed, equal to the bit to what Pillow and PyTorch get from the same file.
// Faces in JPEG go through libjpeg-turbo, all else through sharp, in libuv's threads. The file is read in one go here, because a
// promise-based read takes four trips through the event loop (75 against 9 microseconds), which TensorFlow's synchronous calls hold up.
import { readFileSync, type Stats, statSync } from "node:fs";
import { withChannels } from "./grey.ts";
import { decodeSmallJpeg } from "./jpeg-turbo.ts";
import { PictureError, pictureErrorOf } from "./picture-error.ts";
import { describeStranger, isJpegWithoutEnd, jpegFrameOf, pictureFormatOf } from "./picture-format.ts";
import { type Raster, resizeBilinear } from "./resize.ts";
import { byteLimit, pixelLimit, sharp } from "./sharp.ts";

/** The form in which a network wants its pictures: size x size, grey (1) or RGB (3). */
export interface PixelForm {
  size: number;
  channels: 1 | 3;
}

/**
 * Decodes one picture.
 *
 * @returns [size, size, channels] uint8
 * @throws PictureError with its reason: missing, empty, truncated, corrupt, too large, no picture
 */
export async function decodeFace(path: string, form: PixelForm): Promise<Uint8Array> {
  return decodeBytes(readPicture(path), form);
}

/** The bytes of a picture file, as yet unchecked but for its kind and size. Synchronous; see the head of this file. */
export function readPicture(path: string): Uint8Array {
  let stats: Stats | undefined;
  try {
    stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) throw new PictureError("missing", "does not exist");
    if (!stats.isFile()) throw new PictureError("not-a-file", stats.isDirectory() ? "is a folder" : "is not a file");
    if (stats.size === 0) throw new PictureError("empty", "is empty (0 bytes)");
    if (stats.size > byteLimit) throw new PictureError("too-large", `has ${stats.size} bytes, more than ${byteLimit}`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof PictureError) throw error;
    throw new PictureError("unreadable", `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`, { cause: error });
  }
}

/** Decodes a picture that is in memory; results and errors as `decodeFace`. */
export async function decodeBytes(bytes: Uint8Array, form: PixelForm): Promise<Uint8Array> {
  const raster = await decodeRaster(bytes);
  return resizeBilinear(withChannels(raster, form.channels), form.size);
}

/** The whole picture in its own size, grey JPEG in one channel, others in three or four. Colour profiles and orientation tags are ignored, as in Pillow. */
export async function decodeRaster(bytes: Uint8Array): Promise<Raster> {
  const format = pictureFormatOf(bytes);
  if (!format) throw new PictureError("not-a-picture", `is not a picture but ${describeStranger(bytes)}`);
  const frame = format === "jpeg" ? jpegFrameOf(bytes) : undefined;
  return (await decodeSmallJpeg(bytes, frame)) ?? decodeAny(bytes, frame?.componentCount === 1);
}

/** By sharp, which also has the last word on what libjpeg-turbo refused: it says what is wrong. */
async function decodeAny(bytes: Uint8Array, isGreyJpeg: boolean): Promise<Raster> {
  try {
    // failOn "warning": libjpeg only warns about a damaged scan, and grey mush would be learnt as a face.
    const picture = sharp(bytes, { failOn: "warning", limitInputPixels: pixelLimit, ignoreIcc: true });
    if (isGreyJpeg) picture.toColourspace("b-w"); // 0.65 ms of processor time a face against 0.9 in three channels
    const { data, info } = await picture.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
    return { pixels: data, width: info.width, height: info.height, channels: info.channels };
  } catch (error) {
    throw pictureErrorOf(error, isJpegWithoutEnd(bytes));
  }
}
