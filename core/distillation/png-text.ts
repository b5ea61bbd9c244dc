// A note inside a PNG: a tEXt chunk behind its header (PNG specification, section 11.3.4.3).

const signatureBytes = 8;
const headerChunkBytes = 25; // length, "IHDR", 13 bytes, check sum

/**
 * @param png      a whole PNG
 * @param keyword  Latin letters, 1 to 79
 * @param text     in ASCII
 */
export function pngText(png: Uint8Array, keyword: string, text: string): Uint8Array {
  const content = Buffer.from(`tEXt${keyword}\0${text}`, "latin1");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length - 4);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(content));
  const behindHeader = signatureBytes + headerChunkBytes;
  return Buffer.concat([png.subarray(0, behindHeader), length, content, sum, png.subarray(behindHeader)]);
}

/** ISO 3309, as PNG and gzip use it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
