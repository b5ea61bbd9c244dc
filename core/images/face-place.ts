// Where the pixels of a face are to be had: decoded in a cache file, or still in their picture. Plain data, so that a thread can be
// sent it. What is read is compared with the fingerprint of what was decoded at first, so that a run never learns from other pixels.
import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { InputError } from "../errors.ts";
import { decodeFace, type PixelForm } from "./decode.ts";

export interface FacePlace {
  /** Address of its picture (picture-address.ts), its file absolute. */
  picture: string;
  /** Of the pixels that the picture was decoded to. */
  fingerprint: bigint;
  /** null where the disk had no room for decoded pixels: the picture is decoded whenever its face is read. */
  cache: { path: string; offset: number } | null;
}

/** The first 8 bytes of SHA-256, as one number. */
export function fingerprintOf(pixels: Uint8Array): bigint {
  return createHash("sha256").update(pixels).digest().readBigUInt64LE(0);
}

export const faceBytesOf = ({ size, channels }: PixelForm): number => size * size * channels;

/**
 * Reads faces in the order of their places. From the cache the calls are synchronous: a face takes 4 microseconds where a
 * promise takes 75 (see decode.ts). A face that the cache has lost is decoded again and put back.
 *
 * @returns [places.length, size, size, channels]
 * @throws InputError naming the picture when it has to be decoded again and is gone, damaged or another one
 */
export async function readPlaces(places: readonly FacePlace[], form: PixelForm): Promise<Uint8Array> {
  const length = faceBytesOf(form);
  const pixels = new Uint8Array(places.length * length);
  const cached = openCaches(places);
  try {
    const decoding: Promise<void>[] = [];
    for (const [index, place] of places.entries()) {
      const into = pixels.subarray(index * length, (index + 1) * length);
      const file = place.cache ? cached.get(place.cache.path) : undefined;
      if (place.cache && file !== undefined && readWhole(file, into, place.cache.offset) && fingerprintOf(into) === place.fingerprint)
        continue;
      decoding.push(
        decodeAgain(place, form).then((face) => {
          into.set(face);
          if (place.cache && file !== undefined) putBack(file, face, place.cache.offset);
        }),
      );
    }
    await settled(decoding); // all of them, because the files are closed behind the last
  } finally {
    for (const file of cached.values()) if (file !== undefined) closeSync(file);
  }
  return pixels;
}

/** Descriptors by path; undefined for a file that cannot be opened. */
function openCaches(places: readonly FacePlace[]): Map<string, number | undefined> {
  const files = new Map<string, number | undefined>();
  for (const { cache } of places) if (cache && !files.has(cache.path)) files.set(cache.path, openOrNone(cache.path));
  return files;
}

function openOrNone(path: string): number | undefined {
  try {
    return openSync(path, "r+");
  } catch {
    return undefined;
  }
}

function readWhole(file: number, into: Uint8Array, offset: number): boolean {
  try {
    return readSync(file, into, 0, into.length, offset) === into.length;
  } catch {
    return false;
  }
}

/** Best effort: what fails here is noticed at the next reading. */
function putBack(file: number, face: Uint8Array, offset: number): void {
  try {
    writeSync(file, face, 0, face.length, offset);
  } catch {
    // A full or broken disk; the face is decoded again next time.
  }
}

async function decodeAgain({ picture, fingerprint }: FacePlace, form: PixelForm): Promise<Uint8Array> {
  const changed = (found: string, cause?: unknown) =>
    new InputError(
      {
        file: picture,
        found,
        expected: "the picture that was there when this run began",
        mend: "Put that picture back, or import the data set again.",
      },
      { cause },
    );
  const face = await decodeFace(picture, form).catch((error: Error) => {
    throw changed(`a picture that cannot be decoded: ${error.message}`, error);
  });
  if (fingerprintOf(face) !== fingerprint) throw changed("another picture");
  return face;
}

/** Waits for all, then throws the first error. */
async function settled(work: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(work)) if (result.status === "rejected") throw result.reason;
}
