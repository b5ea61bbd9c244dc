// Files that nobody's program writes, byte by byte: pickles by opcode, zips with lying sizes, safetensors with any header.
import { deflateRawSync } from "node:zlib";

const ascii = (text: string): Buffer => Buffer.from(text, "latin1");

/** The opcodes that the tests need. */
export const op = {
  global: (module: string, name: string): Buffer => ascii(`c${module}\n${name}\n`),
  text: (value: string): Buffer => Buffer.concat([ascii("X"), uint32(value.length), ascii(value)]),
  integer: (value: number): Buffer =>
    Number.isInteger(value) && value < 2 ** 31
      ? Buffer.concat([ascii("J"), uint32(value)])
      : Buffer.concat([ascii("\x8a\x08"), uint64(value)]),
  tuple: (...items: Buffer[]): Buffer => Buffer.concat([ascii("("), ...items, ascii("t")]),
  dict: (...pairs: [Buffer, Buffer][]): Buffer => Buffer.concat([ascii("}"), ...pairs.flatMap(([key, value]) => [key, value, ascii("s")])]),
  call: (callable: Buffer, args: Buffer): Buffer => Buffer.concat([callable, args, ascii("R")]),
  raw: ascii,
};

/** A tensor over the storage "0". */
export function tensorPickle({ offset = 0, shape = [1], strides = [1], count = 1 }): Buffer {
  const storage = op.tuple(op.text("storage"), op.global("torch", "FloatStorage"), op.text("0"), op.text("cpu"), op.integer(count));
  const sizes = (values: number[]) => op.tuple(...values.map(op.integer));
  const args = op.tuple(Buffer.concat([storage, ascii("Q")]), op.integer(offset), sizes(shape), sizes(strides));
  return op.call(op.global("torch._utils", "_rebuild_tensor_v2"), args);
}

/** A legacy file of torch.save with this content and, when given, one storage of floats. */
export function legacyFile(content: Buffer, storage: number[] | null = null): Buffer {
  const pickle = (...body: Buffer[]) => Buffer.concat([ascii("\x80\x02"), ...body, ascii(".")]);
  const keys = storage ? [ascii("]"), op.text("0"), ascii("a")] : [ascii("]")];
  return Buffer.concat([
    pickle(ascii("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19")),
    pickle(ascii("M\xe9\x03")),
    pickle(ascii("}")),
    pickle(content),
    pickle(...keys),
    ...(storage ? [uint64(storage.length), Buffer.from(Float32Array.from(storage).buffer)] : []),
  ]);
}

export interface CraftedEntry {
  name: string;
  content: Buffer;
  isDeflated?: boolean;
  /** What the directory says, where that is not the truth. */
  claimedBytes?: number;
  claimedOffset?: number;
}

export function zipFile(entries: readonly CraftedEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, isDeflated = false, claimedBytes = content.length, claimedOffset = offset } of entries) {
    const stored = isDeflated ? deflateRawSync(content) : content;
    const method = uint16(isDeflated ? 8 : 0);
    const sizes = [uint32(0), uint32(stored.length), uint32(claimedBytes), uint16(name.length), uint16(0)];
    const local = Buffer.concat([ascii("PK\x03\x04"), uint16(20), uint16(0), method, uint32(0), ...sizes, ascii(name)]);
    const tail = [uint16(0), uint16(0), uint16(0), uint32(0), uint32(claimedOffset), ascii(name)];
    directory.push(Buffer.concat([ascii("PK\x01\x02"), uint16(20), uint16(20), uint16(0), method, uint32(0), ...sizes, ...tail]));
    parts.push(local, stored);
    offset += local.length + stored.length;
  }
  const bytes = Buffer.concat(directory);
  const counts = [uint16(0), uint16(0), uint16(entries.length), uint16(entries.length), uint32(bytes.length), uint32(offset), uint16(0)];
  return Buffer.concat([...parts, bytes, ascii("PK\x05\x06"), ...counts]);
}

/** @param headerLength  what the first eight bytes say, where that is not the truth */
export function safetensorsFile(header: string, valueBytes = 0, headerLength = header.length): Buffer {
  return Buffer.concat([uint64(headerLength), ascii(header), Buffer.alloc(valueBytes)]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
