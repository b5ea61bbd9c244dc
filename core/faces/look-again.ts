// Second and third stage (Zhang et al. 2016, 3.1): a network sees the boxes that the one before it left, each in one size, those of all
// pictures together.
import { type PictureSums, writeAreaMeans } from "./area-means.ts";
import { type Candidate, partInside, probabilityOf } from "./boxes.ts";
import type { Scorer } from "./scorer.ts";

/** Least probability of a box that goes on, and of a face; it has to be above. */
const leastProbability = Math.fround(0.7);

/** How a network sees boxes. */
export interface View {
  /** Pixels a side. */
  side: number;
  /** Boxes at once: what the network makes of them stays in the processor's caches. */
  atOnce: number;
}

/** A box that a network takes for a face, with its word on how likely, and where its values for it are. */
export interface SeenBox extends Candidate {
  values: Float32Array;
  at: number;
}

/**
 * The likely faces among the boxes of each picture, in the order of the boxes. A box without a pixel in its picture is none.
 *
 * @param pause  awaited between two groups of boxes
 */
export async function lookAgain(
  scorer: Scorer,
  { side, atOnce }: View,
  pictures: readonly PictureSums[],
  boxes: readonly (readonly Candidate[])[],
  pause: () => Promise<void>,
): Promise<SeenBox[][]> {
  const seen = pictures.map((): SeenBox[] => []);
  for (const channels of [1, 3]) {
    const parts = partsOf(pictures, boxes).filter(({ picture }) => picture.channels === channels);
    const size = side * side * channels;
    for (let first = 0; first < parts.length; first += atOnce) {
      await pause();
      const some = parts.slice(first, first + atOnce);
      const pixels = new Float32Array(some.length * size);
      for (const [index, { picture, part }] of some.entries()) {
        writeAreaMeans(picture, part, { rows: side, columns: side }, pixels, index * size);
      }
      const values = scorer.score(pixels, [some.length, side, side, channels]);
      for (const [index, { position, box }] of some.entries()) {
        const at = index * scorer.valueCount;
        const probability = probabilityOf(values[at]!);
        if (probability > leastProbability) seen[position]!.push({ ...box, probability, values, at });
      }
    }
  }
  return seen;
}

function partsOf(pictures: readonly PictureSums[], boxes: readonly (readonly Candidate[])[]) {
  return pictures.flatMap((picture, position) =>
    boxes[position]!.flatMap((box) => {
      const part = partInside(box, picture.width, picture.height);
      return part ? [{ picture, position, box, part }] : [];
    }),
  );
}
