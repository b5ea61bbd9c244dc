// Faces turned upright (sections 4.2 and 4.3): the five points that MTCNN finds go into the addresses of a table, and whoever decodes a
// picture by its address warps it to the template (images/alignment.ts).
import type { TaskContext } from "../compute/protocol.ts";
import { type PictureRoots, picturePathOf } from "../datasets/picture-roots.ts";
import { decodeCut, decodeRaster } from "../images/decode.ts";
import { formatAddress, hasPoints, parseAddress } from "../images/picture-address.ts";
import { readPicture } from "../images/picture-bytes.ts";
import { PictureError } from "../images/picture-error.ts";
import type { Raster } from "../images/resize.ts";
import { faceOf } from "./found-face.ts";
import type { FaceDetector } from "./mtcnn.ts";

/** Pictures of equal size are looked at together. */
const batchSize = 64;

/**
 * @param rows    whose faces are turned upright
 * @param report  rows looked at so far
 * @returns the addresses of all rows; those that had no points before have them now, where a face was found
 * @throws what `signal` says when it is aborted; a picture that cannot be decoded is no error here: whoever needs it says so
 */
export async function alignTable(
  files: readonly string[],
  roots: PictureRoots,
  rows: Uint32Array,
  detector: Pick<FaceDetector, "detectFaces">,
  { signal, breathe }: Pick<TaskContext, "signal" | "breathe">,
  report: (done: number) => void,
): Promise<string[]> {
  const aligned = [...files];
  const unmarked = rows.filter((row) => !hasPoints(files[row]!));
  for (let first = 0; first < unmarked.length; first += batchSize) {
    const batch = Array.from(unmarked.subarray(first, first + batchSize));
    const rasters = await Promise.all(batch.map((row) => decodeWhole(picturePathOf(roots, files[row]!))));
    const seen = batch.flatMap((row, index) => (rasters[index] ? [{ row, raster: rasters[index] }] : []));
    const found = await detector.detectFaces(
      seen.map(({ raster }) => raster),
      { signal, breathe },
    );
    for (const [index, { row, raster }] of seen.entries()) {
      const points = faceOf(found[index]!, raster);
      if (points) aligned[row] = withPoints(files[row]!, points);
    }
    report(Math.min(first + batchSize, unmarked.length) + rows.length - unmarked.length);
  }
  return aligned;
}

/** Points are told in pixels of the whole picture, and a box was looked into by itself. */
function withPoints(file: string, points: readonly number[]): string {
  const address = parseAddress(file);
  const { left, top } = address.box ?? { left: 0, top: 0 };
  return formatAddress({ ...address, points: points.map((value, index) => value + (index % 2 === 0 ? left : top)) });
}

async function decodeWhole(address: string): Promise<Raster | null> {
  try {
    const { bytes, cut } = readPicture(address);
    return cut ? await decodeCut(bytes, cut) : await decodeRaster(bytes);
  } catch (error) {
    if (error instanceof PictureError) return null;
    throw error;
  }
}
