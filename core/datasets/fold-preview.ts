// Folds of people before any picture is read again: the protocols themselves (evaluation/protocols.ts), asked about a table whose rows are
// not pictures but groups of them, those of one person, label and part. Pure.
import type { SetPeople, SetReport } from "../contract/set-views.ts";
import type { Fold } from "../evaluation/protocols.ts";
import { foldsOf } from "./fold-sides.ts";
import type { FoldChoice } from "./set-choice.ts";

/** CK+ has 118 with a label, MMI 30. More are no list to choose a fold from, and a reply stays small: four numbers a person and label. */
export const mostPeople = 500;

/** What a role has chosen of a set. */
export interface PeopledParts {
  report: Pick<SetReport, "parts" | "labels" | "subjects">;
  /** As SetReading has them. */
  people: SetPeople | null | undefined;
  parts: readonly string[];
}

/** Why a set has no folds of people. */
export type NoFolds =
  | { kind: "nobody-known" }
  | { kind: "not-counted" }
  | { kind: "too-many" }
  | { kind: "some-unknown"; pictures: number; unknown: number }
  | { kind: "no-label" };

/** @returns null where it has some */
export function whyNoFolds({ report, people, parts }: PeopledParts): NoFolds | null {
  if (report.subjects === 0) return { kind: "nobody-known" };
  if (people === undefined) return { kind: "not-counted" };
  if (people === null) return { kind: "too-many" };
  let [pictures, unknown] = [0, 0];
  for (const [group, count] of people.pictures.entries()) {
    if (!parts.includes(report.parts[people.part[group]!]!)) continue;
    pictures += count;
    if (people.subject[group]! < 0) unknown += count;
  }
  if (pictures === 0) return { kind: "no-label" };
  return unknown > 0 ? { kind: "some-unknown", pictures, unknown } : null;
}

export interface FoldOption {
  /** As FoldChoice counts, from 0. */
  index: number;
  /** "fold 3 of 10" */
  name: string;
  /** Labelled pictures to test on. */
  tested: number;
}

/** The folds that can be chosen: those that hold a picture to test on; none where `whyNoFolds` says why. */
export function foldOptions(chosen: PeopledParts, protocol: FoldChoice["protocol"]): FoldOption[] {
  const { people } = chosen;
  if (!people || whyNoFolds(chosen) !== null) return [];
  return foldsIn(chosen, people, protocol)
    .map(({ name, test }, index) => ({ index, name, tested: picturesIn(people, test) }))
    .filter(({ tested }) => tested > 0);
}

/** Pictures of each label on the chosen side, in the report's order; null for a fold that cannot be chosen. */
export function foldCounts(chosen: PeopledParts, { protocol, index, side }: FoldChoice): number[] | null {
  const { report, people } = chosen;
  if (!people || whyNoFolds(chosen) !== null) return null;
  const fold = foldsIn(chosen, people, protocol)[index];
  if (!fold || picturesIn(people, fold.test) === 0) return null;
  const counts = report.labels.map(() => 0);
  for (const group of fold[side]) counts[people.label[group]!]! += people.pictures[group]!;
  return counts;
}

function foldsIn({ report, parts }: PeopledParts, people: SetPeople, protocol: FoldChoice["protocol"]): Fold[] {
  const table = {
    count: people.pictures.length,
    label: Int16Array.from(people.label),
    part: Uint8Array.from(people.part),
    parts: report.parts,
    subject: Int32Array.from(people.subject),
    subjects: people.subjects,
  };
  return foldsOf(protocol, { table, parts });
}

const picturesIn = ({ pictures }: SetPeople, groups: Uint32Array): number => groups.reduce((sum, group) => sum + pictures[group]!, 0);
