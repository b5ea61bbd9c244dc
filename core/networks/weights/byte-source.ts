// Where a reader takes its bytes from: a file, a part of one, or memory. A file is read in place through its descriptor, so that
// 500 MB of weights are in memory once, as the tensors that they become. Reading blocks: it belongs in the compute process.
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { weightFault } from "./weight-fault.ts";

export interface ByteSource {
  /** Name of the file, for errors. */
  readonly file: string;
  /** What of the file this is, such as `archive/data.pkl`; empty for all of it. */
  readonly part: string;
  readonly size: number;
  /** Fills the whole of `target` from `offset`. @throws InputError when that reaches past the end */
  fill(target: Uint8Array, offset: number): void;
}

/** Linux reads 2 GB a call. */
const bytesOfCall = 2 ** 30;

/**
 * Opens a file for the time of `use`.
 *
 * @throws InputError when there is no readable file (a folder or a device is none)
 */
export function withFile<T>(path: string, use: (source: ByteSource) => T): T {
  const file = basename(path);
  const descriptor = openFile(path, file);
  try {
    return use(fileSource(descriptor, file));
  } finally {
    closeSync(descriptor);
  }
}

export function bytesSource(file: string, bytes: Uint8Array, part = ""): ByteSource {
  const source: ByteSource = {
    file,
    part,
    size: bytes.byteLength,
    fill(target, offset) {
      requireInside(source, offset, target.byteLength);
      target.set(bytes.subarray(offset, offset + target.byteLength));
    },
  };
  return source;
}

/** @throws InputError when the part reaches past the end */
export function partOf(whole: ByteSource, offset: number, size: number, part: string): ByteSource {
  requireInside(whole, offset, size);
  const source: ByteSource = {
    file: whole.file,
    part,
    size,
    fill(target, from) {
      requireInside(source, from, target.byteLength);
      whole.fill(target, offset + from);
    },
  };
  return source;
}

/** A few bytes, such as a header; for values, let the budget allocate. */
export function readBytes(source: ByteSource, offset: number, length: number): Uint8Array<ArrayBuffer> {
  requireInside(source, offset, length);
  const bytes = new Uint8Array(length);
  source.fill(bytes, offset);
  return bytes;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A place as errors name it. */
export function byteOf(source: ByteSource, offset: number): string {
  return source.part === "" ? `byte ${offset}` : `byte ${offset} of ${source.part}`;
}

/** @throws InputError unless these bytes exist */
export function requireInside(source: ByteSource, offset: number, length: number): void {
  if (Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0 && offset + length <= source.size) return;
  const where = source.part === "" ? "the file" : source.part;
  throw weightFault(source.file, {
    place: byteOf(source, offset),
    found: `a reference to ${length} bytes`,
    expected: `a place within the ${source.size} bytes of ${where}`,
  });
}

function openFile(path: string, file: string): number {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, "r");
    if (fstatSync(descriptor).isFile()) return descriptor;
  } catch (cause) {
    throw weightFault(file, {
      found: "no readable file",
      expected: "a weight file",
      mend: "Choose a file that exists and may be read.",
      cause,
    });
  }
  closeSync(descriptor);
  throw weightFault(file, { found: "a folder or a device", expected: "a weight file", mend: "Choose the file itself." });
}

function fileSource(descriptor: number, file: string): ByteSource {
  const source: ByteSource = {
    file,
    part: "",
    size: fstatSync(descriptor).size,
    fill(target, offset) {
      requireInside(source, offset, target.byteLength);
      for (let done = 0; done < target.byteLength; ) {
        const count = readOrFail(descriptor, target, done, offset + done, file);
        if (count === 0) {
          throw weightFault(file, {
            place: `byte ${offset + done}`,
            found: "the end",
            expected: `${source.size} bytes, as there were at first`,
          });
        }
        done += count;
      }
    },
  };
  return source;
}

function readOrFail(descriptor: number, target: Uint8Array, done: number, position: number, file: string): number {
  try {
    return readSync(descriptor, target, done, Math.min(target.byteLength - done, bytesOfCall), position);
  } catch (cause) {
    const mend = "Copy the file to another disk.";
    throw weightFault(file, {
      place: `byte ${position}`,
      found: "bytes that the disk does not give",
      expected: "readable bytes",
      mend,
      cause,
    });
  }
}
