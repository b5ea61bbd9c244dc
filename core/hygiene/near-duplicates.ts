// All pairs of pictures of two sets whose hashes differ in few bits, exactly, without comparing all with all (multi-index hashing): where
// two hashes of four bands differ in few bits altogether, they differ in very few within one of the bands, and that band is looked up.
import { bitsApart, mirroredHalf } from "./perceptual-hash.ts";

/** [N, 2] hashes, high half first. */
export type Hashes = Uint32Array;

export interface NearPair {
  /** Places of the two in their sets. */
  first: number;
  second: number;
  /** Bits apart. */
  distance: number;
  /** Nearer to the mirror image. */
  isMirrored: boolean;
}

const bandCount = 4;
const bandBits = 16;

export interface NearStep {
  pairs: NearPair[];
  /** Of the larger set, hashes that are looked up. */
  done: number;
  total: number;
}

/** Hashes that are looked up between two rests: some milliseconds. */
const hashesPerStep = 4096;

/**
 * Every pair at most `distance` bits apart, a picture or its mirror image, each pair once. The smaller set is indexed, the larger one
 * passes by, so that memory follows the smaller one. Yields what it found since
 * the last time, perhaps nothing, so that its caller can rest.
 *
 * @param distance  0 to 15; the work grows with the hundreds of neighbours that a band then has
 */
export function* nearPairs(first: Hashes, second: Hashes, distance: number): Generator<NearStep, void, undefined> {
  const isFirstSmaller = first.length <= second.length;
  const [indexed, passing] = isFirstSmaller ? [first, second] : [second, first];
  const index = new HashIndex(indexed, distance);
  const total = passing.length / 2;
  for (let from = 0; from < total; from += hashesPerStep) {
    const pairs: NearPair[] = [];
    const done = Math.min(total, from + hashesPerStep);
    for (let passer = from; passer < done; passer++) {
      const high = passing[2 * passer]!;
      const low = passing[2 * passer + 1]!;
      // Never both: a hash and its mirror image's are 32 bits apart, so a third one is near to one of them at most.
      const found = (isMirrored: boolean) => (place: number, apart: number) => {
        const [one, two] = isFirstSmaller ? [place, passer] : [passer, place];
        pairs.push({ first: one, second: two, distance: apart, isMirrored });
      };
      index.search(high, low, found(false));
      index.search(mirroredHalf(high), mirroredHalf(low), found(true));
    }
    yield { pairs, done, total };
  }
}

const distanceTo = (hashes: Hashes, place: number, high: number, low: number): number =>
  bitsApart(hashes[2 * place]!, high) + bitsApart(hashes[2 * place + 1]!, low);

/** Hashes by each of their four bands of 16 bits. */
class HashIndex {
  readonly #hashes: Hashes;
  readonly #distance: number;
  readonly #bands: Band[];

  constructor(hashes: Hashes, distance: number) {
    this.#hashes = hashes;
    this.#distance = distance;
    this.#bands = radiiOf(distance).map((radius, number) => new Band(hashes, number, radius));
  }

  /** Tells each hash within the distance once. */
  search(high: number, low: number, found: (place: number, distance: number) => void): void {
    for (const [number, band] of this.#bands.entries()) {
      const value = bandOf(high, low, number);
      for (const flips of band.flips) {
        const bucket = value ^ flips;
        for (let at = band.starts[bucket]!; at < band.starts[bucket + 1]!; at++) {
          const place = band.places[at]!;
          const apart = distanceTo(this.#hashes, place, high, low);
          if (apart <= this.#distance && !this.#isFoundBefore(number, high, low, place)) found(place, apart);
        }
      }
    }
  }

  #isFoundBefore(number: number, high: number, low: number, place: number): boolean {
    for (let earlier = 0; earlier < number; earlier++) {
      const other = bandOf(this.#hashes[2 * place]!, this.#hashes[2 * place + 1]!, earlier);
      if (bitsApart(bandOf(high, low, earlier), other) <= this.#bands[earlier]!.radius) return true;
    }
    return false;
  }
}

/** The places of a set by the value that one band of their hashes has. */
class Band {
  /** Bits that may differ within the band. */
  readonly radius: number;
  /** All values of 16 bits with at most so many ones. */
  readonly flips: Uint16Array;
  /** places[starts[value] ...] to places[starts[value + 1] - 1] have that value. */
  readonly starts = new Uint32Array((1 << bandBits) + 1);
  readonly places: Uint32Array;

  constructor(hashes: Hashes, number: number, radius: number) {
    const count = hashes.length / 2;
    this.radius = radius;
    this.flips = flipsWithin(radius);
    this.places = new Uint32Array(count);
    const bandAt = (place: number) => bandOf(hashes[2 * place]!, hashes[2 * place + 1]!, number);
    for (let place = 0; place < count; place++) this.starts[bandAt(place) + 1]!++;
    for (let value = 0; value < 1 << bandBits; value++) this.starts[value + 1]! += this.starts[value]!;
    const next = this.starts.slice();
    for (let place = 0; place < count; place++) this.places[next[bandAt(place)]!++] = place;
  }
}

/**
 * The least radii that miss nothing: two hashes further apart than these in every band differ in at least `distance` + 1 bits. Where the
 * distance is 4 a + b, b + 1 bands need a radius of a, the others a - 1; below 0 a band is not needed at all.
 */
function radiiOf(distance: number): number[] {
  const radius = Math.floor(distance / bandCount);
  return Array.from({ length: bandCount }, (_, number) => (number <= distance % bandCount ? radius : radius - 1)).filter((one) => one >= 0);
}

/** All values of 16 bits with at most so many ones, fewer ones first. */
function flipsWithin(radius: number): Uint16Array {
  let flips = [0];
  const all = new Set(flips);
  for (let ones = 1; ones <= radius; ones++) {
    flips = flips.flatMap((value) => Array.from({ length: bandBits }, (_, bit) => value | (1 << bit)));
    for (const value of flips) all.add(value);
  }
  return Uint16Array.from(all);
}

/** Band 0 to 3 of a hash, 16 bits. */
const bandOf = (high: number, low: number, number: number): number =>
  ((number < 2 ? high : low) >>> (number % 2 === 0 ? bandBits : 0)) & 0xffff;
