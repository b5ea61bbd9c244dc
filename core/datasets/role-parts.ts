// Which parts of a data set play a role when nobody says. Pure: the window presets what the engine would take.
import type { Split } from "../contract/dataset-summary.ts";

interface UsualParts {
  readonly anchor: readonly string[];
  readonly test: readonly string[];
}

/**
 * The parts that are usually trained on or tested on, and for the pool all; what another role has taken is left to it.
 *
 * @param parts  of the set
 * @param usual  of its reader, for anchors and tests
 * @param taken  parts of the same set that play another role
 * @returns none when no part is left
 */
export function usualPartsOf(role: Split, parts: readonly string[], usual: UsualParts, taken: readonly string[]): string[] {
  const wanted = role === "pool" ? [] : usual[role].filter((part) => parts.includes(part));
  return (wanted.length > 0 ? wanted : parts).filter((part) => !taken.includes(part));
}

/** The same for both sides of a fold: all that is usually trained or tested on. @returns never none */
export function partsToFold(parts: readonly string[], { anchor, test }: UsualParts): string[] {
  const usual = parts.filter((part) => anchor.includes(part) || test.includes(part));
  return usual.length > 0 ? usual : [...parts];
}
