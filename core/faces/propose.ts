// First stage (Zhang et al. 2016, 3.1): P-Net sees every size of the pictures, each place of its window is a box, and what overlaps goes.
import { type PictureSums, writeAreaMeans } from "./area-means.ts";
import { type Candidate, probabilityOf, squareAround, withSidesMoved } from "./boxes.ts";
import { nonMaximumSuppression } from "./nms.ts";
import { type Level, pyramidOf, windowSide } from "./pyramid.ts";
import type { Scorer } from "./scorer.ts";
import { placesAlong, stride, stripsOf } from "./strips.ts";

/** Least log odds of a box that goes on: its probability is 0.6. */
const leastLogOdds = Math.log(0.6 / 0.4);
/** Shares of area in common with which both of two boxes stay: of one size of the picture, and of all of them. */
const mostShared = { inLevel: 0.5, inPicture: 0.7 };

/** A box, and where P-Net's values for it are. */
interface Proposal extends Candidate {
  values: Float32Array;
  at: number;
}

/**
 * Square boxes of each picture.
 *
 * @param pixelsAtOnce  that P-Net sees: of several pictures, or of a strip of one
 * @param pictures      of one size, and with as many channels
 * @param pause         awaited between two sizes of the pyramid
 */
export async function propose(
  scorer: Scorer,
  pixelsAtOnce: number,
  pictures: readonly PictureSums[],
  smallestFace: number,
  pause: () => Promise<void>,
): Promise<Candidate[][]> {
  const { width, height } = pictures[0]!;
  const found = pictures.map((): Proposal[] => []);
  for (const level of pyramidOf(width, height, smallestFace)) {
    await pause();
    for (const [picture, proposals] of proposalsAt(scorer, pixelsAtOnce, pictures, level).entries()) {
      found[picture]!.push(...surviving(proposals, mostShared.inLevel));
    }
  }
  return found.map((proposals) =>
    surviving(proposals, mostShared.inPicture).map((box) => squareAround(withSidesMoved(box, box.values, box.at + 1, 0))),
  );
}

const surviving = (proposals: readonly Proposal[], most: number): Proposal[] =>
  nonMaximumSuppression(proposals, most, "of-union").map((position) => proposals[position]!);

/** What P-Net takes for faces in one size of each picture. */
function proposalsAt(scorer: Scorer, pixelsAtOnce: number, pictures: readonly PictureSums[], level: Level): Proposal[][] {
  const { rows, columns } = level;
  const { channels } = pictures[0]!;
  const found = pictures.map((): Proposal[] => []);
  const together = Math.max(1, Math.floor(pixelsAtOnce / (rows * columns)));
  for (let first = 0; first < pictures.length; first += together) {
    const some = pictures.slice(first, first + together);
    const pixels = inSize(some, level);
    const rowsAtOnce = some.length > 1 ? rows : Math.floor(pixelsAtOnce / columns);
    for (const { firstRow, rowCount } of stripsOf(rows, rowsAtOnce)) {
      const from = firstRow * columns * channels;
      const strip = pixels.subarray(from, from + some.length * rowCount * columns * channels);
      const values = scorer.score(strip, [some.length, rowCount, columns, channels]);
      const placesOfPicture = values.length / some.length;
      for (let index = 0; index < some.length; index++) {
        const part = { values, from: index * placesOfPicture, to: (index + 1) * placesOfPicture };
        collect(part, scorer.valueCount, { ...level, firstRow }, found[first + index]!);
      }
    }
  }
  return found;
}

/** [pictures.length, rows, columns, channels] */
function inSize(pictures: readonly PictureSums[], level: Level): Float32Array {
  const { width, height, channels } = pictures[0]!;
  const whole = { left: 0, top: 0, right: width, bottom: height };
  const size = level.rows * level.columns * channels;
  const pixels = new Float32Array(pictures.length * size);
  for (const [index, picture] of pictures.entries()) writeAreaMeans(picture, whole, level, pixels, index * size);
  return pixels;
}

/** Adds the likely places among the values of one picture, row after row. */
function collect(
  { values, from, to }: { values: Float32Array; from: number; to: number },
  valueCount: number,
  { scale, columns, firstRow }: Level & { firstRow: number },
  found: Proposal[],
): void {
  // In single precision as there, or sides that should be whole numbers would be rounded down to others.
  const scale32 = Math.fround(scale);
  const inPicture = (side: number) => Math.floor(Math.fround(side / scale32));
  const placesInRow = placesAlong(columns);
  for (let at = from, place = 0; at < to; at += valueCount, place++) {
    const logOdds = values[at]!;
    if (logOdds < leastLogOdds) continue;
    const left = stride * (place % placesInRow) + 1;
    const top = firstRow + stride * Math.floor(place / placesInRow) + 1;
    found.push({
      left: inPicture(left),
      top: inPicture(top),
      right: inPicture(left + windowSide - 1),
      bottom: inPicture(top + windowSide - 1),
      probability: probabilityOf(logOdds),
      values,
      at,
    });
  }
}
