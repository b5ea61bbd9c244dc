// Faces and their five points by MTCNN (Zhang et al. 2016; sections 4.2 and 4.3 of the paper): three networks, each of which sees what the
// one before it left. What the publication leaves open (sizes, rounding, overlap) is as in facenet-pytorch 2.6.0, whose weights these are.
import type { TaskContext } from "../compute/protocol.ts";
import { withChannels } from "../images/grey.ts";
import type { Raster } from "../images/resize.ts";
import { type PictureSums, pictureSums } from "./area-means.ts";
import { type Candidate, squareAround, withSidesMoved } from "./boxes.ts";
import { areaOf, type FivePoints, type FoundFace } from "./found-face.ts";
import { lookAgain, type SeenBox, type View } from "./look-again.ts";
import { nonMaximumSuppression } from "./nms.ts";
import { oNet } from "./o-net.ts";
import { pNet } from "./p-net.ts";
import { propose } from "./propose.ts";
import { rNet } from "./r-net.ts";
import { openScorer } from "./scorer.ts";

export interface DetectionOptions extends Pick<TaskContext, "signal" | "breathe"> {
  /** Side in pixels of the smallest window in which faces are looked for; default 20. A face of half its side may still be found in it. */
  smallestFace?: number;
  /**
   * The same as a share of the picture's shorter side; the larger of the two counts. Default 0. In pictures that are cropped around a face,
   * small faces are somebody else's, or nobody's, and looking for them is most of the work.
   */
  smallestShare?: number;
}

export interface FaceDetector {
  /**
   * All faces of each picture, the largest first. Pictures of equal size are looked at together, so more at once cost less each.
   *
   * @throws what `signal` says when it is aborted, between two looks of a network
   */
  detectFaces(pictures: readonly Raster[], options: DetectionOptions): Promise<FoundFace[][]>;
  dispose(): void;
}

const usualSmallestFace = 20;
/** Share of area that two boxes may have in common: of their union after R-Net, of the smaller after O-Net. */
const mostShared = 0.7;
/** Pixels that P-Net sees at once; what it makes of them is 15 MB at most. */
const proposing = 2 ** 17;
const refining: View = { side: 24, atOnce: 64 };
const finishing: View = { side: 48, atOnce: 32 };
/** Pixels of pictures whose sums are held at once: 12 bytes each in colour. A larger picture is looked at by itself. */
const pixelsAtOnce = 2 ** 20;

/**
 * @param folder  with the three files of weights (mtcnn-weights.ts)
 * @throws InputError when one is missing or not the pinned one
 */
export function openFaceDetector(folder: string): FaceDetector {
  const [proposer, refiner, finisher] = [
    openScorer(pNet, folder, "pnet.pt"),
    openScorer(rNet, folder, "rnet.pt"),
    openScorer(oNet, folder, "onet.pt"),
  ];

  async function detectInBatch(pictures: readonly PictureSums[], smallestOf: (picture: PictureSums) => number, pause: () => Promise<void>) {
    const proposed = pictures.map((): Candidate[] => []);
    for (const positions of alike(pictures)) {
      const some = positions.map((position) => pictures[position]!);
      const found = await propose(proposer, proposing, some, smallestOf(some[0]!), pause);
      for (const [index, position] of positions.entries()) proposed[position] = found[index]!;
    }
    const refined = (await lookAgain(refiner, refining, pictures, proposed, pause)).map(refinedBoxes);
    return (await lookAgain(finisher, finishing, pictures, refined, pause)).map(facesOf);
  }

  return {
    async detectFaces(pictures, { signal, breathe, smallestFace = usualSmallestFace, smallestShare = 0 }) {
      const pause = async () => {
        await breathe();
        signal.throwIfAborted();
      };
      const smallestOf = ({ width, height }: PictureSums) => Math.max(smallestFace, smallestShare * Math.min(width, height));
      const faces: FoundFace[][] = [];
      for (const batch of batchesOf(pictures)) {
        await pause();
        faces.push(...(await detectInBatch(batch.map(sumsOf), smallestOf, pause)));
      }
      return faces;
    },
    dispose() {
      for (const scorer of [proposer, refiner, finisher]) scorer.dispose();
    },
  };
}

/** A picture without colour has one channel, all others three. */
const sumsOf = (picture: Raster): PictureSums => pictureSums(withChannels(picture, picture.channels < 3 ? 1 : 3));

/** Neighbours whose pixels are at most `pixelsAtOnce` together. */
function batchesOf(pictures: readonly Raster[]): Raster[][] {
  const batches: Raster[][] = [];
  let pixels = Number.POSITIVE_INFINITY;
  for (const picture of pictures) {
    const own = picture.width * picture.height;
    if (pixels + own > pixelsAtOnce) {
      batches.push([]);
      pixels = 0;
    }
    batches[batches.length - 1]!.push(picture);
    pixels += own;
  }
  return batches;
}

/** Positions of pictures that P-Net can see together. */
function alike(pictures: readonly PictureSums[]): Iterable<number[]> {
  const groups = new Map<string, number[]>();
  for (const [position, { width, height, channels }] of pictures.entries()) {
    const form = `${width} ${height} ${channels}`;
    groups.set(form, [...(groups.get(form) ?? []), position]);
  }
  return groups.values();
}

/** R-Net's boxes without those that overlap, moved as it says, and square for O-Net. */
function refinedBoxes(seen: readonly SeenBox[]): Candidate[] {
  return nonMaximumSuppression(seen, mostShared, "of-union").map((position) => {
    const box = seen[position]!;
    return squareAround(withSidesMoved(box, box.values, box.at + 1, 1));
  });
}

/** Boxes with O-Net's values, one a face. */
function facesOf(seen: readonly SeenBox[]): FoundFace[] {
  const moved = seen.map((box) => ({ ...box, ...withSidesMoved(box, box.values, box.at + 1, 1), points: pointsOf(box) }));
  return nonMaximumSuppression(moved, mostShared, "of-smaller")
    .map((position) => {
      const { left, top, right, bottom, probability, points } = moved[position]!;
      return { box: { left, top, right, bottom }, probability, points };
    })
    .sort((a, b) => areaOf(b) - areaOf(a));
}

/** The points lie in the box that O-Net saw, not in the one that it moved. */
function pointsOf({ left, top, right, bottom, values, at }: SeenBox): FivePoints {
  const [width, height] = [right - left + 1, bottom - top + 1];
  const [firstX, firstY] = [at + 5, at + 10];
  return [0, 1, 2, 3, 4].flatMap((point) => [left - 1 + width * values[firstX + point]!, top - 1 + height * values[firstY + point]!]);
}
