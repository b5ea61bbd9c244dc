// Persons who occur in two parts of a data set: a learner that has seen a person is tested on somebody it knows. Pure over columns.
import type { SampleTable } from "../datasets/sample-table.ts";
import { type Split, splits } from "../datasets/sample-table.ts";

export interface SharedPerson {
  person: number;
  /** Their pictures by part. */
  count: Record<Split, number>;
  /** The first picture in each part; null where there is none. */
  firstRow: Record<Split, number | null>;
}

/** Persons with pictures in more than one part; those with most test pictures first, then with most pictures. */
export function sharedPersons({ split, person, count: rowCount }: Pick<SampleTable, "split" | "person" | "count">): SharedPerson[] {
  const persons = new Map<number, SharedPerson>();
  for (let row = 0; row < rowCount; row++) {
    if (person[row]! < 0) continue;
    const entry = entryOf(persons, person[row]!);
    const part = splits[split[row]!]!;
    entry.count[part]++;
    entry.firstRow[part] ??= row;
  }
  const all = (entry: SharedPerson) => splits.reduce((sum, part) => sum + entry.count[part], 0);
  return [...persons.values()]
    .filter(({ count }) => splits.filter((part) => count[part] > 0).length > 1)
    .sort((a, b) => b.count.test - a.count.test || all(b) - all(a) || a.person - b.person);
}

/** The number of persons in each part, known by their ids. */
export function personCounts({ split, person, count }: Pick<SampleTable, "split" | "person" | "count">): Record<Split, number> {
  const seen = splits.map(() => new Set<number>());
  for (let row = 0; row < count; row++) if (person[row]! >= 0) seen[split[row]!]!.add(person[row]!);
  return Object.fromEntries(splits.map((part, number) => [part, seen[number]!.size])) as Record<Split, number>;
}

function entryOf(persons: Map<number, SharedPerson>, person: number): SharedPerson {
  const known = persons.get(person);
  if (known) return known;
  const entry = { person, count: { anchor: 0, pool: 0, test: 0 }, firstRow: { anchor: null, pool: null, test: null } };
  persons.set(person, entry);
  return entry;
}
