// 68 points of a face as a text has them, one "x y" a line (the iBUG order: jaw 0-16, brows 17-26, nose 27-35, eyes 36-47, mouth 48-67),
// and the five of them by which a face is turned upright.
import { InputError } from "../../errors.ts";
import type { FacePoints } from "../../images/picture-address.ts";
import { quote } from "../csv-rows.ts";

const count = 68;
/** Pixels; no picture that we open is wider. */
const farthest = 65_535;
const number = /^[+-]?\d+(\.\d*)?(e[+-]?\d+)?$/i;

/**
 * Both eyes (the mean of their six points), tip of the nose, both corners of the mouth.
 *
 * @throws InputError with the line of `file` that is no point, or the number of points when it is another
 */
export function fivePointsOf(text: string, file: string): FacePoints {
  const points: [number, number][] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const words = line.split(/[\s,]+/).filter((word) => word !== "");
    if (words.length === 0) continue;
    const [x, y] = words.map((word) => (number.test(word) ? Number(word) : Number.NaN));
    if (words.length !== 2 || !isNear(x!) || !isNear(y!)) throw fault(file, quote(line), "a point: two numbers, in pixels", index + 1);
    points.push([x!, y!]);
  }
  if (points.length !== count) throw fault(file, `${points.length} points`, `${count} points`);
  return fivePointsAmong(points);
}

/** The same of values x, y, x, y, ...; null unless they are 68 points near a picture. */
export function fivePointsOfValues(values: readonly number[]): FacePoints | null {
  if (values.length !== 2 * count || !values.every(isNear)) return null;
  return fivePointsAmong(Array.from({ length: count }, (_, index) => [values[2 * index]!, values[2 * index + 1]!]));
}

function fivePointsAmong(points: readonly (readonly [number, number])[]): FacePoints {
  const [leftEye, rightEye] = [mean(points.slice(36, 42)), mean(points.slice(42, 48))];
  return [...leftEye, ...rightEye, ...points[30]!, ...points[48]!, ...points[54]!];
}

const isNear = (value: number): boolean => Math.abs(value) <= farthest;

function mean(points: readonly (readonly [number, number])[]): [number, number] {
  const sum = (axis: 0 | 1) => points.reduce((total, point) => total + point[axis], 0);
  return [sum(0) / points.length, sum(1) / points.length];
}

function fault(file: string, found: string, expected: string, line?: number): InputError {
  const mend = "Unpack the landmarks again, or remove the file: then this face has no points.";
  return new InputError({ file, ...(line === undefined ? {} : { line }), found, expected, mend });
}
