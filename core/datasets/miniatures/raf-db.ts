// RAF-DB in miniature: the authors' kit (readme of version 1.1), Kaggle's DATASET and POSTER's folders. How many digits the marked points
// have is not known from any public loader.
import { basicExpressions } from "../../classes.ts";
import { drawnPoints } from "./face-points.ts";
import { faceDrawer, type MiniatureFace, type MiniatureOptions, put } from "./miniature.ts";

export interface RafDbMiniature extends MiniatureOptions {
  /** The authors' kit; Kaggle's folders, by number or by name; POSTER's, which calls test valid. */
  layout?: "kit" | "kaggle-numbers" | "kaggle-names" | "poster";
  /** Pictures a class: 6 and 3 where nothing else is said. */
  train?: number;
  test?: number;
}

interface Picture {
  stem: string;
  part: "train" | "test";
  code: number;
  face: MiniatureFace;
}

const kaggleNames = ["surprise", "fear", "disgust", "happy", "sad", "angry", "neutral"];

export async function writeRafDb(options: RafDbMiniature): Promise<void> {
  const { layout = "kit", train = 6, test = 3 } = options;
  const pictures = [...picturesOf("train", train), ...picturesOf("test", test)];
  if (layout === "kit") return writeKit(options, pictures);
  const draw = faceDrawer(options);
  const part = (picture: Picture) => (layout === "poster" && picture.part === "test" ? "valid" : picture.part);
  const folder = ({ code }: Picture) => (layout === "kaggle-numbers" ? String(code) : kaggleNames[code - 1]!);
  const root = layout === "poster" ? "" : "DATASET/";
  for (const picture of pictures)
    await put(options, `${root}${part(picture)}/${folder(picture)}/${picture.stem}_aligned.jpg`, await draw(picture.face));
  if (layout === "poster") return;
  for (const name of ["train", "test"]) {
    const rows = pictures.filter((picture) => picture.part === name).map(({ stem, code }) => `${stem}_aligned.jpg,${code}\n`);
    await put(options, `${name}_labels.csv`, `image,label\n${rows.join("")}`);
  }
}

/** Classes in turns, as in the set, whose list has them mixed. */
function picturesOf(part: "train" | "test", perClass: number): Picture[] {
  return Array.from({ length: 7 * perClass }, (_, index) => {
    const code = 1 + ((3 * index + 4) % 7);
    const stem = `${part}_${String(index + 1).padStart(part === "train" ? 5 : 4, "0")}`;
    const person = part === "train" ? index : 10_000 + index;
    const face = { part: `raf-db ${part}`, index, person, expression: basicExpressions[code - 1]!, size: 100, format: "jpeg" } as const;
    return { stem, part, code, face };
  });
}

async function writeKit(options: RafDbMiniature, pictures: readonly Picture[]): Promise<void> {
  const draw = faceDrawer(options);
  for (const [index, { stem, face }] of pictures.entries()) {
    const original = { ...face, size: { width: 150 + (index % 3) * 10, height: 140 } };
    const points = drawnPoints(options.seed, original);
    const lines = [0, 2, 4, 6, 8].map((at) => `${points[at]!.toFixed(1)}\t${points[at + 1]!.toFixed(1)}`);
    await put(options, `basic/Image/aligned/${stem}_aligned.jpg`, await draw(face));
    await put(options, `basic/Image/original/${stem}.jpg`, await draw(original));
    await put(options, `basic/Annotation/manual/${stem}_manu_attri.txt`, `${[...lines, index % 3, index % 3, index % 5].join("\n")}\n`);
  }
  const labels = pictures.map(({ stem, code }) => `${stem}.jpg ${code}`).join("\n"); // the last line has no end
  await put(options, "basic/EmoLabel/list_patition_label.txt", labels);
}
