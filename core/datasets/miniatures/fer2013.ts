// FER-2013 in miniature: its table under the three kinds of headers that are around, Kaggle's class folders, and FER+ beside the table and
// in the folders of its own training. First rows of the real files are in torchvision's fer2013.py and in FER+'s repository.
import { sharp } from "../../images/sharp.ts";
import { faceDrawer, type MiniatureOptions, put } from "./miniature.ts";

export interface Fer2013Miniature extends MiniatureOptions {
  /** fer2013.csv; icml_face_data.csv; train.csv and test.csv; class folders; fer2013.csv with FER+'s fer2013new.csv; FER+'s folders. */
  layout?: "csv" | "icml" | "challenge" | "folders" | "ferplus" | "ferplus-folders";
  /** Pictures a class: 6, and 3 in each of PublicTest and PrivateTest, where nothing else is said. */
  train?: number;
  test?: number;
}

/** In the order of FER-2013's codes: our name, Kaggle's folder, column of FER+. */
const classes = [
  { expression: "anger", folder: "angry", column: 4 },
  { expression: "disgust", folder: "disgust", column: 5 },
  { expression: "fear", folder: "fear", column: 6 },
  { expression: "happiness", folder: "happy", column: 1 },
  { expression: "sadness", folder: "sad", column: 3 },
  { expression: "surprise", folder: "surprise", column: 2 },
  { expression: "neutral", folder: "neutral", column: 0 },
] as const;

const usages = ["Training", "PublicTest", "PrivateTest"] as const;

interface Row {
  code: number;
  usage: (typeof usages)[number];
  /** The whole grey picture as JPEG or PNG, and its values. */
  picture: Buffer;
  values: string;
}

export async function writeFer2013(options: Fer2013Miniature): Promise<void> {
  const { layout = "csv" } = options;
  const rows = await drawRows(options);
  const table = (header: string, of: readonly Row[], line: (row: Row) => string) =>
    `${header}\n${of.map((row) => `${line(row)}\n`).join("")}`;
  const whole = () =>
    put(
      options,
      "fer2013.csv",
      table("emotion,pixels,Usage", rows, ({ code, values, usage }) => `${code},${values},${usage}`),
    );
  if (layout === "csv") return whole();
  if (layout === "icml")
    return put(
      options,
      "icml_face_data.csv",
      table("emotion, Usage, pixels", rows, ({ code, values, usage }) => `${code},${usage},${values}`),
    );
  if (layout === "challenge") {
    const training = rows.filter(({ usage }) => usage === "Training");
    await put(
      options,
      "train.csv",
      table("emotion,pixels", training, ({ code, values }) => `${code},${values}`),
    );
    const tests = rows.filter(({ usage }) => usage !== "Training");
    return put(
      options,
      "test.csv",
      table("pixels", tests, ({ values }) => values),
    );
  }
  if (layout === "folders") {
    for (const [index, { code, usage, picture }] of rows.entries())
      await put(options, `${usage === "Training" ? "train" : "test"}/${classes[code]!.folder}/${usage}_${3908 + index}.jpg`, picture);
    return;
  }
  if (layout === "ferplus-folders") return writeVoteFolders(options, rows);
  const header = "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF";
  const votes = rows.map((row, index) => `${row.usage},${index === 0 ? "" : pngName(index)},${votesFor(row.code, index).join()}\n`);
  await put(options, "fer2013new.csv", `${header}\n${votes.join("")}`);
  return whole();
}

/** A class after the other within each part, drawn once a row. */
async function drawRows(options: Fer2013Miniature): Promise<Row[]> {
  const { layout, train = 6, test = 3 } = options;
  const draw = faceDrawer(options);
  const format = layout === "ferplus-folders" ? "png" : "jpeg";
  const rows: Row[] = [];
  for (const usage of usages) {
    for (let index = 0; index < 7 * (usage === "Training" ? train : test); index++) {
      const code = index % 7;
      const { expression } = classes[code]!;
      const person = 10_000 * usages.indexOf(usage) + index;
      const picture = await draw({ part: `fer2013 ${usage}`, index, person, expression, size: 48, format, isGrey: true });
      const { data } = await sharp(picture).greyscale().toColourspace("b-w").raw().toBuffer({ resolveWithObject: true });
      rows.push({ code, usage, picture, values: data.join(" ") });
    }
  }
  return rows;
}

const pngName = (index: number): string => `fer${String(index).padStart(7, "0")}.png`;

/** Votes of ten people. The first rows are what a majority leaves out: no face, a tie, nobody knows, a face that most do not see. */
function votesFor(code: number, index: number): number[] {
  const { column } = classes[code]!;
  const [contempt, unknown, noFace] = [7, 8, 9];
  const first: [count: number, column: number][][] = [
    [[10, noFace]],
    [
      [5, column],
      [5, contempt],
    ],
    [
      [7, unknown],
      [3, column],
    ],
    [
      [9, noFace],
      [1, column],
    ],
    [
      [6, contempt],
      [4, column],
    ],
  ];
  const usual: [number, number][] = [
    [6, column],
    [2, (column + 1) % 7],
    [1, contempt],
    [1, unknown],
  ];
  const votes = new Array<number>(10).fill(0);
  for (const [count, of] of first[index] ?? usual) votes[of] = count;
  return votes;
}

async function writeVoteFolders(options: MiniatureOptions, rows: readonly Row[]): Promise<void> {
  for (const [usage, folder] of [
    ["Training", "FER2013Train"],
    ["PublicTest", "FER2013Valid"],
    ["PrivateTest", "FER2013Test"],
  ] as const) {
    const lines: string[] = [];
    for (const [index, row] of rows.entries()) {
      if (row.usage !== usage || index === 0) continue; // the first has no face, so it has no name
      await put(options, `data/${folder}/${pngName(index)}`, row.picture);
      lines.push(`${pngName(index)},"(0, 0, 48, 48)",${votesFor(row.code, index).join()}\n`);
    }
    await put(options, `data/${folder}/label.csv`, lines.join(""));
  }
}
