// Format-exact miniatures: every data set that the paper names, as it lies on a user's disk, with drawn faces in the place of people. So
// readers, protocols and tables run from end to end where the real sets may not go.
import { promises } from "node:fs";
import { dirname, join } from "node:path";
import { sharp } from "../../images/sharp.ts";
import { actionUnitNames } from "../synthetic/action-units.ts";
import { type Causes, causesOf } from "../synthetic/causes.ts";
import { difficulties } from "../synthetic/demonstration.ts";
import { identityOf } from "../synthetic/identity.ts";
import { photograph } from "../synthetic/photograph.ts";

export interface MiniatureOptions {
  /** Made when it is not there. */
  directory: string;
  seed: number;
  /** In place of `miniatureFace`, for a test that needs the files and not their faces. */
  draw?: (face: MiniatureFace) => Promise<Buffer>;
}

/** What draws the faces of a miniature. */
export const faceDrawer = ({ seed, draw }: Omit<MiniatureOptions, "directory">): ((face: MiniatureFace) => Promise<Buffer>) =>
  draw ?? ((face) => miniatureFace(seed, face));

/** Which face, and what becomes of it. */
export interface MiniatureFace {
  /** Names the stream of the face's causes: one data set, one part. */
  part: string;
  index: number;
  person: number;
  /** Of RAF-DB's words; a face of contempt is drawn as disgust. */
  expression: string;
  /** Width and height; a number for a square. */
  size: number | { width: number; height: number };
  format: "jpeg" | "png" | "tiff";
  /** 0 is the neutral face, 1 the peak: frames of a film. */
  intensity?: number;
  isGrey?: boolean;
}

/** One drawn face, encoded. */
export async function miniatureFace(seed: number, face: MiniatureFace): Promise<Buffer> {
  const drawn = await photograph(identityOf(seed, face.person), causesOfFace(seed, face), seed, face.part, face.index);
  const { width, height } = typeof face.size === "number" ? { width: face.size, height: face.size } : face.size;
  const picture = sharp(drawn).resize(width, height, { fit: "contain", background: "#7f7f7f" });
  if (face.isGrey) picture.greyscale().toColourspace("b-w");
  return picture.toFormat(face.format).toBuffer();
}

/** What `miniatureFace` draws. */
export function causesOfFace(seed: number, face: MiniatureFace): Causes {
  const expression = face.expression === "contempt" ? "disgust" : face.expression;
  const causes = causesOf(seed, face.part, face.index, face.person, expression, difficulties.posed);
  return weakened(causes, face.intensity ?? 1);
}

/** The same moment of the same face with a part of its expression: a frame before the peak. */
function weakened(causes: Causes, share: number): Causes {
  const units = { ...causes.units };
  for (const name of actionUnitNames) units[name] *= share;
  return { ...causes, intensity: causes.intensity * share, units };
}

/** A file of a miniature, with the folders that lead to it. */
export async function put({ directory }: Pick<MiniatureOptions, "directory">, path: string, content: Buffer | string): Promise<void> {
  const place = join(directory, path);
  await promises.mkdir(dirname(place), { recursive: true });
  await promises.writeFile(place, content);
}
