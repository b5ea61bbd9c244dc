// Who is in the labelled pictures of a data set, counted once at a look into its folder: a window makes any fold of people of these counts
// without another look (fold-preview.ts).
import type { SetPeople } from "../contract/set-views.ts";
import { mostPeople } from "./fold-preview.ts";
import type { SourceTable } from "./source-table.ts";

type Table = Pick<SourceTable, "count" | "label" | "part" | "subject" | "subjects">;

/** @returns null when more than `mostPeople` have a label */
export function peopleOf(table: Table): SetPeople | null {
  const { count, label, part, subject } = table;
  const names = labelledPeople(table);
  if (names.size > mostPeople) return null;
  const people: SetPeople = {
    subjects: [...names.keys()].map((person) => table.subjects[person]!),
    subject: [],
    label: [],
    part: [],
    pictures: [],
  };
  const groups = new Map<string, number>();
  for (let row = 0; row < count; row++) {
    if (label[row]! < 0) continue;
    const key = `${subject[row]} ${label[row]} ${part[row]}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = people.pictures.push(0) - 1;
      groups.set(key, group);
      people.subject.push(subject[row]! < 0 ? -1 : names.get(subject[row]!)!);
      people.label.push(label[row]!);
      people.part.push(part[row]!);
    }
    people.pictures[group]!++;
  }
  return people;
}

/** Number of each person by that of the table. Who has unlabelled pictures alone is nobody to a fold; who has none at all counts. */
function labelledPeople({ count, label, subject, subjects }: Table): Map<number, number> {
  const known = new Set(subjects.keys());
  for (let row = 0; row < count; row++) known.delete(subject[row]!);
  for (let row = 0; row < count; row++) if (label[row]! >= 0 && subject[row]! >= 0) known.add(subject[row]!);
  return new Map([...known].map((person, number) => [person, number]));
}
