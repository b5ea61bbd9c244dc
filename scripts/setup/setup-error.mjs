// Why a set-up stopped, for a person: what was wanted, what was found, how to mend it. Every step fails with this and nothing else.

import { stripVTControlCharacters } from "node:util";

const lineWidth = 200; // one of pip's lines can be longer than a screen

export class SetupError extends Error {
  /**
   * @param {string} message what went wrong, one sentence
   * @param {{ expected?: string, found?: string, mend: string, detail?: string, cause?: unknown }} rest
   *   `mend` is what to do or to paste; `detail` the last words of the program that failed
   */
  constructor(message, { expected, found, mend, detail, cause }) {
    super(message, { cause });
    this.name = "SetupError";
    this.expected = expected;
    this.found = found;
    this.mend = mend;
    this.detail = detail;
  }

  /** The error as a block of lines for the terminal. */
  describe() {
    const lines = [`Set-up stopped: ${this.message}`];
    if (this.detail)
      lines.push(
        ...stripVTControlCharacters(this.detail)
          .split("\n")
          .map((line) => `  | ${line.slice(0, lineWidth)}`),
      );
    if (this.expected) lines.push(`  expected: ${this.expected}`);
    if (this.found) lines.push(`  found:    ${this.found}`);
    lines.push(`  mend:     ${this.mend}`);
    return lines.join("\n");
  }
}

/** The last lines of a program's output: enough to see its reason, not its life story. */
export const lastLines = (text, count = 6) => text.trim().split("\n").slice(-count).join("\n");

/** The first lines: compilers and bundlers name the cause at the start. */
export const firstLines = (text, count = 12) => text.trim().split("\n").slice(0, count).join("\n");

/** A disk that is full looks the same in every step, so that its message is written once. */
export const diskFullError = (folder, cause) =>
  new SetupError(`the disk is full: ${folder} could not be written`, {
    mend: "Free some space (TensorFlow for the CPU takes 1.2 GB while it is unpacked, 10 GB with CUDA), then run the same command again.",
    cause,
  });

export const isDiskFull = (text) => /ENOSPC|No space left on device|Errno 28\b|EDQUOT|Disk quota exceeded/.test(text);
