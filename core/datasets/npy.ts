// NumPy's .npy files (format versions 1 to 3): magic, a header that is the text of a Python dictionary, the values. The header is read by
// a grammar of three keys and is never evaluated; an array of objects is a pickle, which could run anything, and is refused.
import { InputError } from "../errors.ts";
import { quote } from "./csv-rows.ts";

/** Values in row-major order. */
export interface NpyArray {
  /** Empty for a single value. */
  shape: readonly number[];
  values: readonly number[] | readonly string[];
}

/** Of an array; 68 points are 136. */
const mostValues = 2 ** 16;
/** Bytes of the largest file with as many values of the widest type that is read here. */
export const npyLimit = 2 ** 20;
const mostDimensions = 8;
/** In bytes; NumPy itself reads no longer one. */
const headerLimit = 10_000;

/**
 * @param file  for messages
 * @throws InputError for anything but one whole array of numbers or of texts, in row-major and little-endian order
 */
export function parseNpy(bytes: Buffer, file: string): NpyArray {
  const { header, start } = headerOf(bytes, file);
  const { descr, isColumnMajor, shape } = parseHeader(header) ?? fail(file, `the header ${quote(header.trim())}`, headerForm);
  const type = typeOf(descr) ?? fail(file, typeFound(descr), "integers, floats or texts (<i8, <f4, <U1, |S1)");
  const count = shape.reduce((product, size) => product * size, 1);
  if (count > mostValues || shape.length > mostDimensions)
    fail(file, `an array of ${shape.join(" x ")} values`, `at most ${mostValues} values`);
  if (isColumnMajor && shape.length > 1) fail(file, "an array in column-major order", "row-major order");
  const length = count * type.size;
  if (bytes.length - start !== length)
    fail(file, `${bytes.length - start} bytes of values`, `${length}, for ${count} values of ${quote(descr)}`);
  const values = Array.from({ length: count }, (_, index) => type.read(bytes, start + index * type.size));
  const faulty = values.indexOf(null);
  if (faulty >= 0)
    fail(file, `a value that cannot be kept exactly (number ${faulty + 1})`, `values of ${quote(descr)} below 2^53, or letters`);
  return { shape, values: values as number[] | string[] };
}

const magic = Buffer.from("\x93NUMPY", "latin1");
const mend = "Unpack or download the file again: numpy.save writes it.";
const headerForm = "{'descr': '<i8', 'fortran_order': False, 'shape': (), } and its like";

function fail(file: string, found: string, expected: string): never {
  throw new InputError({ file, found, expected, mend });
}

/** @returns the text of the header, and where the values begin */
function headerOf(bytes: Buffer, file: string): { header: string; start: number } {
  if (!bytes.subarray(0, magic.length).equals(magic))
    fail(file, "a file that does not begin with NumPy's mark", "an array of NumPy (.npy)");
  const [major, minor] = [bytes[6], bytes[7]];
  if (major === undefined || minor !== 0 || major < 1 || major > 3) fail(file, `version ${major}.${minor}`, "version 1.0, 2.0 or 3.0");
  const from = major === 1 ? 10 : 12;
  if (bytes.length < from) fail(file, `${bytes.length} bytes`, "a whole header");
  const length = major === 1 ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  if (length > headerLimit || from + length > bytes.length)
    fail(file, `a header of ${length} bytes in a file of ${bytes.length}`, "a whole header");
  return { header: bytes.toString(major === 3 ? "utf8" : "latin1", from, from + length), start: from + length };
}

interface Header {
  descr: string;
  isColumnMajor: boolean;
  shape: number[];
}

// What Python writes of a text without an escape, a truth value, and a tuple of whole numbers (Python 2 wrote 3L).
const key = "'(\\w+)'|\"(\\w+)\"";
const text = "'([^'\\\\]*)'|\"([^\"\\\\]*)\"";
const size = "\\d{1,10}L?";
const tuple = `\\((\\s*|\\s*${size}\\s*,\\s*|\\s*${size}(?:\\s*,\\s*${size})+\\s*(?:,\\s*)?)\\)`;
const entryForm = new RegExp(`\\s*(?:${key})\\s*:\\s*(?:${text}|(True|False)|${tuple})\\s*(,|(?=\\}))`, "y");

