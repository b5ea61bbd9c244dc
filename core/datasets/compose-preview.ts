// What a data set that is put together from others will hold, and what stands against it, from the counts of their folders: so a window
// can say both before anything is read again. Pure; compose.ts does it with the pictures themselves, and has the last word.
import type { Split } from "../contract/dataset-summary.ts";
import type { SetReport } from "../contract/set-views.ts";
import { meaningOfWord, type WordMeaning } from "./word-meaning.ts";

/** What plays a role: parts of a data set on disk, and what the user says that its labels mean. */
export interface RolePlan {
  setId: string;
  report: SetReport;
  parts: readonly string[];
  /** Class or "none" by label word. */
  meanings: Readonly<Record<string, string>>;
}
export type RolePlans = Readonly<Record<Split, RolePlan | null>>;

export interface RoleCounts {
  /** Pictures of each class of the project. */
  byClass: number[];
  /** Pictures of the pool that have no class. */
  withoutClass: number;
  /** Labelled and unlabelled pictures of anchors and tests that are left out, having none of the classes. */
  leftOut: number;
  total: number;
}

export interface LabelRow extends WordMeaning {
  label: string;
  /** Pictures in the chosen parts. */
  count: number;
}

/** What the words of a plan mean: those that nobody knows come first, then the set's own order. Words without pictures are left out. */
export function labelRows({ report, parts, meanings }: Omit<RolePlan, "setId">, classes: readonly string[]): LabelRow[] {
  const inParts = partFilter(report, parts);
  const rows = report.labels.map(({ label, means, from, counts }) => {
    const edit = Object.hasOwn(meanings, label) ? meanings[label] : undefined;
    return { label, count: inParts(counts), ...meaningOfWord(label, from === "nobody" ? undefined : means, edit, classes) };
  });
  const unknownWords = new Set(report.labels.filter(({ from }) => from === "nobody").map(({ label }) => label));
  const withPictures = rows.filter(({ count }) => count > 0);
  return [...withPictures.filter(({ label }) => unknownWords.has(label)), ...withPictures.filter(({ label }) => !unknownWords.has(label))];
}

export function roleCounts(role: Split, plan: RolePlan, classes: readonly string[]): RoleCounts {
  const byClass = classes.map(() => 0);
  let without = partFilter(plan.report, plan.parts)(plan.report.unlabelled);
  for (const { means, count } of labelRows(plan, classes)) {
    const index = means === null ? -1 : classes.indexOf(means);
    if (index < 0) without += count;
    else byClass[index]! += count;
  }
  const labelled = byClass.reduce((sum, count) => sum + count, 0);
  return role === "pool"
    ? { byClass, withoutClass: without, leftOut: 0, total: labelled + without }
    : { byClass, withoutClass: 0, leftOut: without, total: labelled };
}

/** What keeps the data set from being put together. */
export type Contradiction =
  | { kind: "no-set"; role: Split }
  | { kind: "no-part"; role: Split }
  | { kind: "part-twice"; part: string; title: string; roles: [Split, Split] }
  | { kind: "no-picture"; role: Split }
  | { kind: "no-anchors"; classes: string[] };

const roles = ["anchor", "pool", "test"] as const;

/** @returns the first thing to mend first; none when the data set can be put together */
export function contradictions(plans: RolePlans, classes: readonly string[]): Contradiction[] {
  const found: Contradiction[] = [];
  const roleOfPart = new Map<string, Split>();
  for (const role of roles) {
    const plan = plans[role];
    if (plan === null) {
      found.push({ kind: "no-set", role });
      continue;
    }
    if (plan.parts.length === 0) found.push({ kind: "no-part", role });
    for (const part of plan.parts) {
      const place = `${plan.setId}\u0000${part}`;
      const other = roleOfPart.get(place);
      if (other) found.push({ kind: "part-twice", part, title: plan.report.title, roles: [other, role] });
      roleOfPart.set(place, role);
    }
    const { total, byClass } = roleCounts(role, plan, classes);
    if (plan.parts.length > 0 && total === 0) found.push({ kind: "no-picture", role });
    else if (role === "anchor" && total > 0) {
      const without = classes.filter((_, index) => byClass[index] === 0);
      if (without.length > 0) found.push({ kind: "no-anchors", classes: without });
    }
  }
  return found;
}

const partFilter =
  ({ parts }: SetReport, chosen: readonly string[]) =>
  (counts: readonly number[]): number =>
    counts.reduce((sum, count, part) => (chosen.includes(parts[part]!) ? sum + count : sum), 0);
