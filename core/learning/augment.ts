// From bytes to what a network sees: normalised floats, with the horizontal flips of section 4.3. Flips are drawn from the run's
// seed and the number of the update, so a resumed run draws the same; so are the masks of dropout.
import type { Network } from "../networks/network.ts";
import { randomStream } from "../random.ts";

/** What a network says of its pictures. */
export type PictureSetup = Pick<Network, "inputSize" | "channels" | "normalisation">;

/** One coin a face of an update: 1 flips it. */
export function flipsOfUpdate(seed: number, update: number, count: number): Uint8Array {
  const random = randomStream(seed, "flip", update);
  return Uint8Array.from({ length: count }, () => (random.uniform() < 0.5 ? 1 : 0));
}

/** Names the dropout masks of an update. */
export function dropoutSeedOfUpdate(seed: number, update: number): number {
  return randomStream(seed, "dropout", update).integer(2 ** 31);
}

/** Fills batches with normalised faces; keeps a table of the 256 values that a byte can become in each channel. */
export function createNormaliser({ inputSize, channels, normalisation: { unit, mean, deviation } }: PictureSetup) {
  const tableOf = (channel: number) =>
    Float32Array.from({ length: 256 }, (_, byte) => (byte / unit - mean[channel]!) / deviation[channel]!);
  const first = tableOf(0);
  const [second, third] = channels === 3 ? [tableOf(1), tableOf(2)] : [first, first];
  const rowBytes = inputSize * channels;
  const faceBytes = inputSize * rowBytes;

  /**
   * @param positions  faces of `pixels` [.., H, W, C] to take
   * @param flips      one a position, 1 mirrors left and right; null flips none
   * @returns [positions.length, H, W, C]
   */
  return function normalise(pixels: Uint8Array, positions: ArrayLike<number>, flips: Uint8Array | null = null): Float32Array {
    const values = new Float32Array(positions.length * faceBytes);
    let to = 0;
    for (let index = 0; index < positions.length; index++) {
      const step = flips?.[index] ? -channels : channels;
      const firstColumn = step < 0 ? rowBytes - channels : 0;
      for (let row = 0; row < inputSize; row++) {
        let from = positions[index]! * faceBytes + row * rowBytes + firstColumn;
        for (let column = 0; column < inputSize; column++, from += step) {
          values[to++] = first[pixels[from]!]!;
          if (channels === 1) continue;
          values[to++] = second[pixels[from + 1]!]!;
          values[to++] = third[pixels[from + 2]!]!;
        }
      }
    }
    return values;
  };
}
