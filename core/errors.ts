// Errors that a user can act on. Every one crosses process borders as plain fields, so that the window can show the place and
// the command line one sentence. Nothing here has a default message.

/** What a user needs to mend a bad input: where it is, what was found, what was expected, what to do. */
export interface InputProblem {
  /** Path or name of the file, as the user knows it. */
  file: string;
  /** 1-based line of a text file; absent where a file has no lines. */
  line?: number;
  found: string;
  expected: string;
  mend: string;
}

/** Error kinds that the contract knows. */
export type ErrorCode =
  | "bad-input" // a file or an argument; fields of InputProblem are filled
  | "locked" // the project is open in another program
  | "read-only" // the project cannot be written (folder, or made by a newer version)
  | "disk-full"
  | "not-found"
  | "busy"
  | "cancelled"
  | "compute-died"
  | "engine-died"
  | "bad-request" // an end of the contract sent what its schema refuses: a defect of ours
  | "internal";

/** An error as it travels over the contract. */
export interface ErrorRecord {
  code: ErrorCode;
  message: string;
  problem?: InputProblem;
}

/** An error with a code of the contract. */
export class WorkbenchError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = "WorkbenchError";
  }
}

/** A file or an argument that the user can mend. */
export class InputError extends WorkbenchError {
  constructor(
    readonly problem: InputProblem,
    options?: { cause?: unknown },
  ) {
    super("bad-input", sentenceOf(problem), options);
    this.name = "InputError";
  }
}

/** One sentence: `labels.csv, line 12: found label "angr", expected one of …. Mend: …` */
export function sentenceOf({ file, line, found, expected, mend }: InputProblem): string {
  const place = line === undefined ? file : `${file}, line ${line}`;
  return `${place}: found ${found}, expected ${expected}. ${mend}`;
}

/** The record of any thrown value; what is not ours is `internal`, with its own message. A full disk is recognised by its errno. */
export function errorRecordOf(error: unknown): ErrorRecord {
  if (error instanceof InputError) return { code: error.code, message: error.message, problem: error.problem };
  if (error instanceof WorkbenchError) return { code: error.code, message: error.message };
  const errno = (error as NodeJS.ErrnoException | null)?.code;
  const message = error instanceof Error ? error.message : String(error);
  if (errno === "ENOSPC") return { code: "disk-full", message: `The disk is full: ${message}. Free some space, then resume.` };
  if (errno === "EROFS" || errno === "EACCES") return { code: "read-only", message: `Cannot write: ${message}.` };
  return { code: "internal", message };
}

/** The error of a record, so that both ends of a process border throw the same thing. */
export function errorOfRecord(record: ErrorRecord): WorkbenchError {
  return record.problem ? new InputError(record.problem) : new WorkbenchError(record.code, record.message);
}
