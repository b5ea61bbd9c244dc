// The records of a RecordIO file one behind the other, without their pictures: of each only the first bytes are looked at, in stretches of
// the file that are read one after the other, so that millions of records take as long as the disk, and no more memory than a stretch.
import type { InputError } from "../errors.ts";
import { imageHeadBytes } from "./image-record.ts";
import { paddedLength, recordHeadAt, recordHeadBytes } from "./record-io.ts";
import type { SetFolder } from "./set-folder.ts";

/** What is read at once. */
const stretchBytes = 4 * 2 ** 20;

export interface WalkedRecord {
  /** From 1, in the order of the file. */
  number: number;
  /** Where it begins in the file, with its head. */
  offset: number;
  /** Its data was split; what is said of the data is then said of the first part. */
  isSplit: boolean;
  /** Where its data begins in the file. */
  dataOffset: number;
  dataLength: number;
  /** The data begins at `at` here; the first `imageHeadBytes` of it are there. */
  bytes: Buffer;
  at: number;
}

/**
 * @returns records by the stretch; each is of use until the next stretch is asked for
 * @throws InputError naming record and byte where the file is no RecordIO or is cut off
 */
export async function* walkRecords(folder: SetFolder, path: string, signal: AbortSignal): AsyncGenerator<WalkedRecord[]> {
  const file = await folder.open(path);
  try {
    if (file.size === 0) throw folder.fault(path, "an empty file", "RecordIO", mend);
    let offset = 0;
    let number = 0;
    let open: WalkedRecord | null = null; // split, and its last part still to come
    while (offset < file.size) {
      signal.throwIfAborted();
      const start = offset;
      const bytes = await file.read(start, stretchBytes);
      const isAtEnd = start + bytes.length === file.size;
      const records: WalkedRecord[] = [];
      while (offset < file.size) {
        const at = offset - start;
        if (at + recordHeadBytes + imageHeadBytes > bytes.length && !isAtEnd) break;
        const fault = (found: string, expected: string) => recordFault(folder, path, open ? number : number + 1, offset, found, expected);
        if (at + recordHeadBytes > bytes.length) throw fault(`${file.size - offset} bytes`, "a record");
        const head = recordHeadAt(bytes, at);
        if (!head) throw fault(`the bytes ${bytes.toString("hex", at, at + recordHeadBytes)}`, "the head of a record");
        const isContinued = head.kind === "middle" || head.kind === "last";
        if (isContinued !== (open !== null))
          throw fault(`the ${head.kind} part of a record`, open ? "the rest of one" : "the begin of one");
        const dataOffset = offset + recordHeadBytes;
        if (dataOffset + head.length > file.size)
          throw fault(`${file.size - dataOffset} bytes of data before the file ends`, `${head.length}, as the record's head says`);
        if (!open) {
          const isSplit = head.kind === "first";
          const record = { number: ++number, offset, isSplit, dataOffset, dataLength: head.length, bytes, at: at + recordHeadBytes };
          records.push(record);
          if (isSplit) open = record;
        } else if (head.kind === "last") open = null;
        offset = dataOffset + paddedLength(head.length);
      }
      yield records;
    }
    if (open) throw recordFault(folder, path, number, file.size, "the end of the file", "the last part of a record");
  } finally {
    await file.close();
  }
}

const mend = "Copy or unpack the file again: a part of it is missing or damaged.";

/** An error in a record, told by its number and where it begins. */
export const recordFault = (folder: SetFolder, path: string, record: number, offset: number, found: string, expected: string): InputError =>
  folder.fault(path, `in record ${record}, at byte ${offset}, ${found}`, expected, mend);
