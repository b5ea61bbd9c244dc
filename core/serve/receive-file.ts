// The body of a request into a file. Nothing is left of one that breaks off, or that is longer or shorter than it was said to be.
import { open, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { InputError } from "../errors.ts";
import { fileSystemError } from "../project/file-system-error.ts";

/**
 * Writes `body` to `path`, where no file is yet, as fast as the disk takes it: no more than a few chunks are in memory.
 *
 * @param bytes  what the sender said
 * @throws InputError when it is another number
 * @throws WorkbenchError `disk-full`, `read-only`, or `internal` when the connection broke off
 */
export async function receiveFile(body: Readable, path: string, name: string, bytes: number): Promise<void> {
  body.once("error", () => {}); // one that breaks off before `pipeline` listens, which hears of it all the same
  const file = await open(path, "wx", 0o600).catch((error) => {
    throw fileSystemError(error, path);
  });
  try {
    await pipeline(
      body,
      async function* (chunks: AsyncIterable<Buffer>) {
        let received = 0;
        for await (const chunk of chunks) {
          received += chunk.byteLength;
          if (received > bytes) throw wrongLength(name, "more", bytes);
          yield chunk;
        }
        if (received < bytes) throw wrongLength(name, String(received), bytes);
      },
      file.createWriteStream(),
    );
  } catch (error) {
    await rm(path, { force: true });
    throw fileSystemError(error, path);
  }
}

function wrongLength(name: string, found: string, bytes: number): InputError {
  return new InputError({ file: name, found: `${found} bytes`, expected: `${bytes} bytes, as announced`, mend: "Import the file again." });
}
