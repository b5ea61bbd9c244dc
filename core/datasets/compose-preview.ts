// What a data set that is put together from others will hold, and what stands against it, from the counts of their folders: so a window
// can say both before anything is read again. Pure; compose.ts does it with the pictures themselves, and has the last word.
import type { Split } from "../contract/dataset-summary.ts";
import type { SetPeople, SetReport } from "../contract/set-views.ts";
import { foldCounts, whyNoFolds } from "./fold-preview.ts";
import { areTwoSides } from "./fold-sides.ts";
import type { FoldChoice } from "./set-choice.ts";
import { meaningOfWord, type WordMeaning } from "./word-meaning.ts";

/** What plays a role: parts of a data set on disk, and what the user says that its labels mean. */
export interface RolePlan {
  setId: string;
  report: SetReport;
  /** As SetReading has them. */
  people: SetPeople | null | undefined;
  parts: readonly string[];
  /** The side of a fold that plays it; null for all pictures of the parts. */
  fold: FoldChoice | null;
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
  /** Pictures in the chosen parts, or on the chosen side of the fold. */
  count: number;
}

/** What the words of a plan mean: those that nobody knows come first, then the set's own order. Words without pictures are left out. */
export function labelRows(plan: Omit<RolePlan, "setId">, classes: readonly string[]): LabelRow[] {
  const { report, meanings } = plan;
  const { byLabel } = countsOf(plan);
  const rows = report.labels.map(({ label, means, from }, index) => {
    const edit = Object.hasOwn(meanings, label) ? meanings[label] : undefined;
    return { label, count: byLabel[index]!, ...meaningOfWord(label, from === "nobody" ? undefined : means, edit, classes) };
  });
  const unknownWords = new Set(report.labels.filter(({ from }) => from === "nobody").map(({ label }) => label));
  const withPictures = rows.filter(({ count }) => count > 0);
  return [...withPictures.filter(({ label }) => unknownWords.has(label)), ...withPictures.filter(({ label }) => !unknownWords.has(label))];
}

export function roleCounts(role: Split, plan: RolePlan, classes: readonly string[]): RoleCounts {
  const byClass = classes.map(() => 0);
  let without = countsOf(plan).unlabelled;
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
  /** `canFold`: two sides of a fold would do. */
  | { kind: "no-part"; role: Split; canFold: boolean }
  | { kind: "no-fold"; role: Split }
  | { kind: "part-twice"; part: string; title: string; roles: [Split, Split]; canFold: boolean }
  | { kind: "no-picture"; role: Split }
  /** `isFold`: another fold may have them. */
  | { kind: "no-anchors"; classes: string[]; isFold: boolean };

const roles = ["anchor", "pool", "test"] as const;

/** @returns the first thing to mend first; none when the data set can be put together */
export function contradictions(plans: RolePlans, classes: readonly string[]): Contradiction[] {
  const found: Contradiction[] = [];
  const rolesOfPart = new Map<string, Split[]>();
  for (const role of roles) {
    const plan = plans[role];
    if (plan === null) {
      found.push({ kind: "no-set", role });
      continue;
    }
    if (plan.parts.length === 0) found.push({ kind: "no-part", role, canFold: canFold(plans, role) });
    for (const part of plan.parts) {
      const place = `${plan.setId}\u0000${part}`;
      const others = rolesOfPart.get(place) ?? [];
      const other = others.find((one) => !areTwoSides(sideOf(plans[one]!), sideOf(plan)));
      if (other) found.push({ kind: "part-twice", part, title: plan.report.title, roles: [other, role], canFold: canFold(plans, role) });
      rolesOfPart.set(place, [...others, role]);
    }
    if (plan.fold !== null && plan.parts.length > 0 && foldCounts(plan, plan.fold) === null) {
      found.push({ kind: "no-fold", role });
      continue;
    }
    const { total, byClass } = roleCounts(role, plan, classes);
    if (plan.parts.length > 0 && total === 0) found.push({ kind: "no-picture", role });
    else if (role === "anchor" && total > 0) {
      const without = classes.filter((_, index) => byClass[index] === 0);
      if (without.length > 0) found.push({ kind: "no-anchors", classes: without, isFold: plan.fold !== null });
    }
  }
  return found;
}

const sideOf = ({ report: { digest }, parts, fold }: RolePlan) => ({ digest, parts, fold });

/** Whether the set of a role plays anchors and tests, and knows its people: then a fold splits it. */
function canFold({ anchor, test }: RolePlans, role: Split): boolean {
  if (role === "pool" || anchor === null || test === null || anchor.setId !== test.setId) return false;
  return whyNoFolds({ ...anchor, parts: anchor.report.parts }) === null;
}

/** Pictures by label of the report, and those without one. A fold is of labelled pictures alone; one that cannot be made holds none. */
function countsOf(plan: Omit<RolePlan, "setId">): { byLabel: number[]; unlabelled: number } {
  const { report, parts, fold } = plan;
  if (fold !== null) return { byLabel: foldCounts(plan, fold) ?? report.labels.map(() => 0), unlabelled: 0 };
  const inParts = (counts: readonly number[]) =>
    counts.reduce((sum, count, part) => (parts.includes(report.parts[part]!) ? sum + count : sum), 0);
  return { byLabel: report.labels.map(({ counts }) => inParts(counts)), unlabelled: inParts(report.unlabelled) };
}
