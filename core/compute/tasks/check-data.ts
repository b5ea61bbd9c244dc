// The task that checks a data set before its results are believed: near duplicates and persons across its parts, pictures that cannot be
// read, classes that are rare. It changes nothing and leaves nothing out.

import { readDatasetRecord } from "../../datasets/dataset-record.ts";
import { readSampleTable, type SampleTable, type Split, splits } from "../../datasets/sample-table.ts";
import { classBalance } from "../../hygiene/class-balance.ts";
import { type DataCheck, listed, type NearDuplicate, type Overlap } from "../../hygiene/data-check.ts";
import { findOverlaps, nearDistance } from "../../hygiene/overlaps.ts";
import { type PictureHashes, pictureHashes } from "../../hygiene/picture-hashes.ts";
import { leastLikeness } from "../../hygiene/second-look.ts";
import { personCounts, sharedPersons } from "../../hygiene/shared-identities.ts";
import type { CheckDataTask, TaskContext } from "../protocol.ts";

/** Phases: hash (all pictures), compare, look. */
export async function checkData({ dataset }: CheckDataTask, context: TaskContext): Promise<DataCheck> {
  const [table, { counts }] = await Promise.all([readSampleTable(dataset.datasetDirectory), readDatasetRecord(dataset.datasetDirectory)]);
  const hashed = await pictureHashes(dataset, table, context);
  const { found, notLookedAt } = await findOverlaps(dataset, table, hashed, context);
  return {
    ...readOf(table, hashed),
    duplicates: {
      distance: nearDistance,
      leastLikeness,
      overlaps: overlapsOf(found),
      pairs: found.sort(worstFirst).slice(0, listed),
      notLookedAt,
    },
    persons: personsOf(table),
    balance: splits.filter((split) => counts[split].some((count) => count > 0)).map((split) => ({ split, ...classBalance(counts[split]) })),
  };
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
