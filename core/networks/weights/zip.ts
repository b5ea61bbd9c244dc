// The zip container, from its directory at the end: entry names are only ever compared, never used as paths. Sizes are checked
// against the file before a byte is read, and against what deflate can do before a byte is produced.
import { inflateRawSync } from "node:zlib";
import { type Budget, deflateGrowth } from "./budget.ts";
import { type ByteSource, byteOf, bytesSource, partOf, readBytes, viewOf } from "./byte-source.ts";
import { quoted, weightFault } from "./weight-fault.ts";

export interface ZipEntry {
  name: string;
  isDeflated: boolean;
  /** Of the local header. */
  offset: number;
  storedBytes: number;
  bytes: number;
}

const endBytes = 22;
const longestComment = 65_535;
const locatorBytes = 20;
const endOf64Bytes = 56;
const headerBytes = 46;
const localHeaderBytes = 30;
/** Zip64: the number stands in an extra field or record instead. */
const elsewhere = 0xffff_ffff;

/** @throws InputError when there is no whole directory */
export function readZipDirectory(source: ByteSource, budget: Budget): ZipEntry[] {
  const { offset, bytes, count } = findDirectory(source);
  budget.count(count);
  budget.spend(bytes, "the zip directory");
  const directory = viewOf(readBytes(source, offset, bytes));
  const entries: ZipEntry[] = [];
  let position = 0;
  for (let index = 0; index < count; index += 1) {
    const place = byteOf(source, offset + position);
    const isWhole = position + headerBytes <= bytes && directory.getUint32(position, true) === 0x02014b50;
    const next = isWhole ? position + headerBytes + lengthsOf(directory, position) : Number.POSITIVE_INFINITY;
    if (next > bytes) throw weightFault(source.file, { place, found: "no whole entry of the zip directory", expected: `${count} entries` });
    entries.push(entryAt(directory, position, place, source.file));
    position = next;
  }
  return entries;
}

/** The content of an entry: in place where it is stored, in memory where it is deflated. @throws InputError when it is not whole */
export function openZipEntry(source: ByteSource, entry: ZipEntry, budget: Budget): ByteSource {
  const { name, offset, storedBytes, bytes } = entry;
  const place = `zip entry ${quoted(name)}`;
  const local = viewOf(readBytes(source, offset, localHeaderBytes));
  if (local.getUint32(0, true) !== 0x04034b50) {
    throw weightFault(source.file, { place, found: "no local header", expected: `one at byte ${offset}` });
  }
  const contentAt = offset + localHeaderBytes + local.getUint16(26, true) + local.getUint16(28, true);
  const stored = partOf(source, contentAt, storedBytes, name);
  if (!entry.isDeflated) {
    if (storedBytes !== bytes) throw weightFault(source.file, { place, found: `${storedBytes} bytes`, expected: `${bytes}, as it says` });
    return stored;
  }
  return bytesSource(source.file, inflate(stored, bytes, budget, place), name);
}

function inflate(stored: ByteSource, bytes: number, budget: Budget, place: string): Uint8Array {
  if (bytes > stored.size * deflateGrowth) {
    throw weightFault(stored.file, { place, found: `${bytes} bytes out of ${stored.size}`, expected: `at most ${deflateGrowth} a byte` });
  }
  budget.spend(bytes, place);
  const compressed = budget.allocate(stored.size, place);
  stored.fill(compressed, 0);
  let content: Uint8Array;
  try {
    // One chunk as large as the content: with smaller ones, zlib joins a list of them and holds all twice.
    content = inflateRawSync(compressed, { maxOutputLength: Math.max(1, bytes), chunkSize: Math.max(64, bytes) });
  } catch (cause) {
    throw weightFault(stored.file, { place, found: "deflated bytes that do not unpack", expected: `${bytes} bytes`, cause });
  }
  if (content.byteLength !== bytes) {
    throw weightFault(stored.file, { place, found: `${content.byteLength} bytes`, expected: `${bytes}, as it says` });
  }
  return content;
}

