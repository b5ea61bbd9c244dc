// MATLAB's level 5 files (save -v6, -v7): tagged elements, of which arrays hold further ones. Each variable may be deflated; it is
// unpacked once, and its numbers stay where they were unpacked.
import { inflateSync } from "node:zlib";
import { InputError } from "../../errors.ts";
import { type Budget, deflateGrowth } from "./budget.ts";
import { type ByteSource, byteOf, bytesSource, partOf, readBytes, viewOf } from "./byte-source.ts";
import { readMatlabArray } from "./mat-array.ts";
import type { MatlabValue } from "./matlab-value.ts";
import { weightFault } from "./weight-fault.ts";

/** An element: its type, and where its content lies. */
export interface MatElement {
  type: number;
  content: ByteSource;
  /** Where the next element begins. */
  next: number;
}

const headerBytes = 128;
const compressed = 15;
const matrix = 14;

/** Variables by name. @throws InputError, and nothing else */
export function readMatLevel5(source: ByteSource, budget: Budget): Map<string, MatlabValue> {
  const mark = Buffer.from(readBytes(source, 126, 2)).toString("latin1");
  if (mark !== "IM" && mark !== "MI") throw weightFault(source.file, { place: "byte 126", found: "no byte order", expected: "IM or MI" });
  const isBigEndian = mark === "MI";
  const variables = new Map<string, MatlabValue>();
  for (let position = headerBytes; position + 8 <= source.size; ) {
    budget.count();
    const element = readElement(source, position, isBigEndian);
    const array = element.type === compressed ? inflateElement(element.content, isBigEndian, budget) : element;
    if (array.type === matrix) {
      const { name, value } = readMatlabArray(array.content, isBigEndian, budget);
      variables.set(name, value);
    }
    position = element.type === compressed ? position + 8 + element.content.size : element.next;
  }
  return variables;
}

/** @throws InputError when the element reaches past the end */
export function readElement(source: ByteSource, position: number, isBigEndian: boolean): MatElement {
  const head = viewOf(readBytes(source, position, 8));
  const first = head.getUint32(0, !isBigEndian);
  const smallBytes = first >>> 16; // a small element has its size here, and its content in the second word
  if (smallBytes > 4)
    throw weightFault(source.file, { place: byteOf(source, position), found: "no element", expected: "a type and a size" });
  if (smallBytes > 0) return { type: first & 0xffff, content: partAt(source, position + 4, smallBytes), next: position + 8 };
  const size = head.getUint32(4, !isBigEndian);
  return { type: first, content: partAt(source, position + 8, size), next: position + 8 + Math.ceil(size / 8) * 8 };
}

function partAt(source: ByteSource, offset: number, size: number): ByteSource {
  return partOf(source, offset, size, source.part);
}

/** The array in a compressed element. Its own first 8 bytes say how long it is, so that its memory is allocated once. */
function inflateElement(content: ByteSource, isBigEndian: boolean, budget: Budget): MatElement {
  const place = `compressed variable ${byteOf(content, 0)}`;
  const start = readBytes(content, 0, Math.min(content.size, 1024));
  const fault = (cause?: unknown) =>
    weightFault(content.file, { place, found: "deflated bytes that do not unpack", expected: "a whole array", cause });
  try {
    const head = inflateSync(start, { finishFlush: 2, maxOutputLength: start.byteLength * deflateGrowth }).subarray(0, 8);
    if (head.byteLength < 8) throw fault();
    const size = viewOf(head).getUint32(4, !isBigEndian) + 8;
    if (size > content.size * deflateGrowth) throw fault();
    budget.spend(size, place);
    const packed = budget.allocate(content.size, place);
    content.fill(packed, 0);
    const bytes = inflateSync(packed, { maxOutputLength: size, chunkSize: Math.max(64, size) });
    return readElement(bytesSource(content.file, bytes, "a compressed variable"), 0, isBigEndian);
  } catch (cause) {
    throw cause instanceof InputError ? cause : fault(cause);
  }
}
