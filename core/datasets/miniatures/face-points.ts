// Where the eyes, the nose and the corners of the mouth are in a drawn face: what annotators mark, known exactly.
import type { FacePoints } from "../../images/picture-address.ts";
import { identityOf } from "../synthetic/identity.ts";
import { mouthShape } from "../synthetic/mouth.ts";
import { pictureSize } from "../synthetic/pose.ts";
import { sitterOf } from "../synthetic/sitter.ts";
import { causesOfFace, type MiniatureFace } from "./miniature.ts";

/** Of the picture that `miniatureFace` gives for the same seed and face, in its pixels. */
export function drawnPoints(seed: number, face: MiniatureFace): FacePoints {
  const sitter = sitterOf(identityOf(seed, face.person), causesOfFace(seed, face));
  const { eyeSpacing, noseLength } = sitter.identity;
  const corner = mouthShape(sitter).corner;
  const places = [
    sitter.place(-eyeSpacing, 0),
    sitter.place(eyeSpacing, 0),
    sitter.place(0, noseLength, 8), // the tip stands out by as much
    sitter.place(corner(-1).x, corner(-1).y),
    sitter.place(corner(1).x, corner(1).y),
  ];
  const { width, height } = typeof face.size === "number" ? { width: face.size, height: face.size } : face.size;
  const scale = Math.min(width, height) / pictureSize;
  const [left, top] = [(width - scale * pictureSize) / 2, (height - scale * pictureSize) / 2];
  return places.flatMap(([x, y]) => [left + scale * x, top + scale * y]);
}
