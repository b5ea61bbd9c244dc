// The task that looks whether the files of a data set are those that were imported: the first of each job that reads them.
import { requireUnchanged } from "../../datasets/disk-check.ts";
import type { RequireUnchangedTask, TaskContext } from "../protocol.ts";

/** @throws InputError with the set's folder, the first file that changed, and the mend */
export async function requireUnchangedData({ dataset }: RequireUnchangedTask, { signal }: TaskContext): Promise<null> {
  await requireUnchanged(dataset, { report: () => undefined, signal });
  return null;
}
