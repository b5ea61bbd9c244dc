// The two sides of a fold: which role takes which, and when two roles of one folder share no picture. Pure: the window asks it too.
import type { Split } from "../contract/dataset-summary.ts";
import { type Fold, leaveOneSubjectOut, type ProtocolSet, subjectTenFold } from "../evaluation/protocols.ts";
import type { FoldChoice } from "./set-choice.ts";

const protocols = { "subject-ten-fold": subjectTenFold, "leave-one-subject-out": leaveOneSubjectOut } as const;

/** All folds of a protocol, also those that hold no picture to test on. */
export const foldsOf = (protocol: FoldChoice["protocol"], set: ProtocolSet): Fold[] => protocols[protocol](set);

/** What a role takes of a fold: the pool has no side. */
export const sideOfRole = { anchor: "train", pool: null, test: "test" } as const satisfies Record<Split, FoldChoice["side"] | null>;

interface FoldedRole {
  /** Of the set as read. */
  digest: string;
  parts: readonly string[];
  fold: FoldChoice | null;
}

/** Whether two roles of one folder share no picture, though they take the same parts: two sides of one fold. */
export function areTwoSides(one: FoldedRole, other: FoldedRole): boolean {
  if (!one.fold || !other.fold || one.fold.side === other.fold.side) return false;
  const fold = ({ digest, parts, fold: choice }: FoldedRole) => JSON.stringify([digest, parts, choice!.protocol, choice!.index]);
  return fold(one) === fold(other);
}
