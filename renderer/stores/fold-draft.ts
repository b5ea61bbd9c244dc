// A fold of people splits one set over anchors and tests: what is said of it in one of the two roles holds in the other. Pure.
import type { Split } from "../../core/contract/dataset-summary.ts";
import type { KnownSet } from "../../core/contract/set-views.ts";
import { sideOfRole } from "../../core/datasets/fold-sides.ts";
import { partsToFold, usualPartsOf } from "../../core/datasets/role-parts.ts";
import type { FoldChoice } from "../../core/datasets/set-choice.ts";
import { type RoleDraft, reportOf } from "./role-draft.ts";

/** Which fold; its side follows from the role. */
export type FoldOfPeople = Omit<FoldChoice, "side">;

const otherSide: Readonly<Record<Split, Split | null>> = { anchor: "test", pool: null, test: "anchor" };

/** The parts that a fold takes when it is chosen. */
export const foldedPartsOf = (set: KnownSet, draft: RoleDraft): string[] => partsToFold(partsOf(set, draft), set.usualParts);

/** @param fold  null: all pictures of the parts again */
export function withFold(set: KnownSet, draft: RoleDraft, role: Split, fold: FoldOfPeople | null): RoleDraft {
  const side = sideOfRole[role];
  if (fold === null || side === null) return { ...draft, fold: null };
  const parts = draft.fold === null ? foldedPartsOf(set, draft) : draft.parts;
  return { ...draft, parts, fold: { ...fold, side } };
}

/** A role's draft of a set of which another role takes a fold: the other side of the same. */
export function besideFold(set: KnownSet, draft: RoleDraft, role: Split, drafts: Readonly<Record<Split, RoleDraft | null>>): RoleDraft {
  const other = partnerOf(drafts, role, set.id);
  const side = sideOfRole[role];
  if (!other?.draft.fold || side === null) return draft;
  const { choices, parts, fold } = other.draft;
  return { ...draft, choices, parts, fold: { ...fold, side } };
}

/**
 * All drafts after one has changed. Where the same set plays anchors and tests by a fold, the other role follows: the same reading, parts
 * and fold; and when the fold is given up, the parts that the first one leaves.
 */
export function followFold<Drafts extends Readonly<Record<Split, RoleDraft | null>>>(
  set: KnownSet,
  drafts: Drafts,
  role: Split,
  draft: RoleDraft,
): Drafts {
  const changed = { ...drafts, [role]: draft };
  const other = partnerOf(drafts, role, draft.setId);
  if (!other) return changed;
  if (draft.fold !== null) return { ...changed, [other.role]: besideFold(set, other.draft, other.role, changed) };
  if (other.draft.fold === null) return changed;
  const anchorParts = usualPartsOf("anchor", partsOf(set, draft), set.usualParts, []);
  const partsOfRole = (one: Split) =>
    one === "anchor" ? anchorParts : usualPartsOf(one, partsOf(set, draft), set.usualParts, anchorParts);
  return {
    ...changed,
    [role]: { ...draft, parts: partsOfRole(role) },
    [other.role]: { ...other.draft, parts: partsOfRole(other.role), fold: null },
  };
}

/** The role that the set plays beside `role` and that takes the other side of a fold. */
function partnerOf(drafts: Readonly<Record<Split, RoleDraft | null>>, role: Split, setId: string) {
  const other = otherSide[role];
  const draft = other && drafts[other];
  return draft?.setId === setId ? { role: other!, draft } : null;
}

const partsOf = (set: KnownSet, { choices }: RoleDraft): string[] => (reportOf(set, choices) ?? set.readings[0]!.report).parts;
