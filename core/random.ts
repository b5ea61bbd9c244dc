// Random numbers that are the same on every computer and in every version: a stream is named by a seed and words, so that two
// uses never share numbers and a resumed run finds its place without replaying what came before.

/** A stream of pseudo-random numbers. */
export interface RandomStream {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Uniform integer in [0, below). */
  integer(below: number): number;
  /** Normal with mean 0 and deviation 1. */
  normal(): number;
}

/**
 * The stream of a seed and a purpose, e.g. `randomStream(1, "order", epoch)`. Generator: sfc32 (Doty-Humphrey, PractRand), whose
 * start state is filled from the words by FNV-1a and the finaliser of MurmurHash3.
 */
export function randomStream(seed: number, ...purpose: (string | number)[]): RandomStream {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode([seed, ...purpose].join("\u0000"))) hash = Math.imul(hash ^ byte, 0x01000193);
  const word = () => {
    hash = (hash + 0x9e3779b9) | 0;
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  let [a, b, c, counter] = [word(), word(), word(), 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();

  const uniform = () => next() / 2 ** 32;
  let spare: number | undefined;
  return {
    uniform,
    integer: (below) => Math.floor(uniform() * below),
    normal: () => {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform())); // Box and Muller; 1 - u is never 0
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}

/** The numbers 0 to count - 1 in random order (Fisher and Yates). */
export function permutation(count: number, random: RandomStream): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let index = count - 1; index > 0; index--) {
    const other = random.integer(index + 1);
    const value = order[index]!;
    order[index] = order[other]!;
    order[other] = value;
  }
  return order;
}
