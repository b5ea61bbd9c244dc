// How a reader goes through rows without silencing the process it runs in, and through files without waiting for each.
import type { ReadContext } from "./set-reader.ts";

/** Some milliseconds of the work that is done a row. */
const rowsBetweenRests = 4096;

/**
 * To be awaited before each row: every 4096th says how far reading is, looks at the signal and lets others run.
 *
 * @param total  rows in all, where a list tells; how many files a tree of folders holds is known when it has been gone through, which is
 *               the reading
 */
export async function rest(rows: number, { report, signal }: Pick<ReadContext, "report" | "signal">, total?: number): Promise<void> {
  if (rows % rowsBetweenRests !== 0) return;
  signal.throwIfAborted();
  report(rows, total);
  await new Promise((resume) => setImmediate(resume));
}

/** Calls `work` for every item, 32 at a time, because a disk answers several at once; results in the order of the items. */
export async function manyAtOnce<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += 32) results.push(...(await Promise.all(items.slice(from, from + 32).map(work))));
  return results;
}
