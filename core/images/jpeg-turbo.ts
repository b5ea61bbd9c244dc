// libjpeg-turbo for JPEGs of the size of a face, in WebAssembly: one file for every platform, whose bytes stay in its sandbox. sharp keeps
// the event loop for 0.3 ms a face (112x112) before one of its threads begins; this decodes the whole face in 0.08. Open it from here only.
import createModule, { type JpegDecoder } from "@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs";
import type { JpegFrame } from "./picture-format.ts";
import type { Raster } from "./resize.ts";

interface OpenDecoder {
  jpeg: JpegDecoder;
  refusals: number;
  isSpent: boolean;
}

/** Above, decoding would hold the event loop longer than handing the picture to sharp's threads does. */
const pixelLimit = 224 * 224;
/** The sandbox's memory grows to its largest picture and never shrinks. */
const byteLimit = 1024 * 1024;
/** Each refusal leaves 16 bytes on the sandbox's stack, which is full after 4,000. */
const refusalLimit = 256;

let current: Promise<OpenDecoder> | undefined;

/**
 * Decodes a small sequential JPEG, to the bit what sharp and Pillow make of it.
 *
 * @param frame  of these bytes; undefined where there is none to be found
 * @returns grey or RGB; undefined for what sharp has to look at: another kind of picture, a larger one, a damaged one
 */
export async function decodeSmallJpeg(bytes: Uint8Array, frame: JpegFrame | undefined): Promise<Raster | undefined> {
  if (!frame || !isForTurbo(frame) || bytes.length > byteLimit) return undefined;
  current ??= openDecoder();
  const opened = current;
  const decoder = await opened;
  if (decoder.isSpent) return undefined; // another picture brought it down while this one waited
  try {
    decoder.jpeg.getEncodedBuffer(bytes.length).set(bytes);
    decoder.jpeg.decode();
  } catch (refusal) {
    decoder.isSpent = typeof refusal !== "number" || ++decoder.refusals === refusalLimit; // a number is the package's exception, all else a crash
    if (decoder.isSpent && current === opened) current = undefined;
    return undefined;
  }
  const { width, height, componentCount: channels } = decoder.jpeg.getFrameInfo();
  if (width !== frame.width || height !== frame.height || channels !== frame.componentCount) return undefined;
  return { pixels: new Uint8Array(decoder.jpeg.getDecodedBuffer()), width, height, channels };
}

function isForTurbo({ isSequential, precision, width, height, componentCount }: JpegFrame): boolean {
  const pixelCount = width * height;
  return isSequential && precision === 8 && (componentCount === 1 || componentCount === 3) && pixelCount > 0 && pixelCount <= pixelLimit;
}

async function openDecoder(): Promise<OpenDecoder> {
  const { JPEGDecoder } = await createModule();
  return { jpeg: new JPEGDecoder(), refusals: 0, isSpent: false };
}
