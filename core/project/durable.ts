// The one place that writes files that must outlive a power cut: temporary name in the same folder, write, fsync, rename, fsync
// of the folder, SHA-256 in the reply. Checkpoints, parts, run records and exports all come through here.
import { createHash, randomBytes } from "node:crypto";
import { promises } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileSystemError } from "./file-system-error.ts";

/** What a record keeps of a file that was written. */
export interface WrittenFile {
  /** SHA-256 of the bytes, hexadecimal. */
  digest: string;
  bytes: number;
}

/** The calls that durable writing makes; a test replaces them to fail each in turn. */
export type DurableFileSystem = Pick<typeof promises, "open" | "rename" | "rm">;

/**
 * Writes a whole file so that readers see the old one or the new one, never a part, whatever dies when.
 *
 * @param content  or its parts, one after the other: half a gigabyte of weights is not copied together first
 * @throws WorkbenchError `disk-full` or `read-only` with the path, `internal` for other faults; the temporary file is gone then
 */
export async function writeDurably(
  path: string,
  content: Uint8Array | string | readonly Uint8Array[],
  fileSystem: DurableFileSystem = promises,
): Promise<WrittenFile> {
  const parts = typeof content === "string" ? [Buffer.from(content, "utf8")] : content instanceof Uint8Array ? [content] : content;
  return atomically(path, fileSystem, async (temporaryPath) => {
    const file = await fileSystem.open(temporaryPath, "wx");
    try {
      for (const part of parts) await file.writeFile(part); // each goes on where the last ended
      await file.sync();
    } finally {
      await file.close();
    }
    const hash = createHash("sha256");
    for (const part of parts) hash.update(part);
    return { digest: hash.digest("hex"), bytes: parts.reduce((sum, part) => sum + part.byteLength, 0) };
  });
}

/**
 * The same guarantee for a file that another library writes: `produce` is given an empty temporary file to overwrite, which then
 * takes the place of `path`. When `produce` throws, the temporary file is removed and `path` is as before.
 *
 * @throws what `produce` throws where it is already typed, else as `writeDurably`
 */
export async function produceDurably(
  path: string,
  produce: (temporaryPath: string) => Promise<void>,
  fileSystem: DurableFileSystem = promises,
): Promise<WrittenFile> {
  return atomically(path, fileSystem, async (temporaryPath) => {
    await (await fileSystem.open(temporaryPath, "wx")).close(); // so that a read-only folder is found here, with its errno
    await produce(temporaryPath);
    return syncAndDigest(temporaryPath, fileSystem);
  });
}

/** Makes a finished temporary file durable under its final name; both lie in the same folder. The temporary file is gone afterwards, also on failure. */
export async function promoteDurably(temporaryPath: string, path: string, fileSystem: DurableFileSystem = promises): Promise<WrittenFile> {
  return atomically(path, fileSystem, () => syncAndDigest(temporaryPath, fileSystem), temporaryPath);
}

/** SHA-256 and size of a file, read in pieces. */
export async function digestOfFile(path: string, fileSystem: Pick<DurableFileSystem, "open"> = promises): Promise<WrittenFile> {
  const file = await fileSystem.open(path, "r");
  try {
    return await digestOfHandle(file);
  } finally {
    await file.close();
  }
}

/** Temporary files end so; `project.ts` sweeps what a killed process left behind. */
export const temporarySuffix = ".writing";

/** A name beside `path` that no other writer chooses; hidden, so that globs over parts do not see it. */
export function temporaryPathOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}${temporarySuffix}`);
}

async function atomically(
  path: string,
  fileSystem: DurableFileSystem,
  write: (temporaryPath: string) => Promise<WrittenFile>,
  temporaryPath = temporaryPathOf(path),
): Promise<WrittenFile> {
  try {
    const written = await write(temporaryPath);
    await fileSystem.rename(temporaryPath, path);
    await syncFolder(dirname(path), fileSystem);
    return written;
  } catch (error) {
    // After a rename there is nothing to remove, and `force` says nothing then. The first error is the one worth telling.
    await fileSystem.rm(temporaryPath, { force: true }).catch(() => undefined);
    throw fileSystemError(error, path);
  }
}

async function syncAndDigest(path: string, fileSystem: DurableFileSystem): Promise<WrittenFile> {
  const file = await fileSystem.open(path, "r+"); // Windows refuses fsync on a handle opened for reading
  try {
    await file.sync();
    return await digestOfHandle(file);
  } finally {
    await file.close();
  }
}

async function digestOfHandle(file: promises.FileHandle): Promise<WrittenFile> {
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(1 << 20);
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, piece.byteLength, bytes);
    if (bytesRead === 0) return { digest: hash.digest("hex"), bytes };
    hash.update(piece.subarray(0, bytesRead));
    bytes += bytesRead;
  }
}

/** A rename is on the disk only after its folder is. */
async function syncFolder(folder: string, fileSystem: DurableFileSystem): Promise<void> {
  if (process.platform === "win32") return; // folders cannot be opened there; NTFS journals the rename
  const handle = await fileSystem.open(folder, "r");
  try {
    await handle.sync();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EINVAL" && code !== "ENOTSUP") throw error; // some network file systems have no fsync for folders
  } finally {
    await handle.close();
  }
}
