// RecordIO, in which MXNet keeps pictures (dmlc-core include/dmlc/recordio.h, src/recordio.cc), little endian. A record is a magic number,
// a word with its kind (3 bits) and the length of its data (29 bits), the data, and zeros up to a multiple of 4. Data that holds the magic
// number at a multiple of 4 is split there into several of these, with the number itself left out between them.

const magic = 0xced7230a;
const lengthBits = 29;
/** Of the magic number and the word behind it. */
export const recordHeadBytes = 8;

const kinds = ["whole", "first", "middle", "last"] as const;

export interface RecordHead {
  /** Whole, or which part of a record that was split. */
  kind: (typeof kinds)[number];
  /** Bytes of data. */
  length: number;
}

/** null where no record begins. */
export function recordHeadAt(bytes: Buffer, at: number): RecordHead | null {
  if (bytes.readUInt32LE(at) !== magic) return null;
  const word = bytes.readUInt32LE(at + 4);
  const kind = kinds[word >>> lengthBits];
  return kind ? { kind, length: word & (2 ** lengthBits - 1) } : null;
}

/** `length` with the zeros behind it. */
export const paddedLength = (length: number): number => (length + 3) & ~3;

/** A record as dmlc writes it. @throws RangeError for data of 2^29 bytes and more */
export function recordOf(data: Uint8Array): Buffer {
  if (data.length >= 2 ** lengthBits) throw new RangeError(`A record holds fewer than 2^29 bytes, not ${data.length}.`);
  const parts = splitAtMagic(Buffer.from(data.buffer, data.byteOffset, data.length));
  return Buffer.concat(
    parts.flatMap((part, index) => {
      const kind = parts.length === 1 ? "whole" : index === 0 ? "first" : index === parts.length - 1 ? "last" : "middle";
      const head = Buffer.alloc(recordHeadBytes);
      head.writeUInt32LE(magic, 0);
      head.writeUInt32LE(kinds.indexOf(kind) * 2 ** lengthBits + part.length, 4);
      return [head, part, Buffer.alloc(paddedLength(part.length) - part.length)];
    }),
  );
}

/** What lies between magic numbers at multiples of 4. */
function splitAtMagic(data: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let begin = 0;
  for (let at = 0; at + 4 <= data.length; at += 4) {
    if (data.readUInt32LE(at) !== magic) continue;
    parts.push(data.subarray(begin, at));
    begin = at + 4;
  }
  return [...parts, data.subarray(begin)];
}
