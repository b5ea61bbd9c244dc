// A row of FER-2013's table as bytes: "0,70 80 82 … 2304 grey values,Training". The picture is a stretch of the file, so places matter and
// the numbers, 300 MB of them, are checked where they lie.
import { quote } from "../csv-rows.ts";

export const ferSize = 48;
const valueCount = ferSize * ferSize;

/** Position of each column; -1 for one that the header lacks. */
export interface FerColumns {
  emotion: number;
  pixels: number;
  usage: number;
  count: number;
}

/**
 * Columns of a header: "emotion,pixels,Usage", or as icml_face_data.csv writes it, "emotion, Usage, pixels".
 *
 * @returns null when there are no pixels among them
 */
export function ferColumns(header: Buffer): FerColumns | null {
  const hasMark = header[0] === 0xef && header[1] === 0xbb && header[2] === 0xbf;
  const names = header.toString("latin1", hasMark ? 3 : 0).split(",");
  const places = names.map((name) => name.replaceAll('"', "").trim().toLowerCase());
  const [emotion, pixels, usage] = [places.indexOf("emotion"), places.indexOf("pixels"), places.indexOf("usage")];
  return pixels < 0 ? null : { emotion, pixels, usage, count: names.length };
}

export interface FerRow {
  /** "0" to "6"; null where the table has no such column. */
  emotion: string | null;
  /** "Training", "PublicTest" or "PrivateTest"; null where the table has no such column. */
  usage: string | null;
  /** Of the first number within the row, and bytes of all of them without quotes. */
  from: number;
  length: number;
}

/** What is wrong with a row. */
export interface FerFault {
  found: string;
  expected: string;
  mend: string;
}

const again = "Unpack or download the table again.";

/** One row of a table with these columns. */
export function ferRow(bytes: Buffer, columns: FerColumns): FerRow | FerFault {
  const fields = fieldsOf(bytes);
  if (fields.length !== columns.count)
    return { found: `${fields.length} values`, expected: `${columns.count}, as many as the header has`, mend: again };
  const emotion = columns.emotion < 0 ? null : wordOf(bytes, fields[columns.emotion]!);
  if (emotion !== null && !/^[0-6]$/.test(emotion)) {
    const expected = "0 angry, 1 disgust, 2 fear, 3 happy, 4 sad, 5 surprise or 6 neutral";
    return { found: `emotion ${quote(emotion)}`, expected, mend: "Correct the label, or download the table again." };
  }
  const usage = columns.usage < 0 ? null : wordOf(bytes, fields[columns.usage]!);
  if (usage !== null && !/^(Training|PublicTest|PrivateTest)$/.test(usage))
    return { found: `Usage ${quote(usage)}`, expected: "Training, PublicTest or PrivateTest", mend: again };
  const { from, to } = fields[columns.pixels]!;
  const found = wrongPixels(bytes, from, to);
  if (found !== null) return { found, expected: `${valueCount} grey values from 0 to 255 with spaces between them`, mend: again };
  return { emotion, usage, from, length: to - from };
}

interface Field {
  from: number;
  to: number;
}

const [tab, carriageReturn, space, quotationMark, comma, zero] = [9, 13, 32, 34, 44, 48];

/** Stretches between the commas, without the spaces and quotation marks around them. No value of these tables holds a comma. */
function fieldsOf(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  for (let from = 0; from <= bytes.length; ) {
    const next = bytes.indexOf(comma, from);
    const end = next < 0 ? bytes.length : next;
    let [first, last] = [from, end];
    while (first < last && isEdge(bytes[first]!)) first++;
    while (first < last && isEdge(bytes[last - 1]!)) last--;
    fields.push({ from: first, to: last });
    from = end + 1;
  }
  return fields;
}

const isEdge = (byte: number): boolean => byte === space || byte === quotationMark || byte === carriageReturn || byte === tab;
const wordOf = (bytes: Buffer, { from, to }: Field): string => bytes.toString("latin1", from, to);

/** What is wrong with a stretch of numbers; null when nothing is. */
function wrongPixels(bytes: Buffer, from: number, to: number): string | null {
  let count = 0;
  let value = -1; // before the first digit of a number
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === space) {
      if (value >= 0) count++;
      value = -1;
    } else if (byte >= zero && byte < zero + 10) {
      value = Math.max(value, 0) * 10 + byte - zero;
      if (value > 255) return `a value above 255 as number ${count + 1}`;
    } else return `${quote(String.fromCharCode(byte))} in number ${count + 1}`;
  }
  if (value >= 0) count++;
  return count === valueCount ? null : `${count} numbers`;
}
