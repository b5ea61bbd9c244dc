// A picture to the uint8 values that a network is fed, equal to the bit to what Pillow and PyTorch get from the same file.
// Faces in JPEG go through libjpeg-turbo, all else through sharp, in libuv's threads.
import { alignFace } from "./alignment.ts";
import { crop } from "./crop.ts";
import { withChannels } from "./grey.ts";
import { rasterOfNumbers } from "./grey-numbers.ts";
import { decodeSmallJpeg } from "./jpeg-turbo.ts";
import { type PictureCut, readPicture } from "./picture-bytes.ts";
import { PictureError, pictureErrorOf } from "./picture-error.ts";
import { describeStranger, isJpegWithoutEnd, jpegFrameOf, pictureFormatOf } from "./picture-format.ts";
import { pixelLimit } from "./picture-limits.ts";
import { type Raster, resizeBilinear } from "./resize.ts";
import { sharp } from "./sharp.ts";

/** The form in which a network wants its pictures: size x size, grey (1) or RGB (3). */
export interface PixelForm {
  size: number;
  channels: 1 | 3;
}

/**
 * Decodes one picture.
 *
 * @param address  of picture-address.ts, its file absolute
 * @returns [size, size, channels] uint8
 * @throws PictureError with its reason: missing, empty, truncated, corrupt, too large, no picture, no face
 */
export async function decodeFace(address: string, form: PixelForm): Promise<Uint8Array> {
  const { bytes, cut } = readPicture(address);
  return decodeBytes(bytes, form, cut);
}

/** Decodes a picture that is in memory; results and errors as `decodeFace`. */
export async function decodeBytes(bytes: Uint8Array, form: PixelForm, cut: PictureCut | null = null): Promise<Uint8Array> {
  const raster = cut ? await decodeCut(bytes, cut) : await decodeRaster(bytes);
  return resizeBilinear(withChannels(raster, form.channels), form.size);
}

/** What an address asks for, in its own size. Where it has points they are the whole picture's, and its box says nothing more. */
export async function decodeCut(bytes: Uint8Array, { numbers, box, points }: PictureCut): Promise<Raster> {
  const whole = numbers ? rasterOfNumbers(bytes, numbers) : await decodeRaster(bytes);
  if (points) return alignFace(whole, points);
  return box ? crop(whole, box) : whole;
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
