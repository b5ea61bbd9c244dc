// Faults of weight files, all of one form: the place in the file, what was found there, what was expected, the mend.
import { InputError } from "../../errors.ts";

export interface WeightFault {
  /** Such as `byte 128`, or `tensor "fc.weight"`; absent where the whole file is meant. */
  place?: string;
  found: string;
  expected: string;
  /** Absent where the file is damaged: then only another copy helps. */
  mend?: string;
  cause?: unknown;
}

const anotherCopy = "Take a whole copy of the file, or save the weights again as safetensors.";

export function weightFault(file: string, { place, found, expected, mend = anotherCopy, cause }: WeightFault): InputError {
  return new InputError({ file, found: place === undefined ? found : `${found} at ${place}`, expected, mend }, { cause });
}

/** A stranger's text within a sentence of ours: short, and without control characters. */
export function quoted(text: string): string {
  const visible = text.slice(0, 100).replace(/[^\x20-\x7e\u00a0-\ud7ff]/g, "?");
  return `"${visible.length > 60 ? `${visible.slice(0, 57)}...` : visible}"`;
}
