// A data set's folder as its readers see it: names and texts, by paths relative to it. Nothing leads out of it, what strangers' tools
// leave behind is not seen, a folder of 100,000 files is read a thousand names at a time, and a text is read in the encoding it is in.
import { createReadStream, promises, type Stats } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { createInterface } from "node:readline";
import { InputError } from "../errors.ts";
import { isPlainName } from "../images/picture-address.ts";
import { type ByteLine, byteLines } from "./byte-lines.ts";
import { quote } from "./csv-rows.ts";
import { isLeftover, type LookedAt, namesDigest, stateOf } from "./looked-at.ts";

/** Of a text that is read whole. */
const textLimit = 16 * 2 ** 20;
/** Of a line: the longest, 2,304 grey values, has 9,216 characters. */
const lineLimit = 2 ** 20;
const lineFeed = 0x0a;

export interface FolderEntry {
  name: string;
  isFolder: boolean;
}

/** A file that is read in stretches. */
export interface OpenFile {
  /** In bytes. */
  size: number;
  /** `length` bytes from `offset` on, fewer only at the end of the file. @throws InputError when the disk fails */
  read(offset: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

export class SetFolder {
  /** What was read, measured and listed so far. */
  readonly lookedAt: LookedAt = { files: new Map(), folders: new Map() };
  /** Absolute, without links: nothing leads out of these. */
  readonly #insides: string[];

  /**
   * @param root    absolute, without links
   * @param signal  looked at between files
   */
  private constructor(
    readonly root: string,
    private readonly signal: AbortSignal,
  ) {
    this.#insides = [root];
  }

  /** @throws InputError when there is no such folder */
  static async open(directory: string, signal: AbortSignal): Promise<SetFolder> {
    const stats = await promises.stat(directory).catch(() => undefined);
    if (!stats?.isDirectory()) {
      const found = stats ? "something that is not a folder" : "no such folder";
      throw new InputError({ file: directory, found, expected: "a folder", mend: "Choose the folder that the data set was unpacked to." });
    }
    return new SetFolder(await promises.realpath(resolve(directory)), signal);
  }

  /** A folder in it, as a set of its own. @throws InputError when it is none, or a link that leaves the data set */
  async below(path: string): Promise<SetFolder> {
    const place = await this.#place(path);
    return SetFolder.open(place?.path ?? this.pathOf(path), this.signal);
  }

  /** Lets one folder of the set be a link that leads out of it, to a larger disk perhaps: what it leads to is inside from now on. */
  async admit(path: string): Promise<void> {
    const real = await promises.realpath(join(this.root, path)).catch(() => null);
    if (real !== null) this.#insides.push(real);
  }

  /** The absolute path, for messages and for readers of bytes. */
  pathOf(path: string): string {
    return join(this.root, path);
  }

  /**
   * What lies in a folder, by name; null when there is no such folder.
   *
   * @param path  relative, "" for the set's own folder
   * @throws InputError for a link that leaves the data set, or a name that cannot be told from a picture's address
   */
  async list(path: string): Promise<FolderEntry[] | null> {
    const place = await this.#place(path);
    if (!place?.stats.isDirectory()) return null;
    const entries: FolderEntry[] = [];
    const names: string[] = [];
    for await (const entry of await promises.opendir(place.path, { bufferSize: 1024 })) {
      if (entries.length % 4096 === 0) this.signal.throwIfAborted();
      if (isLeftover(entry.name)) continue;
      names.push(entry.name);
      const isLink = entry.isSymbolicLink();
      const target = isLink ? (await this.#place(path === "" ? entry.name : `${path}/${entry.name}`))?.stats : entry;
      if (!target || !(target.isFile() || target.isDirectory())) continue; // a link to nothing, a pipe, a device
      if (!isPlainName(entry.name))
        throw this.fault(`${path}/${entry.name}`, "a name that ends as a picture's address does", "another name", "Rename the file.");
      entries.push({ name: entry.name, isFolder: target.isDirectory() });
    }
    this.lookedAt.folders.set(path, { names: namesDigest(names), time: stateOf(place.stats).time });
    return entries.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  }

  /** Names of the files in a folder, ascending; none where there is no such folder. @param extensions  lower case with their dots */
  async files(path: string, extensions: readonly string[]): Promise<string[]> {
    const entries = (await this.list(path)) ?? [];
    return entries.filter(({ name, isFolder }) => !isFolder && hasExtension(name, extensions)).map(({ name }) => name);
  }

  /** Names of the folders in a folder, ascending; none where there is no such folder. */
  async folders(path: string): Promise<string[]> {
    return ((await this.list(path)) ?? []).filter(({ isFolder }) => isFolder).map(({ name }) => name);
  }

  /** Relative paths of all files below a folder, ascending by folder. */
  async *walk(path: string, extensions: readonly string[]): AsyncGenerator<string> {
    const within = (name: string) => (path === "" ? name : `${path}/${name}`);
    const entries = (await this.list(path)) ?? [];
    for (const { name, isFolder } of entries) if (!isFolder && hasExtension(name, extensions)) yield within(name);
    for (const { name, isFolder } of entries) if (isFolder) yield* this.walk(within(name), extensions);
  }

  async isFile(path: string): Promise<boolean> {
    const place = await this.#place(path);
    if (!place?.stats.isFile()) return false;
    this.#note(path, place.stats);
    return true;
  }

  async isFolder(path: string): Promise<boolean> {
    return (await this.#place(path))?.stats.isDirectory() ?? false;
  }

  /** Bytes of a file. @throws InputError when there is none */
  async sizeOf(path: string): Promise<number> {
    return (await this.#file(path)).stats.size;
  }

  /** A short text, whole. @throws InputError when it is missing, too large, or no text */
  async text(path: string): Promise<string> {
    const { path: place, stats } = await this.#file(path);
    if (stats.size > textLimit)
      throw this.fault(path, `${stats.size} bytes`, `at most ${textLimit}`, "Check that it is the data set's own file.");
    return decodeText(await promises.readFile(place));
  }

  /** Lines of a text of any length, from 1 on, without their ends; empty lines too. @throws InputError as `text` does */
  async *lines(path: string): AsyncGenerator<{ line: number; text: string }> {
    const { path: place } = await this.#file(path);
    const stream = createReadStream(place, { encoding: (await encodingOf(place)) as BufferEncoding });
    const reader = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
    let line = 0;
    try {
      for await (const read of reader) {
        if (++line % 4096 === 0) this.signal.throwIfAborted();
        const text = line === 1 ? read.replace(/^\uFEFF/, "") : read;
        if (text.includes("\u0000") || text.length > lineLimit) {
          const found = text.includes("\u0000") ? "a NUL byte" : `a line of ${text.length} characters`;
          throw this.fault(path, found, "lines of text", "Unpack or download the file again.", line);
        }
        yield { line, text };
      }
    } finally {
      reader.close();
      stream.destroy();
    }
  }

  /** A small file, whole. @throws InputError when it is missing or has more than `limit` bytes */
  async bytes(path: string, limit: number): Promise<Buffer> {
    const { path: place, stats } = await this.#file(path);
    if (stats.size > limit) throw this.fault(path, `${stats.size} bytes`, `at most ${limit}`, "Check that it is the data set's own file.");
    return promises.readFile(place).catch((error) => Promise.reject(this.#unreadable(path, error)));
  }

  /** A file of any size, to be read in stretches and closed. @throws InputError when it is missing or cannot be read */
  async open(path: string): Promise<OpenFile> {
    const { path: place, stats } = await this.#file(path);
    const file = await promises.open(place, "r").catch((error) => Promise.reject(this.#unreadable(path, error)));
    return {
      size: stats.size,
      read: async (offset, length) => {
        const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, stats.size - offset)));
        for (let done = 0; done < bytes.length; ) {
          const { bytesRead } = await file
            .read(bytes, done, bytes.length - done, offset + done)
            .catch((error) => Promise.reject(this.#unreadable(path, error)));
          if (bytesRead === 0)
            throw this.fault(path, "a file that became shorter", "one that nobody writes to", "Try again when it is whole.");
          done += bytesRead;
        }
        return bytes;
      },
      close: () => file.close(),
    };
  }

  /** Lines of a file as they lie in it, for readers of pictures that are written as numbers. @throws InputError for one of over 1 MiB */
  async *byteLines(path: string): AsyncGenerator<ByteLine> {
    const { path: place } = await this.#file(path);
    const tooLong = (line: number) =>
      this.fault(path, `a line of more than ${lineLimit} bytes`, "lines of text", "Unpack or download the file again.", line);
    for await (const read of byteLines(createReadStream(place, { highWaterMark: 2 ** 20 }), lineLimit, tooLong)) {
      if (read.line % 4096 === 0) this.signal.throwIfAborted();
      yield read;
    }
  }

  /** How many lines a text has, so that reading it can say of how many: a look at its bytes takes a hundredth of reading its rows. */
  async countLines(path: string): Promise<number> {
    const { path: place } = await this.#file(path);
    let count = 0;
    let last = lineFeed;
    for await (const chunk of createReadStream(place, { highWaterMark: 2 ** 20 }) as AsyncIterable<Buffer>) {
      this.signal.throwIfAborted();
      for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, at + 1)) count++;
      last = chunk[chunk.length - 1]!;
    }
    return last === lineFeed ? count : count + 1;
  }

  /** An error in a file of the set, told by its whole path. */
  fault(path: string, found: string, expected: string, mend: string, line?: number): InputError {
    return new InputError({ file: this.pathOf(path), ...(line === undefined ? {} : { line }), found, expected, mend });
  }

  #unreadable(path: string, error: NodeJS.ErrnoException): InputError {
    return this.fault(path, `something that cannot be read (${error.code})`, "files to read", "Check that you may read the whole folder.");
  }

  async #file(path: string): Promise<{ path: string; stats: Stats }> {
    const place = await this.#place(path);
    if (!place?.stats.isFile())
      throw this.fault(path, place ? "a folder" : "no such file", "a file", "Unpack the data set again: a part of it is missing.");
    this.#note(path, place.stats);
    return place;
  }

  #note(path: string, stats: Stats): void {
    this.lookedAt.files.set(path, stateOf(stats));
  }

  /** Follows links; null when nothing is there. @throws InputError when they lead out of the data set */
  async #place(path: string): Promise<{ path: string; stats: Stats } | null> {
    const real = await promises.realpath(join(this.root, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
      throw this.#unreadable(path, error);
    });
    if (real === null) return null;
    if (!this.#insides.some((inside) => isWithin(inside, real))) {
      throw this.fault(
        path,
        "a link that leaves the data set",
        "files inside it",
        `Copy ${quote(real)} into the folder instead of linking it.`,
      );
    }
    return { path: real, stats: await promises.stat(real) };
  }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && resolve(way) !== way;
}

/** Pictures that sharp opens. */
export const pictureExtensions = [".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".gif", ".bmp"] as const;

export const hasExtension = (name: string, extensions: readonly string[]): boolean =>
  extensions.some((extension) => name.toLowerCase().endsWith(extension));

/** UTF-8 where it is that, else UTF-16 by its mark, else Latin 1, in which every byte is a letter. */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString("utf16le");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString("latin1");
  }
}

/** By the mark, or by whether its first 64 KiB are UTF-8; big-endian UTF-16 has no stream in Node and is read by `text` alone. */
async function encodingOf(place: string): Promise<string> {
  const file = await promises.open(place, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head[0] === 0xff && head[1] === 0xfe) return "utf16le";
    // Where the file goes on, its last letter here may be cut: up to three bytes are left out.
    const cuts = bytesRead < 65_536 ? [0] : [0, 1, 2, 3];
    return cuts.some((cut) => isUtf8(head.subarray(0, head.length - cut))) ? "utf8" : "latin1";
  } finally {
    await file.close();
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
