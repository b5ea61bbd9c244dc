// A face turned upright by five points, as ArcFace and face.evoLVe align theirs (insightface recognition/common/face_align.py): the
// similarity that brings the points nearest to a template of 112 x 112, and bilinear sampling with black outside of the picture.
import { crop } from "./crop.ts";
import type { Box, FacePoints } from "./picture-address.ts";
import { PictureError } from "./picture-error.ts";
import type { Raster } from "./resize.ts";

/** Width and height of an aligned face. */
export const alignedSize = 112;
/** Where eyes, nose and corners of the mouth of an aligned face are. */
export const alignedPoints: FacePoints = [38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041];

/** Scale, turn and shift: (x, y) goes to (a x - b y + shiftX, b x + a y + shiftY). */
export interface SimilarityTransform {
  a: number;
  b: number;
  shiftX: number;
  shiftY: number;
}

/**
 * The similarity, mirroring left out, with the least squares of distances (Umeyama 1991). In two dimensions it has this closed form:
 * points are complex numbers, and a + ib is the regression of one list on the other.
 *
 * @returns null where there is none: all points of `from` are one, or what they became has no direction
 */
export function similarityBetween(from: FacePoints, to: FacePoints): SimilarityTransform | null {
  const [meanFrom, meanTo] = [meanOf(from), meanOf(to)];
  let [a, b, square] = [0, 0, 0];
  for (let i = 0; i < from.length; i += 2) {
    const [x, y] = [from[i]! - meanFrom.x, from[i + 1]! - meanFrom.y];
    const [u, v] = [to[i]! - meanTo.x, to[i + 1]! - meanTo.y];
    a += x * u + y * v;
    b += x * v - y * u;
    square += x * x + y * y;
  }
  a /= square;
  b /= square;
  if (!(Math.hypot(a, b) > smallestScale)) return null;
  return { a, b, shiftX: meanTo.x - a * meanFrom.x + b * meanFrom.y, shiftY: meanTo.y - b * meanFrom.x - a * meanFrom.y };
}

/** No face is 112,000 pixels wide; points of a mirrored one can ask for that. */
const smallestScale = 1e-3;

function meanOf(points: FacePoints): { x: number; y: number } {
  const count = points.length / 2;
  const sum = (axis: number) => points.reduce((total, value, index) => (index % 2 === axis ? total + value : total), 0);
  return { x: sum(0) / count, y: sum(1) / count };
}

/** @returns [112, 112, channels of the source]. @throws PictureError when the points give no face */
export function alignFace(source: Raster, points: FacePoints): Raster {
  const transform = similarityBetween(points, alignedPoints);
  if (!transform) throw new PictureError("no-face", "has points of a face that lie in one place or are mirrored");
  return warp(source, transform, alignedSize);
}

/**
 * The picture as a similarity moves it, black outside; as cv2.warpAffine with linear interpolation, which rounds places to 1/32 of a pixel.
 *
 * @param transform  from the source's pixels to those of the result; whole numbers are centres of pixels
 * @returns [size, size, channels of the source]
 * @throws PictureError when nothing of the picture is left
 */
function warp(source: Raster, { a, b, shiftX, shiftY }: SimilarityTransform, size: number): Raster {
  const square = a * a + b * b;
  const [cosine, sine] = [a / square, b / square];
  const sourceX = (u: number, v: number) => cosine * (u - shiftX) + sine * (v - shiftY);
  const sourceY = (u: number, v: number) => cosine * (v - shiftY) - sine * (u - shiftX);
  const box = surroundings(source, sourceX, sourceY, size - 1);
  const { pixels, width, height, channels } = crop(source, box);
  const rowLength = width * channels;
  const result = new Uint8Array(size * size * channels);
  for (let v = 0, to = 0; v < size; v++) {
    const [firstX, firstY] = [sourceX(0, v) - box.left, sourceY(0, v) - box.top];
    for (let u = 0; u < size; u++, to += channels) {
      const x = firstX + u * cosine;
      const y = firstY - u * sine;
      if (!(x >= 0 && y >= 0 && x < width - 1 && y < height - 1)) continue; // black
      const left = Math.floor(x);
      const top = Math.floor(y);
      const right = x - left; // the share of the pixels to the right
      const below = y - top;
      for (let c = 0, at = top * rowLength + left * channels; c < channels; c++, at++) {
        const upper = (1 - right) * pixels[at]! + right * pixels[at + channels]!;
        const lower = (1 - right) * pixels[at + rowLength]! + right * pixels[at + rowLength + channels]!;
        result[to + c] = (1 - below) * upper + below * lower + 0.5;
      }
    }
  }
  return { pixels: result, width: size, height: size, channels };
}

type Axis = (u: number, v: number) => number;

/** What of the picture is needed, and a pixel around it: at the picture's edge that one is black, and half a pixel beyond is half black. */
function surroundings({ width, height }: Raster, sourceX: Axis, sourceY: Axis, last: number): Box {
  const range = (axis: Axis, length: number): [from: number, to: number] => {
    const corners = [axis(0, 0), axis(last, 0), axis(0, last), axis(last, last)];
    return [Math.max(-1, Math.floor(Math.min(...corners)) - 1), Math.min(length + 1, Math.ceil(Math.max(...corners)) + 2)];
  };
  const [left, right] = range(sourceX, width);
  const [top, bottom] = range(sourceY, height);
  return { left, top, right, bottom };
}
