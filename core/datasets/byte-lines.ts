// Lines of a file as bytes, each with the place where it lies: where a line holds a picture (FER-2013's numbers), its address is a stretch
// of the file, which text that was decoded no longer knows.

/** One line without its end (LF or CRLF). */
export interface ByteLine {
  /** From 1 on. */
  line: number;
  /** Of its first byte in the file. */
  offset: number;
  bytes: Buffer;
}

/**
 * @param chunks   the file, in order
 * @param limit    bytes of the longest line
 * @param tooLong  the error for a longer one
 */
export async function* byteLines(
  chunks: AsyncIterable<Buffer>,
  limit: number,
  tooLong: (line: number) => Error,
): AsyncGenerator<ByteLine, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0; // of `rest`
  let line = 0;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, from)) {
      yield {
        line: ++line,
        offset: offset + from,
        bytes: bytes.subarray(from, end > from && bytes[end - 1] === carriageReturn ? end - 1 : end),
      };
      from = end + 1;
    }
    rest = bytes.subarray(from);
    offset += from;
    if (rest.length > limit) throw tooLong(line + 1);
  }
  if (rest.length > 0) yield { line: line + 1, offset, bytes: rest };
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
