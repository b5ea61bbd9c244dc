// CK+ in miniature: films of ten subjects from the neutral face to the peak, fifteen with a label and five without, their landmarks; and
// CK+48, which strangers make of it.
import { ckPlusLabels } from "../readers/ck-plus-labels.ts";
import { drawnPoints } from "./face-points.ts";
import { landmarksOf } from "./landmarks.ts";
import { faceDrawer, type MiniatureFace, type MiniatureOptions, put } from "./miniature.ts";

export interface CkPlusMiniature extends MiniatureOptions {
  /** The folders that hold the subjects, as the archives have been unpacked. */
  roots?: { images: string; emotion: string; landmarks?: string };
  /** Gives the ninth subject a second film, so that all ten are left, one a fold, where contempt is left out. */
  hasTenFolds?: boolean;
}

export const ckPlusSubjects = ["S005", "S010", "S011", "S014", "S022", "S026", "S032", "S501", "S895", "S999"] as const;

/** How much of the expression each frame of a film shows; the last three are taken as its peak. */
const intensities = [0, 0.25, 0.7, 0.85, 1];
/** What the drawer calls the codes. */
const drawnAs = ["neutral", "anger", "contempt", "disgust", "fear", "happiness", "sadness", "surprise"];

interface Sequence {
  subject: string;
  /** "001" */
  film: string;
  /** 1 to 7; 0 for a film without a label. */
  code: number;
  frames: { stem: string; face: MiniatureFace }[];
}

/** Every subject has a labelled film; the first five have a second one, and a third without a label. */
function sequencesOf(size: MiniatureFace["size"], hasTenFolds = false): Sequence[] {
  const films: { person: number; film: number; code: number }[] = [];
  for (const person of ckPlusSubjects.keys()) {
    films.push({ person, film: 1, code: 1 + (person % 7) });
    if (person === 8 && hasTenFolds) films.push({ person, film: 2, code: 5 });
    if (person < 5) films.push({ person, film: 2, code: 1 + ((person + 3) % 7) }, { person, film: 4, code: 0 });
  }
  return films.map(({ person, film, code }) => {
    const [subject, number] = [ckPlusSubjects[person]!, String(film).padStart(3, "0")];
    const expression = drawnAs[code]!;
    const frames = intensities.map((intensity, frame) => ({
      stem: `${subject}_${number}_${String(frame + 1).padStart(8, "0")}`,
      face: { part: `ck-plus ${film}`, index: person, person, expression, size, format: "png", isGrey: true, intensity } as const,
    }));
    return { subject, film: number, code, frames };
  });
}

export async function writeCkPlus(options: CkPlusMiniature): Promise<void> {
  const { images, emotion, landmarks } = options.roots ?? { images: "cohn-kanade-images", emotion: "Emotion", landmarks: "Landmarks" };
  const draw = faceDrawer(options);
  for (const { subject, film, code, frames } of sequencesOf({ width: 640, height: 490 }, options.hasTenFolds)) {
    for (const { stem, face } of frames) {
      await put(options, `${images}/${subject}/${film}/${stem}.png`, await draw(face));
      if (landmarks === undefined) continue;
      const lines = landmarksOf(drawnPoints(options.seed, face)).map((point) => point.map((value) => `   ${exponential(value)}`).join(""));
      await put(options, `${landmarks}/${subject}/${film}/${stem}_landmarks.txt`, `${lines.join("\n")}\n`);
    }
    const peak = frames[frames.length - 1]!.stem;
    // A film without a label has an empty folder, which on a user's disk may hold what a file manager left.
    if (code === 0) await put(options, `${emotion}/${subject}/${film}/.DS_Store`, "");
    else await put(options, `${emotion}/${subject}/${film}/${peak}_emotion.txt`, `   ${exponential(code)}\n`);
  }
  await put(options, `${images}/.DS_Store`, "");
}

/** The last three frames of the labelled films, 48 x 48, a folder a class. */
export async function writeCkPlus48(options: MiniatureOptions): Promise<void> {
  const draw = faceDrawer(options);
  for (const { code, frames } of sequencesOf(48)) {
    if (code === 0) continue;
    for (const { stem, face } of frames.slice(-3)) await put(options, `CK+48/${ckPlusLabels[code]}/${stem}.png`, await draw(face));
  }
}

/** As MATLAB writes a number: 3.0000000e+00. */
const exponential = (value: number): string => value.toExponential(7).replace(/e([+-])(\d)$/, "e$10$2");
