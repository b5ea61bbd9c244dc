// A small file that may be missing: the lock of a project, the record of a run.
import { promises } from "node:fs";
import { fileSystemError } from "./file-system-error.ts";

/** null where there is no such file. @throws WorkbenchError when it is there and cannot be read */
export async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await promises.readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw fileSystemError(error, path);
  }
}
