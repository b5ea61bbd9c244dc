// The path of a CSV row, checked by its text alone; image-files.ts checks what lies on the disk.
import { posix } from "node:path";

/** What is wrong with a path; "" and a path to use when nothing is. */
export type CheckedPath = { path: string } | { found: string };

/**
 * The path with forward slashes and without "." parts, so that one image has one name.
 *
 * Absolute paths, drive letters and ".." are refused even where they would lead back inside: no data set needs them.
 */
export function checkImagePath(written: string): CheckedPath {
  if (written.trim() === "") return { found: "an empty file name" };
  const slashed = written.replaceAll("\\", "/");
  if (slashed.startsWith("/") || /^[a-z]:/i.test(slashed)) return { found: "an absolute path" };
  if (slashed.split("/").includes("..")) return { found: "a path that leaves the folder" };
  const path = posix.normalize(slashed);
  if (path === "." || path.endsWith("/")) return { found: "a folder" };
  return { path };
}
