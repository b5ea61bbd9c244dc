// Which parts of a data set play a role when nobody says. Pure: the window presets what the engine would take.
import type { Split } from "../contract/dataset-summary.ts";

/**
 * The parts that are usually trained on or tested on, and for the pool all; what another role has taken is left to it.
 *
 * @param parts  of the set
 * @param usual  of its reader, for anchors and tests
 * @param taken  parts of the same set that play another role
 * @returns none when no part is left
 */
export function usualPartsOf(
  role: Split,
  parts: readonly string[],
  usual: { readonly anchor: readonly string[]; readonly test: readonly string[] },
  taken: readonly string[],
): string[] {
  const wanted = role === "pool" ? [] : usual[role].filter((part) => parts.includes(part));
  return (wanted.length > 0 ? wanted : parts).filter((part) => !taken.includes(part));
}
