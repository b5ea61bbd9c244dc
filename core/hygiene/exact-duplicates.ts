// Pictures of two sets whose bytes are the same, by their digests. Pure.

export interface SamePicture {
  /** Place in the first set: the first picture there with these bytes. */
  first: number;
  second: number;
}

/**
 * Each picture of the second set that the first set has as well: one pair a picture, or a placeholder that stands a million times in both
 * would be a million million pairs.
 *
 * @param first, second  [N, 2] halves of digests; 0, 0 is no digest
 */
export function samePictures(first: Uint32Array, second: Uint32Array): SamePicture[] {
  const placeOf = new Map<number, Map<number, number>>(); // by the two halves
  for (let place = 0; place < first.length / 2; place++) {
    const [high, low] = [first[2 * place]!, first[2 * place + 1]!];
    if (high === 0 && low === 0) continue;
    const lows = placeOf.get(high) ?? new Map<number, number>();
    if (!lows.has(low)) lows.set(low, place);
    placeOf.set(high, lows);
  }
  const pairs: SamePicture[] = [];
  for (let place = 0; place < second.length / 2; place++) {
    const known = placeOf.get(second[2 * place]!)?.get(second[2 * place + 1]!);
    if (known !== undefined) pairs.push({ first: known, second: place });
  }
  return pairs;
}
