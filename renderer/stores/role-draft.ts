// What a window has chosen of a known set for one role, before anything is made of it. Pure.
import type { Split } from "../../core/contract/dataset-summary.ts";
import type { SetOfProject } from "../../core/contract/set-requests.ts";
import type { KnownSet, SetReading, SetReport } from "../../core/contract/set-views.ts";
import type { RolePlan } from "../../core/datasets/compose-preview.ts";
import { usualPartsOf } from "../../core/datasets/role-parts.ts";
import type { FoldChoice } from "../../core/datasets/set-choice.ts";

export interface RoleDraft {
  setId: string;
  /** Of the set when it was chosen: read by another one, it has other parts and labels. */
  reader: KnownSet["reader"];
  /** A value for each choice of the reader. */
  choices: Record<string, string>;
  parts: string[];
  /** The side of a fold of its people; null for all pictures of the parts. */
  fold: FoldChoice | null;
  /** What the user said of its labels: a class, or "none", by label word. */
  meanings: Record<string, string>;
}

/** The usual choices and parts. @param taken  parts of the set that play another role */
export function draftOf(set: KnownSet, role: Split, taken: readonly string[]): RoleDraft {
  const choices = Object.fromEntries(set.asks.map(({ name, options }) => [name, options[0]!.value]));
  const { parts } = reportOf(set, choices) ?? set.readings[0]!.report;
  return { setId: set.id, reader: set.reader, choices, parts: usualPartsOf(role, parts, set.usualParts, taken), fold: null, meanings: {} };
}

/** What was found with these choices; undefined until the folder was read with them. */
export const reportOf = (set: KnownSet, choices: RoleDraft["choices"]): SetReport | undefined => readingOf(set, choices)?.report;

function readingOf(set: KnownSet, choices: RoleDraft["choices"]): SetReading | undefined {
  const isAsked = (made: RoleDraft["choices"]) => set.asks.every(({ name }) => made[name] === choices[name]);
  return set.readings.find((reading) => isAsked(reading.choices));
}

/** undefined until the folder was read with the draft's choices. */
export function planOf(set: KnownSet, { choices, parts, fold, meanings }: RoleDraft): RolePlan | undefined {
  const reading = readingOf(set, choices);
  if (!reading) return undefined;
  const { report, people } = reading;
  return { setId: set.id, report, people, parts: parts.filter((part) => report.parts.includes(part)), fold, meanings };
}

/** The draft after the known sets have changed: gone with its set, begun anew where another reader reads it. */
export function followedDraft(draft: RoleDraft, role: Split, sets: readonly KnownSet[], taken: readonly string[]): RoleDraft | null {
  const set = sets.find(({ id }) => id === draft.setId);
  if (!set) return null;
  return set.reader === draft.reader ? draft : draftOf(set, role, taken);
}

export const togglePart = (draft: RoleDraft, part: string): RoleDraft => ({
  ...draft,
  parts: draft.parts.includes(part) ? draft.parts.filter((one) => one !== part) : [...draft.parts, part],
});

/** @param meaning  a class or "none"; null takes back what was said, and the usual meaning stands again */
export function withMeaning(draft: RoleDraft, label: string, meaning: string | null): RoleDraft {
  const { [label]: _, ...others } = draft.meanings;
  return { ...draft, meanings: meaning === null ? others : { ...others, [label]: meaning } };
}

/** As it is asked of the engine. Labels that were given a meaning under other choices, or a class that is gone, are left out. */
export function setOfProject(set: KnownSet, draft: RoleDraft, classes: readonly string[]): SetOfProject {
  const plan = planOf(set, draft);
  const words = new Set(plan?.report.labels.map(({ label }) => label));
  const names = new Set([...classes.map((name) => name.toLowerCase()), "none"]);
  const meanings = Object.fromEntries(
    Object.entries(draft.meanings).filter(([label, meaning]) => words.has(label) && names.has(meaning.toLowerCase())),
  );
  return { setId: set.id, choices: draft.choices, parts: [...(plan?.parts ?? draft.parts)], fold: draft.fold, meanings };
}
