// The folders that a data set's pictures lie in. A folder with images/ and labels.csv has one; a data set put together from others has
// one by name, and the first part of each picture's address is that name.
import { join } from "node:path";
import { z } from "zod";

/** Absolute folders; the name "" stands alone and for all pictures. */
export const PictureRoots = z.record(z.string(), z.string().min(1));
export type PictureRoots = z.infer<typeof PictureRoots>;

/** One folder for all pictures. */
export const oneRoot = (directory: string): PictureRoots => ({ "": directory });

/** A picture's address (images/picture-address.ts) with an absolute path. @param file  of the sample table */
export function picturePathOf(roots: PictureRoots, file: string): string {
  const only = roots[""];
  if (only !== undefined) return join(only, file);
  const slash = file.indexOf("/");
  const root = roots[file.slice(0, slash)];
  if (root === undefined) throw new RangeError(`No folder of this data set holds ${file}.`);
  return join(root, file.slice(slash + 1));
}

/** Records of older versions hold one folder, `imagesDirectory`. */
export function withRoots(record: unknown): unknown {
  if (typeof record !== "object" || record === null || !("imagesDirectory" in record) || "roots" in record) return record;
  const { imagesDirectory, ...rest } = record;
  return { ...rest, roots: { "": imagesDirectory } };
}
