// Turns what the operating system, SQLite or DuckDB say about a failed write into the errors of the contract, with the path.
import { WorkbenchError } from "../errors.ts";

const fullDisk = /no space left on device|disk quota exceeded|database or disk is full/i;
const readOnly = /read-only file system|permission denied|operation not permitted|attempt to write a readonly database/i;

const codeOfErrno: Readonly<Record<string, "disk-full" | "read-only">> = {
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
  SQLITE_FULL: "disk-full",
  EROFS: "read-only",
  EACCES: "read-only",
  EPERM: "read-only",
  SQLITE_READONLY: "read-only",
};

/** Whether a fault is a full disk, a place that cannot be written, or neither. Native libraries give the reason only in words. */
export function faultOf(error: unknown): "disk-full" | "read-only" | null {
  const { code = "", message = "" } = (error ?? {}) as { code?: unknown; message?: string };
  const known = typeof code === "string" ? codeOfErrno[code] : undefined;
  if (known) return known;
  if (fullDisk.test(message)) return "disk-full";
  return readOnly.test(message) ? "read-only" : null;
}

/** The typed error of a fault while writing `path`; errors that are already typed pass through. */
export function fileSystemError(error: unknown, path: string): WorkbenchError {
  if (error instanceof WorkbenchError) return error;
  const cause = error instanceof Error ? error.message : String(error);
  switch (faultOf(error)) {
    case "disk-full":
      return new WorkbenchError("disk-full", `The disk is full: ${path} was not written. Free some space, then resume.`, { cause: error });
    case "read-only":
      return new WorkbenchError("read-only", `${path} cannot be written (${cause}). Make its folder writable, then try again.`, {
        cause: error,
      });
    default:
      return new WorkbenchError("internal", `${path} was not written: ${cause}`, { cause: error });
  }
}
