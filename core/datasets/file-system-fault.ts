// What a disk answers when it cannot, in the user's words.
import { InputError } from "../errors.ts";
import { quote } from "./csv-rows.ts";

/** A folder without permission or a failing disk, in the user's words; other errors as they are. */
export function fileSystemFault(error: unknown, directory: string): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  if (error instanceof InputError || typeof code !== "string" || path === undefined) return error;
  const mend = "Check that you may read the whole folder and that its disk is sound.";
  return new InputError(
    { file: directory, found: `${quote(path)}, which cannot be read (${code})`, expected: "files to read", mend },
    { cause: error },
  );
}
