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
