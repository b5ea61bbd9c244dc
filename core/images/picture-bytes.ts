// The bytes of a picture, wherever its address says that they lie: a file of its own, or a stretch of a container. They are read in one go,
// because a promise-based read takes four trips through the event loop (75 against 9 microseconds), which TensorFlow's synchronous calls
// hold up.
import { closeSync, openSync, readFileSync, readSync, type Stats, statSync } from "node:fs";
import { type PictureAddress, parseAddress } from "./picture-address.ts";
import { PictureError } from "./picture-error.ts";
import { byteLimit } from "./picture-limits.ts";

/** What is still to be done with the bytes of a picture: read them as numbers, cut a box out, turn a face upright. */
export type PictureCut = Pick<PictureAddress, "numbers" | "box" | "points">;

export interface HeldPicture {
  /** As yet unchecked but for their size. */
  bytes: Uint8Array;
  /** null for an encoded picture that is taken as it is. */
  cut: PictureCut | null;
}

/**
 * Reads a picture.
 *
 * @param address  of picture-address.ts, its file absolute: "/data/a.jpg", "/data/train.rec#bytes=48+2817"
 * @throws PictureError when it is missing, no file, empty, too large, or its file ends before it does
 */
export function readPicture(address: string): HeldPicture {
  if (!address.includes("#")) return { bytes: readFile(address), cut: null };
  const { file, stretch, numbers, box, points } = parseAddress(address);
  return { bytes: readFile(file, stretch), cut: numbers || box || points ? { numbers, box, points } : null };
}

function readFile(path: string, stretch: PictureAddress["stretch"] = null): Uint8Array {
  let stats: Stats | undefined;
  try {
    stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) throw new PictureError("missing", "does not exist");
    if (!stats.isFile()) throw new PictureError("not-a-file", stats.isDirectory() ? "is a folder" : "is not a file");
    const length = stretch ? stretch.length : stats.size;
    if (length === 0) throw new PictureError("empty", "is empty (0 bytes)");
    if (length > byteLimit) throw new PictureError("too-large", `has ${length} bytes, more than ${byteLimit}`);
    return stretch ? readStretch(path, stretch, stats.size) : readFileSync(path);
  } catch (error) {
    if (error instanceof PictureError) throw error;
    throw new PictureError("unreadable", `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`, { cause: error });
  }
}

function readStretch(path: string, { offset, length }: { offset: number; length: number }, size: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const file = openSync(path, "r");
  try {
    for (let done = 0; done < length; ) {
      const read = offset + length > size ? 0 : readSync(file, bytes, done, length - done, offset + done);
      if (read === 0) throw new PictureError("truncated", `is cut off (its file ends at byte ${size}, it would at ${offset + length})`);
      done += read;
    }
  } finally {
    closeSync(file);
  }
  return bytes;
}
