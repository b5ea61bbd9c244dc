// One budget a file, spent where bytes and items come into being: a file of a few kilobytes can ask for terabytes, a million
// names or a loop. Steps are counted instead of seconds, so that a slow disk fails no honest file.
import { weightFault } from "./weight-fault.ts";

const gibibyte = 2 ** 30;
/** Of a file of weights, and of what one unpacks to: far above any network here (VGG-16 with 2,622 classes has 0.58 GB). */
export const largestWeightFile = 4 * gibibyte;
/** Bytes that one byte of deflate makes at most. */
export const deflateGrowth = 1032;
/** Half floats double and deflated zeros grow a thousandfold, but no file of weights grows by eight over 64 MiB. */
const growthAtMost = 8;
const bytesAlways = 64 * 2 ** 20;
/** A ResNet-34 with its optimiser takes 40,000 steps. Half a million empty dicts take 100 MB. */
const itemsAtMost = 500_000;
const depthAtMost = 32;

export class Budget {
  #bytes: number;
  #items = itemsAtMost;
  #depth = 0;

  /** @param file  name for errors */
  constructor(
    readonly file: string,
    fileBytes: number,
  ) {
    this.#bytes = Math.min(largestWeightFile, bytesAlways + growthAtMost * fileBytes);
  }

  /** New zeroed memory. @throws InputError when the file asks for more than its share, or the machine has not that much */
  allocate(bytes: number, place: string): Uint8Array<ArrayBuffer> {
    this.spend(bytes, place);
    try {
      return new Uint8Array(bytes);
    } catch (cause) {
      const mend = "Close other programs, or use a machine with more memory.";
      throw weightFault(this.file, { place, found: `${bytes} bytes`, expected: "what fits in memory", mend, cause });
    }
  }

  /** For bytes that another library allocates. */
  spend(bytes: number, place: string): void {
    if (!(bytes <= this.#bytes)) {
      throw weightFault(this.file, { place, found: `${bytes} bytes more`, expected: `at most ${this.#bytes} more from this file` });
    }
    this.#bytes -= bytes;
  }

  /** One step or item. */
  count(items = 1): void {
    this.#items -= items;
    if (!(this.#items >= 0)) {
      throw weightFault(this.file, { found: "a file without end", expected: `at most ${itemsAtMost} items in a weight file` });
    }
  }

  /** Runs `body` one level deeper; what refers to itself ends here. */
  deeper<T>(body: () => T): T {
    if (this.#depth >= depthAtMost) {
      throw weightFault(this.file, { found: "parts within parts without end", expected: `at most ${depthAtMost} levels` });
    }
    this.#depth += 1;
    try {
      return body();
    } finally {
      this.#depth -= 1;
    }
  }
}
