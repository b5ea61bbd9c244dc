// What a check finds in the table of a data set, once all of its pictures are hashed. Apart from its task, because leaving pictures out
// checks what is left of the table in the same way.
import type { DatasetLocation, TaskContext } from "../compute/protocol.ts";
import type { DatasetRecord } from "../datasets/dataset-record.ts";
import { type SampleTable, type Split, splits } from "../datasets/sample-table.ts";
import { classBalance } from "./class-balance.ts";
import { type DataCheck, listed, type NearDuplicate, type Overlap } from "./data-check.ts";
import { findOverlaps, nearDistance } from "./overlaps.ts";
import type { PictureHashes } from "./picture-hashes.ts";
import { leastLikeness } from "./second-look.ts";
import { personCounts, sharedPersons } from "./shared-identities.ts";

export interface HashedTable extends Pick<DatasetRecord, "counts"> {
  table: SampleTable;
  hashed: PictureHashes;
}

/**
 * Reports the phases "compare" and "look".
 *
 * @returns the check, whose lists are cut off, and all that shows another part again, the gravest first
 */
export async function checkTable(
  dataset: DatasetLocation,
  { table, counts, hashed }: HashedTable,
  context: TaskContext,
): Promise<{ check: DataCheck; found: NearDuplicate[] }> {
  const { found, notLookedAt } = await findOverlaps(dataset, table, hashed, context);
  found.sort(worstFirst);
  const check = {
    ...readOf(table, hashed),
    duplicates: { distance: nearDistance, leastLikeness, overlaps: overlapsOf(found), pairs: found.slice(0, listed), notLookedAt },
    persons: personsOf(table),
    balance: splits.filter((split) => counts[split].some((count) => count > 0)).map((split) => ({ split, ...classBalance(counts[split]) })),
  };
  return { check, found };
}

function readOf(table: SampleTable, { faults }: PictureHashes): Pick<DataCheck, "pictures" | "unreadable"> {
  const pictures: Record<Split, number> = { anchor: 0, pool: 0, test: 0 };
  for (let row = 0; row < table.count; row++) if (!faults.has(row)) pictures[splits[table.split[row]!]!]++;
  const files = [...faults]
    .slice(0, listed)
    .map(([row, reason]) => ({ split: splits[table.split[row]!]!, file: table.files[row]!, reason }));
  return { pictures, unreadable: { count: faults.size, files } };
}

/** The overlaps that were looked for, the gravest first, empty ones too. */
function overlapsOf(found: readonly NearDuplicate[]): Overlap[] {
  const asked: [Split, Split][] = [
    ["test", "anchor"],
    ["test", "pool"],
    ["anchor", "pool"],
  ];
  return asked.map(([known, again]) => {
    const those = found.filter((pair) => pair.known.split === known && pair.picture.split === again);
    return { known, again, pictures: those.length, exact: those.filter(({ isExact }) => isExact).length };
  });
}

/** Test faces before anchor faces, the same bytes before others, then the more alike. */
function worstFirst(a: NearDuplicate, b: NearDuplicate): number {
  const grade = ({ known, picture }: NearDuplicate) => (known.split === "test" ? 0 : 2) + (picture.split === "anchor" ? 0 : 1);
  return grade(a) - grade(b) || Number(b.isExact) - Number(a.isExact) || b.likeness - a.likeness || a.picture.row - b.picture.row;
}

function personsOf(table: SampleTable): DataCheck["persons"] {
  const count = personCounts(table);
  if (splits.every((split) => count[split] === 0)) return null;
  const shared = sharedPersons(table);
  return { count, sharedCount: shared.length, shared: shared.slice(0, listed) };
}
