// What MXNet writes before a picture in its record (python/mxnet/recordio.py, struct "IfQQ"), little endian: the number of labels, a label,
// and two numbers of 64 bits, the first of which is the record's key. With a number of labels above 0 they follow as float32, and the label
// before them says nothing. Then comes the encoded picture.

const fixedBytes = 24;
const [keyAt, labelAt] = [8, 4];
/** With the first of the labels behind the fixed part: as much as has to be at hand. */
export const imageHeadBytes = fixedBytes + 4;

export interface ImageHead {
  labelCount: number;
  /** The only label, or the first. */
  label: number;
  key: number;
  /** Of the head with all labels; what follows is the picture. */
  length: number;
}

/**
 * @param at      where the record's data begins; `imageHeadBytes` of it, or all, are at hand
 * @param length  of the record's data
 * @returns null when the data is too short for what it says
 */
export function imageHeadAt(bytes: Buffer, at: number, length: number): ImageHead | null {
  if (length < fixedBytes) return null;
  const labelCount = bytes.readUInt32LE(at);
  const headLength = fixedBytes + 4 * labelCount;
  if (headLength > length) return null;
  const label = bytes.readFloatLE(labelCount > 0 ? at + fixedBytes : at + labelAt);
  return { labelCount, label, key: bytes.readUInt32LE(at + keyAt) + bytes.readUInt32LE(at + keyAt + 4) * 2 ** 32, length: headLength };
}

/** A record's data. @param key  below 2^32  @param label  a list is written as one, however long */
export function imageRecord(key: number, label: number | readonly number[], picture: Uint8Array): Buffer {
  const labels = typeof label === "number" ? [] : label;
  const head = Buffer.alloc(fixedBytes + 4 * labels.length);
  head.writeUInt32LE(labels.length, 0);
  head.writeFloatLE(typeof label === "number" ? label : 0, labelAt);
  head.writeUInt32LE(key, keyAt);
  for (const [index, one] of labels.entries()) head.writeFloatLE(one, fixedBytes + 4 * index);
  return Buffer.concat([head, picture]);
}
