// One array of a level 5 file: flags, sizes, name, then numbers, text, cells or fields. Containers are read at once, numbers later.
import type { Budget } from "./budget.ts";
import { type ByteSource, byteOf, readBytes, viewOf } from "./byte-source.ts";
import { type MatElement, readElement } from "./mat-level-5.ts";
import { longestText, type MatlabValue } from "./matlab-value.ts";
import { byteWidths, elementCount, type NumberFormat, storedTensorOf } from "./number-format.ts";
import type { StoredTensor } from "./safetensors.ts";
import { weightFault } from "./weight-fault.ts";

/** Types of elements that hold numbers. */
const formats: Readonly<Record<number, NumberFormat>> = {
  1: "i8",
  2: "u8",
  3: "i16",
  4: "u16",
  5: "i32",
  6: "u32",
  7: "f32",
  9: "f64",
  12: "i64",
};
const utf8 = 16;
const matrix = 14;
const cellClass = 1;
const structClass = 2;
const charClass = 4;
/** double, single, int8 ... int64 */
const isNumberClass = (kind: number) => kind >= 6 && kind <= 14;
const otherClasses: Readonly<Record<number, string>> = {
  3: "an object",
  5: "a sparse array",
  15: "uint64",
  16: "a function",
  17: "an object",
};
const complexFlag = 0x08;

/** @param content  of a matrix element */
export function readMatlabArray(content: ByteSource, isBigEndian: boolean, budget: Budget): { name: string; value: MatlabValue } {
  if (content.size === 0) return { name: "", value: { kind: "other", what: "nothing" } }; // an empty cell
  const parts = new Elements(content, isBigEndian, budget);
  const flags = parts.next();
  const flagWord = viewOf(readBytes(flags.content, 0, 4)).getUint32(0, !isBigEndian);
  const kind = flagWord & 0xff;
  if (kind === 17) return { name: "", value: { kind: "other", what: "an object" } }; // has no sizes
  const shape = parts.integers().reverse();
  const name = parts.text();
  const count = elementCount(shape);
  if (kind === cellClass) return { name, value: { kind: "cell", items: parts.arrays(count) } };
  if (kind === structClass) return { name, value: { kind: "struct", elements: readFields(parts, count) } };
  if (kind === charClass)
    return { name, value: count > longestText ? { kind: "other", what: "a long text" } : { kind: "text", text: parts.text() } };
  if (!isNumberClass(kind) || ((flagWord >> 8) & complexFlag) !== 0) {
    return { name, value: { kind: "other", what: otherClasses[kind] ?? "an array of complex numbers" } };
  }
  const numbers = parts.next();
  return { name, value: { kind: "numbers", shape, tensor: () => tensorOf(numbers, shape, isBigEndian, budget) } };
}

/** The elements of an array, one after the other. */
class Elements {
  #position = 0;

  constructor(
    readonly source: ByteSource,
    readonly isBigEndian: boolean,
    readonly budget: Budget,
  ) {}

  next(): MatElement {
    this.budget.count();
    const element = readElement(this.source, this.#position, this.isBigEndian);
    this.#position = element.next;
    return element;
  }

  integers(): number[] {
    const { content } = this.next();
    const count = Math.floor(content.size / 4);
    this.budget.count(count);
    const view = viewOf(readBytes(content, 0, count * 4));
    return Array.from({ length: count }, (_, index) => view.getInt32(index * 4, !this.isBigEndian));
  }

  /** UTF-16 where MATLAB wrote text, UTF-8 or ASCII where others did. */
  text(): string {
    const { type, content } = this.next();
    const bytes = this.budget.allocate(content.size, byteOf(content, 0));
    content.fill(bytes, 0);
    const isWide = formats[type] === "u16" || type === 17;
    if (!isWide) return new TextDecoder(type === utf8 ? "utf-8" : "latin1").decode(bytes);
    return new TextDecoder(this.isBigEndian ? "utf-16be" : "utf-16le").decode(bytes);
  }

  arrays(count: number): MatlabValue[] {
    this.budget.count(count);
    return this.budget.deeper(() =>
      Array.from({ length: count }, () => {
        const element = this.next();
        if (element.type === matrix) return readMatlabArray(element.content, this.isBigEndian, this.budget).value;
        const place = byteOf(element.content, 0);
        throw weightFault(this.source.file, { place, found: `an element of type ${element.type}`, expected: "an array" });
      }),
    );
  }
}

/** Names of one length, padded with zeros; then, for each element of the struct, a value for each name. */
function readFields(parts: Elements, count: number): ReadonlyMap<string, MatlabValue>[] {
  const width = parts.integers()[0] ?? 0;
  const padded = parts.text();
  if (!(width > 0))
    throw weightFault(parts.source.file, { place: byteOf(parts.source, 0), found: "fields without names", expected: "names" });
  const names = Array.from({ length: Math.floor(padded.length / width) }, (_, index) =>
    padded.slice(index * width, (index + 1) * width).replace(/\0.*$/s, ""),
  );
  parts.budget.count(names.length);
  const values = parts.arrays(count * names.length);
  return Array.from(
    { length: count },
    (_, element) => new Map(names.map((name, index) => [name, values[element * names.length + index]!])),
  );
}

function tensorOf({ type, content }: MatElement, shape: number[], isBigEndian: boolean, budget: Budget): StoredTensor {
  const format = formats[type];
  const place = byteOf(content, 0);
  const expected = format ? elementCount(shape) * byteWidths[format] : 0;
  if (!format || content.size !== expected) {
    throw weightFault(content.file, { place, found: `${content.size} bytes of type ${type}`, expected: `numbers for [${shape}]` });
  }
  const bytes = budget.allocate(content.size, place);
  content.fill(bytes, 0);
  return storedTensorOf(format, shape, bytes, isBigEndian, budget, place);
}
