// AffectNet in miniature: photographs of two people side by side and the lists that box one of them; or faces that are cut out, with an
// array for each label, as they are given out since 2021.
import { sharp } from "../../images/sharp.ts";
import { drawnPoints } from "./face-points.ts";
import { landmarksOf } from "./landmarks.ts";
import { faceDrawer, type MiniatureFace, type MiniatureOptions, put } from "./miniature.ts";
import { npyBytes } from "./npy.ts";

export interface AffectNetMiniature extends MiniatureOptions {
  /** Faces of each expression in each part; 3 where nothing else is said. */
  perClass?: number;
}

/** In the order of the codes 0 to 7; 8 to 10 are no expression. */
const expressions = ["neutral", "happiness", "sadness", "surprise", "fear", "disgust", "anger", "contempt"];
const side = 160;

interface Face {
  code: number;
  face: MiniatureFace;
}

/** Codes in turns; the last three show that what is no expression is there too. */
function facesOf(part: string, perClass: number, size: number): Face[] {
  return Array.from({ length: 8 * perClass + 3 }, (_, index) => {
    const code = index < 8 * perClass ? index % 8 : 8 + index - 8 * perClass;
    const person = part === "train" ? index : 10_000 + index;
    return { code, face: { part: `affectnet ${part}`, index, person, expression: expressions[code] ?? "neutral", size, format: "jpeg" } };
  });
}

export async function writeAffectNet(options: AffectNetMiniature): Promise<void> {
  const draw = faceDrawer(options);
  const header = "subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,expression,valence,arousal";
  for (const [part, list] of [
    ["train", "training"],
    ["validation", "validation"],
  ] as const) {
    const lines = [header];
    for (const { code, face } of facesOf(part, options.perClass ?? 3, side)) {
      const photograph = `${1 + (face.index % 3)}/${Buffer.from(`${part} ${face.index}`).toString("hex")}.jpg`;
      // The face that the box is around stands on the right.
      const drawn = await sharp(await draw(face))
        .resize(side, side)
        .toBuffer();
      const both = [0, 1].map((place) => ({ input: drawn, left: place * side, top: 0 }));
      const background = sharp({ create: { width: 2 * side, height: side, channels: 3, background: "#7f7f7f" } });
      await put(options, `Manually_Annotated/Manually_Annotated_Images/${photograph}`, await background.composite(both).jpeg().toBuffer());
      const points = landmarksOf(drawnPoints(options.seed, face)).map(([x, y]) => `${(x + side).toFixed(2)};${y.toFixed(2)}`);
      const box = code === 10 ? "NULL,NULL,NULL,NULL" : `${side + 10},10,140,145`;
      lines.push(`${photograph},${box},${code === 10 ? "NULL" : points.join(";")},${code},0.1785714,-0.0238095`);
    }
    await put(options, `Manually_Annotated_file_lists/${list}.csv`, `${lines.join("\n")}\n`);
  }
}

export async function writeAffectNet2021(options: AffectNetMiniature): Promise<void> {
  const draw = faceDrawer(options);
  for (const [part, folder] of [
    ["train", "train_set"],
    ["validation", "val_set"],
  ] as const) {
    for (const { code, face } of facesOf(part, options.perClass ?? 3, 224)) {
      if (code > 7) continue; // the release has expressions only
      const annotation = (what: string) => `${folder}/annotations/${face.index}_${what}.npy`;
      await put(options, `${folder}/images/${face.index}.jpg`, await draw(face));
      await put(options, annotation("exp"), npyBytes("<U1", [], [String(code)]));
      await put(options, annotation("val"), npyBytes("<U18", [], ["0.1785714"]));
      await put(options, annotation("aro"), npyBytes("<U18", [], ["-0.0238095"]));
      await put(options, annotation("lnd"), npyBytes("<f8", [136], landmarksOf(drawnPoints(options.seed, face)).flat()));
    }
  }
}
