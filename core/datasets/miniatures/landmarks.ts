// 68 landmarks (iBUG's order) around the five points that are known of a drawn face. Those by which a face is turned are exact; the rest
// lie where a face has them, more or less.
import type { FacePoints } from "../../images/picture-address.ts";

type Point = readonly [x: number, y: number];

export function landmarksOf(points: FacePoints): Point[] {
  const [leftX, leftY, rightX, rightY, noseX, noseY, cornerX, cornerY, otherX, otherY] = points as number[] as Ten;
  const unit = Math.hypot(rightX - leftX, rightY - leftY); // between the pupils
  const middle: Point = [(leftX + rightX) / 2, (leftY + rightY) / 2];
  /** `count` points of an ellipse, by angles in turns from the right, clockwise. */
  const arc = (count: number, [x, y]: Point, width: number, height: number, from: number, to: number): Point[] =>
    Array.from({ length: count }, (_, index) => {
      const angle = 2 * Math.PI * (from + ((to - from) * index) / Math.max(1, count - 1));
      return [x + width * unit * Math.cos(angle), y + height * unit * Math.sin(angle)];
    });
  const eye = (centre: Point) => arc(6, centre, 0.2, 0.08, 0.5, 0.5 + 5 / 6);
  const mouth: Point = [(cornerX + otherX) / 2, (cornerY + otherY) / 2];
  const wide = Math.hypot(otherX - cornerX, otherY - cornerY) / 2 / unit;
  return [
    ...arc(17, [middle[0], middle[1] + 0.1 * unit], 1.15, 1.9, 0.5, 0), // jaw
    ...arc(5, [leftX, leftY - 0.15 * unit], 0.3, 0.2, 0.5, 1),
    ...arc(5, [rightX, rightY - 0.15 * unit], 0.3, 0.2, 0.5, 1),
    ...[0.1, 0.4, 0.7].map((share): Point => [middle[0] + share * (noseX - middle[0]), middle[1] + share * (noseY - middle[1])]),
    [noseX, noseY],
    ...arc(5, [noseX, noseY + 0.1 * unit], 0.2, 0.1, 0.5, 0),
    ...eye([leftX, leftY]),
    ...eye([rightX, rightY]),
    [cornerX, cornerY],
    ...arc(5, mouth, 0.7 * wide, 0.2, 0.6, 0.9),
    [otherX, otherY],
    ...arc(5, mouth, 0.7 * wide, 0.25, 0.1, 0.4),
    ...arc(8, mouth, 0.6 * wide, 0.1, 0.5, 1.375),
  ];
}

type Ten = [number, number, number, number, number, number, number, number, number, number];
