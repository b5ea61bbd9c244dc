// Who sits for one picture: the person, how the head is held, and what each half of the face does.
import type { ActionUnits } from "./action-units.ts";
import type { Causes } from "./causes.ts";
import { type Identity, type Ink, inkOf } from "./identity.ts";
import { type HeadPose, headPose } from "./pose.ts";

/** -1 is the half on the left of the picture. */
export type Side = -1 | 1;
export const sides: readonly Side[] = [-1, 1];

export interface Sitter extends HeadPose {
  identity: Identity;
  ink: Ink;
  causes: Causes;
  /** Action units of the whole face. */
  units: ActionUnits;
  /** Action units of one half: an asymmetric face shows more on one side. */
  unitsOf: (side: Side) => ActionUnits;
  /** How far the chin has sunk, pixels. */
  jawDrop: number;
}

export function sitterOf(identity: Identity, causes: Causes): Sitter {
  const { units, asymmetry } = causes;
  const half = (side: Side) =>
    Object.fromEntries(
      Object.entries(units).map(([name, value]) => [name, value * Math.max(0.3, 1 + 0.5 * side * asymmetry)]),
    ) as ActionUnits;
  const halves = { left: half(-1), right: half(1) };
  return {
    ...headPose(causes),
    identity,
    ink: inkOf(identity),
    causes,
    units,
    unitsOf: (side) => (side === -1 ? halves.left : halves.right),
    jawDrop: 4.5 * units.au26 + 8 * units.au27,
  };
}
