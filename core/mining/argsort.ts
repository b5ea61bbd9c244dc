// The order of float32 keys, in time linear in their number: a radix sort over their bits. Sorting 5.8 million pairs by a comparison
// function would take seconds, and the order is wanted whenever a pool is opened.

const digitBits = 11;
const digitCount = 1 << digitBits;
const passes = 3;

/**
 * Positions of `keys` in ascending or descending order; equal keys stay in their order of position, either way.
 * Keys are numbers: NaN has no place.
 */
export function argsort(keys: Float32Array, direction: "ascending" | "descending"): Uint32Array {
  const n = keys.length;
  let digits = sortableBits(keys, direction === "descending");
  let positions = new Uint32Array(n);
  for (let i = 0; i < n; i++) positions[i] = i;
  let nextDigits = new Uint32Array(n);
  let nextPositions = new Uint32Array(n);
  for (let pass = 0; pass < passes; pass++) {
    const shift = pass * digitBits;
    const starts = startOfDigits(digits, shift);
    for (let i = 0; i < n; i++) {
      const digit = (digits[i]! >>> shift) & (digitCount - 1);
      const place = starts[digit]!++;
      nextDigits[place] = digits[i]!;
      nextPositions[place] = positions[i]!;
    }
    [digits, nextDigits] = [nextDigits, digits];
    [positions, nextPositions] = [nextPositions, positions];
  }
  return positions;
}

/** The bits of each key as an unsigned number that sorts as the key does: a negative float32 sorts backwards by its bits. */
function sortableBits(keys: Float32Array, isDescending: boolean): Uint32Array<ArrayBuffer> {
  const copy = Float32Array.from(keys);
  const bits = new Uint32Array(copy.buffer);
  const turn = isDescending ? 0xffffffff : 0;
  for (let i = 0; i < bits.length; i++) {
    copy[i] = copy[i]! + 0; // -0 becomes 0, its equal
    const b = bits[i]!;
    bits[i] = (b & 0x80000000 ? ~b : b | 0x80000000) ^ turn;
  }
  return bits;
}

/** Where the keys of each digit value begin after this pass. */
function startOfDigits(bits: Uint32Array, shift: number): Uint32Array {
  const counts = new Uint32Array(digitCount);
  for (let i = 0; i < bits.length; i++) counts[(bits[i]! >>> shift) & (digitCount - 1)]!++;
  let start = 0;
  for (let digit = 0; digit < digitCount; digit++) {
    const count = counts[digit]!;
    counts[digit] = start;
    start += count;
  }
  return counts;
}
