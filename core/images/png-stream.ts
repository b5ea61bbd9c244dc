// Pictures that a program writes one after the other into one stream of PNGs.

const signatureLength = 8;
const end = Buffer.from("IEND");

/**
 * Cuts a stream of PNGs at their ends (PNG, section 5: a signature, then chunks of length, type, data and checksum, the last an IEND).
 *
 * @returns the whole ones; what is cut off at the end of the stream is none
 */
export function pngsOf(stream: Buffer): Buffer[] {
  const pictures: Buffer[] = [];
  let start = 0;
  let chunk = signatureLength;
  while (chunk + 12 <= stream.length) {
    const next = chunk + 12 + stream.readUInt32BE(chunk);
    if (next > stream.length) break;
    const isEnd = stream.subarray(chunk + 4, chunk + 8).equals(end);
    chunk = next;
    if (!isEnd) continue;
    pictures.push(stream.subarray(start, next));
    start = next;
    chunk = next + signatureLength;
  }
  return pictures;
}
