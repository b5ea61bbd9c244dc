// A text within a PNG: a tEXt chunk behind the header (PNG specification, 11.3.3.3). sharp writes none.

/** Signature, and the header chunk: length, name, 13 bytes, check sum. */
const beforeChunks = 8 + 25;

/**
 * @param png      a whole PNG
 * @param keyword  1 to 79 characters; "Description" and "Comment" are among those that viewers show
 * @param text     Latin-1
 */
export function withPngText(png: Uint8Array, keyword: string, text: string): Uint8Array {
  const named = Buffer.from(`tEXt${keyword}\0${text}`, "latin1");
  const chunk = Buffer.alloc(named.length + 8);
  chunk.writeUInt32BE(named.length - 4); // of the data alone
  named.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(named), named.length + 4);
  return Buffer.concat([png.subarray(0, beforeChunks), chunk, png.subarray(beforeChunks)]);
}

/** ISO 3309, bit by bit: a text is short. Node's own came with 22.2, after the Electron that older systems need. */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