/** Null unless it is a dictionary of the three keys, each once, and nothing besides. */
function parseHeader(written: string): Header | null {
  const header: Partial<Header> = {};
  const open = /^\s*\{/.exec(written);
  if (!open) return null;
  entryForm.lastIndex = open[0].length;
  let end = entryForm.lastIndex;
  for (let match = entryForm.exec(written); match; match = entryForm.exec(written)) {
    const [name, descr, truth, sizes] = [match[1] ?? match[2], match[3] ?? match[4], match[5], match[6]];
    if (name === "descr" && descr !== undefined && header.descr === undefined) header.descr = descr;
    else if (name === "fortran_order" && truth !== undefined && header.isColumnMajor === undefined) header.isColumnMajor = truth === "True";
    else if (name === "shape" && sizes !== undefined && header.shape === undefined) header.shape = (sizes.match(/\d+/g) ?? []).map(Number);
    else return null;
    end = entryForm.lastIndex;
  }
  const isWhole = /^\s*\}\s*$/.test(written.slice(end));
  const { descr, isColumnMajor, shape } = header;
  if (!isWhole || descr === undefined || isColumnMajor === undefined || shape === undefined) return null;
  return { descr, isColumnMajor, shape };
}

interface ValueType {
  /** In bytes. */
  size: number;
  /** Null for what a number or a text cannot hold. */
  read(bytes: Buffer, at: number): number | string | null;
}

const numberTypes: Readonly<Record<string, ValueType>> = {
  "|i1": { size: 1, read: (bytes, at) => bytes.readInt8(at) },
  "|u1": { size: 1, read: (bytes, at) => bytes.readUInt8(at) },
  "<i2": { size: 2, read: (bytes, at) => bytes.readInt16LE(at) },
  "<u2": { size: 2, read: (bytes, at) => bytes.readUInt16LE(at) },
  "<i4": { size: 4, read: (bytes, at) => bytes.readInt32LE(at) },
  "<u4": { size: 4, read: (bytes, at) => bytes.readUInt32LE(at) },
  "<i8": { size: 8, read: (bytes, at) => exact(bytes.readBigInt64LE(at)) },
  "<u8": { size: 8, read: (bytes, at) => exact(bytes.readBigUInt64LE(at)) },
  "<f4": { size: 4, read: (bytes, at) => bytes.readFloatLE(at) },
  "<f8": { size: 8, read: (bytes, at) => bytes.readDoubleLE(at) },
};

const exact = (value: bigint): number | null => (Number.isSafeInteger(Number(value)) ? Number(value) : null);

function typeOf(descr: string): ValueType | null {
  const [, kind, digits] = /^(<U|\|S)([1-9]\d{0,3})$/.exec(descr) ?? [];
  if (kind === undefined) return Object.hasOwn(numberTypes, descr) ? numberTypes[descr]! : null;
  const letters = Number(digits);
  if (kind === "|S") return { size: letters, read: (bytes, at) => bytes.toString("latin1", at, at + letters).replace(/\0+$/, "") };
  return { size: 4 * letters, read: (bytes, at) => wideText(bytes, at, letters) };
}

/** Four bytes a letter. */
function wideText(bytes: Buffer, at: number, letters: number): string | null {
  const codes = Array.from({ length: letters }, (_, index) => bytes.readUInt32LE(at + 4 * index));
  if (codes.some((code) => code > 0x10ffff || (code >= 0xd800 && code < 0xe000))) return null;
  return String.fromCodePoint(...codes).replace(/\0+$/, "");
}

function typeFound(descr: string): string {
  if (/^.?O/.test(descr)) return "an array of objects, which are pickled";
  return `values of the type ${quote(descr)}`;
}
