// A perceptual hash: 64 bits that stay nearly the same when a picture is resized, compressed, brightened or cropped a little, so that the
// same photograph is found again in another data set. Pure over pixels.

/** Side of the grey picture that is hashed. */
export const hashedSize = 32;
/** Frequencies 1 to 8 each way: those below say no more than how bright which half is, those above are noise and compression. */
const frequencies = 8;

/** Bits of the odd horizontal frequencies: a mirrored picture has these coefficients with the other sign, and no others. */
const mirrorBits = 0x55555555;

/** What is left of a coefficient that is none. */
const rounding = 1e-6;

/** A hash as its two halves; every bit is the sign of one coefficient. A flat picture has no bit at all, which says nothing of it. */
export interface PerceptualHash {
  /** Vertical frequencies 1 to 4, unsigned 32 bits; a byte a row, its highest bit for the horizontal frequency 1. */
  high: number;
  /** Vertical frequencies 5 to 8. */
  low: number;
}

/** cosines[f * 32 + x] = cos(pi (2x + 1) (f + 1) / 64), of the discrete cosine transform (DCT-II). */
const cosines = Float64Array.from({ length: frequencies * hashedSize }, (_, place) => {
  const frequency = Math.floor(place / hashedSize) + 1;
  return Math.cos((Math.PI * (2 * (place % hashedSize) + 1) * frequency) / (2 * hashedSize));
});

/**
 * Hashes a picture.
 *
 * @param grey  [32, 32] grey values, 0 to 255
 */
export function perceptualHash(grey: Uint8Array): PerceptualHash {
  const ofRows = new Float64Array(hashedSize * frequencies); // [y, horizontal frequency]
  for (let y = 0; y < hashedSize; y++) {
    for (let f = 0; f < frequencies; f++) {
      let sum = 0;
      for (let x = 0; x < hashedSize; x++) sum += cosines[f * hashedSize + x]! * grey[y * hashedSize + x]!;
      ofRows[y * frequencies + f] = sum;
    }
  }
  return { high: signsOf(ofRows, 0), low: signsOf(ofRows, frequencies / 2) };
}

/** The hash of the mirror image (left and right exchanged). */
export const mirroredHash = ({ high, low }: PerceptualHash): PerceptualHash => ({
  high: mirroredHalf(high),
  low: mirroredHalf(low),
});

/** One half of it. */
export const mirroredHalf = (half: number): number => (half ^ ~mirrorBits) >>> 0;

/** Signs of the coefficients of four vertical frequencies, from `first` on. */
function signsOf(ofRows: Float64Array, first: number): number {
  let bits = 0;
  for (let v = first; v < first + frequencies / 2; v++) {
    for (let f = 0; f < frequencies; f++) {
      let coefficient = 0;
      for (let y = 0; y < hashedSize; y++) coefficient += cosines[v * hashedSize + y]! * ofRows[y * frequencies + f]!;
      bits = (bits << 1) | (coefficient > rounding ? 1 : 0);
    }
  }
  return bits >>> 0;
}

/** Bits in which two halves differ. */
export function bitsApart(one: number, other: number): number {
  let bits = one ^ other;
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Bits in which two hashes differ, 0 to 64 (Hamming). */
export const hashDistance = (one: PerceptualHash, other: PerceptualHash): number =>
  bitsApart(one.high, other.high) + bitsApart(one.low, other.low);