function findDirectory(source: ByteSource): { offset: number; bytes: number; count: number } {
  const tailAt = Math.max(0, source.size - endBytes - longestComment);
  const tail = viewOf(readBytes(source, tailAt, source.size - tailAt));
  for (let end = tail.byteLength - endBytes; end >= 0; end -= 1) {
    if (tail.getUint32(end, true) !== 0x06054b50) continue;
    const [count, bytes, offset] = [tail.getUint16(end + 10, true), tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
    if (count !== 0xffff && bytes !== elsewhere && offset !== elsewhere) return { offset, bytes, count };
    return findDirectory64(source, tailAt + end) ?? { offset, bytes, count };
  }
  const expected = "the directory at the end of a zip";
  throw weightFault(source.file, { place: byteOf(source, source.size), found: "the end of a cut-off zip", expected });
}

/** Zip64 puts a locator before the end record, which points at a wider end record. */
function findDirectory64(source: ByteSource, endAt: number): { offset: number; bytes: number; count: number } | null {
  if (endAt < locatorBytes) return null;
  const locator = viewOf(readBytes(source, endAt - locatorBytes, locatorBytes));
  if (locator.getUint32(0, true) !== 0x07064b50) return null;
  const end = viewOf(readBytes(source, Number(locator.getBigUint64(8, true)), endOf64Bytes));
  if (end.getUint32(0, true) !== 0x06064b50) return null;
  return {
    count: Number(end.getBigUint64(32, true)),
    bytes: Number(end.getBigUint64(40, true)),
    offset: Number(end.getBigUint64(48, true)),
  };
}

/** Bytes of name, extra field and comment. */
function lengthsOf(directory: DataView, position: number): number {
  return directory.getUint16(position + 28, true) + directory.getUint16(position + 30, true) + directory.getUint16(position + 32, true);
}

// The CRC-32 is not checked: torch.serialization.set_crc32_options(False) writes files without valid ones.
function entryAt(directory: DataView, position: number, place: string, file: string): ZipEntry {
  const nameLength = directory.getUint16(position + 28, true);
  const name = new TextDecoder().decode(bytesAt(directory, position + headerBytes, nameLength));
  const flags = directory.getUint16(position + 8, true);
  const method = directory.getUint16(position + 10, true);
  if (flags & 1)
    throw weightFault(file, { place, found: `the encrypted entry ${quoted(name)}`, expected: "open entries", mend: "Unpack it." });
  if (method !== 0 && method !== 8) {
    const mend = "Pack it again without compression.";
    throw weightFault(file, {
      place,
      found: `entry ${quoted(name)} packed by method ${method}`,
      expected: "stored or deflated entries",
      mend,
    });
  }
  const sizes = { bytes: directory.getUint32(position + 24, true), storedBytes: directory.getUint32(position + 20, true) };
  const numbers = { ...sizes, offset: directory.getUint32(position + 42, true) };
  const extraAt = position + headerBytes + nameLength;
  const extra = viewOf(bytesAt(directory, extraAt, directory.getUint16(position + 30, true)));
  return { name, isDeflated: method === 8, ...widened(numbers, extra) };
}

/** Replaces the numbers that stand in the extra field of zip64, which holds only those, in this order. */
function widened(numbers: { bytes: number; storedBytes: number; offset: number }, extra: DataView): typeof numbers {
  const wide = { ...numbers };
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) !== 1) continue;
    let value = at + 4;
    for (const name of ["bytes", "storedBytes", "offset"] as const) {
      if (numbers[name] !== elsewhere || value + 8 > extra.byteLength) continue;
      wide[name] = Number(extra.getBigUint64(value, true));
      value += 8;
    }
  }
  return wide;
}

function bytesAt(view: DataView, offset: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + offset, length);
}
