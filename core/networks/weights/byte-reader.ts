// Reading a source from front to back, a window at a time: a pickle in a legacy file does not say how long it is, and the file
// around it may have 500 MB.
import type { Budget } from "./budget.ts";
import { type ByteSource, byteOf, requireInside, viewOf } from "./byte-source.ts";
import { weightFault } from "./weight-fault.ts";

const windowBytes = 65_536;

export class ByteReader {
  readonly source: ByteSource;
  readonly budget: Budget;
  /** Of the next byte, in the source. */
  position: number;
  #window = new Uint8Array(0);
  #windowAt = 0;

  constructor(source: ByteSource, budget: Budget, position = 0) {
    this.source = source;
    this.budget = budget;
    this.position = position;
  }

  /** The place of the next byte, as errors name it. */
  get place(): string {
    return byteOf(this.source, this.position);
  }

  uint8(): number {
    return this.#next(1).getUint8(0);
  }

  uint16(): number {
    return this.#next(2).getUint16(0, true);
  }

  int32(): number {
    return this.#next(4).getInt32(0, true);
  }

  uint32(): number {
    return this.#next(4).getUint32(0, true);
  }

  /** At most 2^53, where numbers are exact; more is past the end of any file. */
  uint64(): number {
    return Number(this.#next(8).getBigUint64(0, true));
  }

  /** The only number that pickles store from its big end. */
  float64BigEndian(): number {
    return this.#next(8).getFloat64(0, false);
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    requireInside(this.source, this.position, length);
    const bytes = this.budget.allocate(length, this.place);
    this.source.fill(bytes, this.position);
    this.position += length;
    return bytes;
  }

  /** Text to the next newline, which is read too; at most `limit` bytes. */
  line(limit: number): string {
    const codes: number[] = [];
    for (let code = this.uint8(); code !== 0x0a; code = this.uint8()) {
      codes.push(code);
      if (codes.length > limit) {
        throw weightFault(this.source.file, { place: this.place, found: "a line without end", expected: `at most ${limit} bytes` });
      }
    }
    return Buffer.from(codes).toString("utf8");
  }

  #next(length: number): DataView {
    requireInside(this.source, this.position, length);
    if (this.position < this.#windowAt || this.position + length > this.#windowAt + this.#window.byteLength) {
      this.#window = new Uint8Array(Math.min(windowBytes, this.source.size - this.position));
      this.#windowAt = this.position;
      this.source.fill(this.#window, this.position);
    }
    const start = this.position - this.#windowAt;
    this.position += length;
    return viewOf(this.#window.subarray(start, start + length));
  }
}
