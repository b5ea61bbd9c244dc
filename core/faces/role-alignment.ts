// How turning the faces of a role upright went, counted from the addresses before and after: a face that is not found stays in its role,
// and in sight.
import type { RoleAlignment } from "../contract/dataset-summary.ts";
import { hasPoints } from "../images/picture-address.ts";

/** @param rows  of the role, in both columns of addresses */
export function roleAlignment(before: readonly string[], after: readonly string[], rows: Uint32Array): RoleAlignment {
  let [marked, found] = [0, 0];
  for (const row of rows) {
    if (hasPoints(before[row]!)) marked++;
    else if (hasPoints(after[row]!)) found++;
  }
  return { pictures: rows.length, found, marked };
}

/**
 * The same of a role that some pictures were left out of.
 *
 * @param upright  those of them that have points: of a set that marks its own, taken for marked, because whose points they were is no
 *   longer known
 */
export function alignmentWithout(role: RoleAlignment, leftOut: number, upright: number): RoleAlignment {
  const marked = Math.min(role.marked, upright);
  return { pictures: role.pictures - leftOut, found: role.found - (upright - marked), marked: role.marked - marked };
}
