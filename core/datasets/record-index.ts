// The .idx beside a RecordIO file (python/mxnet/recordio.py, MXIndexedRecordIO): a line a record, "key<TAB>byte where it begins", in the
// order of the file. Read along with the records, so that neither has to fit into the memory.
import type { OpenFile, SetFolder } from "./set-folder.ts";

/** What is read at once; some 50,000 lines. */
const stretchBytes = 2 ** 20;
const [tab, lineFeed, carriageReturn, zero, nine] = [9, 10, 13, 0x30, 0x39];
/** More would not be whole numbers in JavaScript. */
const digitLimit = 15;

export class RecordIndex {
  readonly #folder: SetFolder;
  readonly #path: string;
  readonly #file: OpenFile;
  /** Whole lines, read and not yet asked for, from `#at` on. */
  #text: Buffer = Buffer.alloc(0);
  #at = 0;
  /** Of the file: where reading goes on. */
  #offset = 0;
  /** Lines read so far. */
  #line = 0;
  /** Of the next record; null where it is not at hand, or there is none. */
  #next: { key: number; offset: number } | null = null;
  /** Of the record before it. */
  #offsetBefore = -1;

  private constructor(folder: SetFolder, path: string, file: OpenFile) {
    this.#folder = folder;
    this.#path = path;
    this.#file = file;
  }

  /** @throws InputError when it is missing, empty or no index */
  static async open(folder: SetFolder, path: string): Promise<RecordIndex> {
    const index = new RecordIndex(folder, path, await folder.open(path));
    try {
      await index.readMore();
      if (!index.#next) throw index.#fault("no line", "a line for each record");
      return index;
    } catch (error) {
      await index.close();
      throw error;
    }
  }

  /** True when `keyAt` needs lines that are not at hand: `readMore` first. */
  get needsMore(): boolean {
    return this.#next === null && this.#offset < this.#file.size;
  }

  async readMore(): Promise<void> {
    while (this.needsMore) {
      const read = await this.#file.read(this.#offset, stretchBytes);
      const isEnd = this.#offset + read.length === this.#file.size;
      const end = isEnd ? read.length : read.lastIndexOf(lineFeed) + 1;
      if (end === 0) throw this.#fault(`a line of more than ${stretchBytes} bytes`, "two numbers");
      this.#text = read.subarray(0, end);
      this.#at = 0;
      this.#offset += end;
      this.#next = this.#nextLine();
    }
  }

  /**
   * The key of a record; records are asked for in their order.
   *
   * @param offset  where the record begins
   * @returns null for a record that is not in the index
   * @throws InputError when the index has a record before this one that none is
   */
  keyAt(offset: number): number | null {
    const next = this.#next;
    if (!next || next.offset > offset) return null;
    if (next.offset < offset) throw this.#fault(`byte ${next.offset}, where no record begins`, "where one does");
    this.#next = this.#nextLine();
    return next.key;
  }

  /** @throws InputError when records are left that the file did not have */
  requireEnd(): void {
    if (this.#next) throw this.#fault(`byte ${this.#next.offset}, where no record begins`, "where one does");
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** null at the end of what is at hand. */
  #nextLine(): { key: number; offset: number } | null {
    while (this.#at < this.#text.length) {
      this.#line++;
      const key = this.#number();
      if (key < 0 && this.#isLineEnd()) continue; // an empty line
      const isSeparated = this.#text[this.#at++] === tab;
      const offset = isSeparated ? this.#number() : -1;
      if (key < 0 || offset < 0 || !this.#isLineEnd()) throw this.#fault("something else", "a key, a tab and a byte, in digits");
      if (offset <= this.#offsetBefore)
        throw this.#fault(`byte ${offset} behind byte ${this.#offsetBefore}`, "the order of the records", sortMend);
      this.#offsetBefore = offset;
      return { key, offset };
    }
    return null;
  }

  /** -1 where there are no digits, or too many. */
  #number(): number {
    const begin = this.#at;
    let value = 0;
    for (let byte = this.#text[this.#at]!; byte >= zero && byte <= nine; byte = this.#text[++this.#at]!) value = value * 10 + byte - zero;
    const digits = this.#at - begin;
    return digits > 0 && digits <= digitLimit ? value : -1;
  }

  /** Steps over the end of a line. */
  #isLineEnd(): boolean {
    if (this.#text[this.#at] === carriageReturn) this.#at++;
    if (this.#at < this.#text.length && this.#text[this.#at] !== lineFeed) return false;
    this.#at++;
    return true;
  }

  #fault(found: string, expected: string, mend = "Copy or unpack the .rec and its .idx again: they have to be of one and the same set.") {
    return this.#folder.fault(this.#path, found, expected, mend, Math.max(1, this.#line));
  }
}

const sortMend = "Sort the lines by their second column: sort -n -k2 train.idx";
