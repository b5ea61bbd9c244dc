// The middle of some measurements; a mean would follow the one that another program disturbed.

/** @param values  at least one; of an even number the upper middle */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
