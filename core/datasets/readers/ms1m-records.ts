// InsightFace's RecordIO: train.rec holds the pictures (record-io.ts, image-record.ts), train.idx a key a record, property the number of
// persons. With key 0 there is a head: labels [a, b] and no picture. Pictures then have the keys 1 to a - 1, and records a to b - 1 name
// each person's keys. Files that were shuffled, or made by MXNet's im2rec, have no head, and every record is a picture.
import { formatAddress, wholeFile } from "../../images/picture-address.ts";
import { quote } from "../csv-rows.ts";
import { type ImageHead, imageHeadAt } from "../image-record.ts";
import { rest } from "../pace.ts";
import { RecordIndex } from "../record-index.ts";
import { recordFault, type WalkedRecord, walkRecords } from "../record-walk.ts";
import type { SetFolder } from "../set-folder.ts";
import { LeftOutList, type ReadContext, type ReadSet } from "../set-reader.ts";
import { rowLimit, SourceTableBuilder } from "../source-table.ts";

export const recordFile = "train.rec";
export const recordIndexFile = "train.idx";
const propertyFile = "property";
/** What belongs to the records without being read. */
const companions = [recordFile, recordIndexFile, propertyFile, "train.lst"];

/** @throws InputError, naming the record, for a file that is damaged or cut off, and for an index of another file */
export async function readRecords(folder: SetFolder, context: ReadContext): Promise<ReadSet> {
  const index = (await folder.isFile(recordIndexFile)) ? await RecordIndex.open(folder, recordIndexFile) : null;
  try {
    const pictures = new PictureRecords(folder);
    let count = 0;
    const total = index ? await folder.countLines(recordIndexFile) : undefined; // without an index, only the end tells
    for await (const records of walkRecords(folder, recordFile, context.signal))
      for (const record of records) {
        await rest(count++, context, total);
        if (index?.needsMore) await index.readMore();
        pictures.add(record, index && { key: index.keyAt(record.offset) });
      }
    index?.requireEnd();
    return await pictures.finish(index !== null);
  } finally {
    await index?.close();
  }
}

class PictureRecords {
  readonly #folder: SetFolder;
  readonly #builder = new SourceTableBuilder();
  readonly #leftOut = new LeftOutList();
  /** Key behind the last picture's, of the head; null without a head. */
  #endKey: number | null = null;
  /** Records with the key of a picture. */
  #pictureCount = 0;

  constructor(folder: SetFolder) {
    this.#folder = folder;
  }

  /** @param indexed  what the index says of it; null without an index */
  add(record: WalkedRecord, indexed: { key: number | null } | null): void {
    const { number, dataOffset, dataLength, bytes, at, isSplit } = record;
    if (indexed?.key === null) this.#leave(number, `not in ${recordIndexFile}`);
    else if (isSplit) {
      this.#pictureCount++;
      this.#leave(number, "in several parts, because its bytes hold the mark that records begin with");
    } else {
      const head = imageHeadAt(bytes, at, dataLength);
      if (!head) throw this.#fault(record, `${dataLength} bytes of data`, "a picture with what MXNet writes before it");
      const stretch = { offset: dataOffset + head.length, length: dataLength - head.length };
      this.#addWhole(record, head, indexed?.key ?? head.key, stretch);
    }
  }

  #addWhole(record: WalkedRecord, { label, labelCount }: ImageHead, key: number, stretch: { offset: number; length: number }): void {
    const isEmpty = stretch.length === 0;
    if (record.number === 1 && key === 0 && isEmpty && labelCount === 2) {
      if (!isWhole(label) || label < 1) throw this.#fault(record, `a head with the key ${label}`, "a whole number from 1 on");
      this.#endKey = label;
    } else if (this.#endKey !== null && key >= this.#endKey) {
      if (!isEmpty) this.#leave(record.number, "a picture behind the last one that the file's first record tells of"); // else a person's keys
    } else {
      this.#pictureCount++;
      if (isEmpty) this.#leave(record.number, "no picture in the record");
      else this.#addPicture(record, label, stretch);
    }
  }

  #addPicture(record: WalkedRecord, label: number, stretch: { offset: number; length: number }): void {
    if (!isWhole(label) || label < 0) throw this.#fault(record, `the label ${label}`, "the number of a person");
    if (this.#builder.count === rowLimit) throw this.#fault(record, `more than ${rowLimit} pictures`, `at most ${rowLimit}`);
    const picture = formatAddress({ ...wholeFile(recordFile), stretch });
    this.#builder.add({ picture, subject: String(label), line: record.number });
  }

  /** @throws InputError where the head tells of more pictures, or of fewer, than there are */
  async finish(hasIndex: boolean): Promise<ReadSet> {
    const told = this.#endKey === null ? this.#pictureCount : this.#endKey - 1;
    if (told !== this.#pictureCount) {
      const expected = `${told}, as its first record says`;
      throw this.#folder.fault(recordFile, `${this.#pictureCount} of its pictures`, expected, copyAgain);
    }
    if (this.#builder.count === 0) throw this.#folder.fault(recordFile, "no record with a picture", "pictures", copyAgain);
    for (const { name, isFolder } of (await this.#folder.list("")) ?? [])
      if (isFolder || !companions.includes(name)) this.#leftOut.add({ file: name, reason: `not read: the pool is in ${recordFile}` });
    const table = this.#builder.table();
    const notes = hasIndex ? [] : [`${recordIndexFile} is not there: the records' own keys are read.`];
    const persons = await readPersonCount(this.#folder);
    if (persons !== null && persons !== table.subjects.length)
      notes.push(`${propertyFile} tells of ${persons} persons, ${recordFile} has pictures of ${table.subjects.length}.`);
    return { table, leftOut: this.#leftOut.list, leftOutCounts: this.#leftOut.counts, notes };
  }

  #leave(record: number, reason: string): void {
    this.#leftOut.add({ file: recordFile, line: record, reason });
  }

  #fault({ number, offset }: WalkedRecord, found: string, expected: string) {
    return recordFault(this.#folder, recordFile, number, offset, found, expected);
  }
}

const copyAgain = "Copy or unpack the file again: a part of it is missing or damaged.";

/** Above, float32 leaves numbers out. */
const isWhole = (label: number): boolean => Number.isInteger(label) && label <= 2 ** 24;

/** "85742,112,112": persons, height, width; null without the file. */
async function readPersonCount(folder: SetFolder): Promise<number | null> {
  if (!(await folder.isFile(propertyFile))) return null;
  const text = await folder.text(propertyFile);
  const match = /^\s*(\d{1,8})\s*,\s*\d+\s*,\s*\d+/.exec(text);
  if (match) return Number(match[1]);
  throw folder.fault(propertyFile, quote(text), '"85742,112,112": persons, height, width', "Remove the file: it is not needed.", 1);
}
