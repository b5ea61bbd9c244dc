// RAF-DB, the basic set: EmoLabel/list_patition_label.txt with lines like "train_00001.jpg 5" (1 surprise, 2 fear, 3 disgust, 4 happiness,
// 5 sadness, 6 anger, 7 neutral) beside Image/aligned/train_00001_aligned.jpg, 100 x 100, and Image/original/train_00001.jpg. Also as it is
// passed on: {train,test}/<class>/train_00001_aligned.jpg (raf-db-folders.ts). From the readme of the official kit, version 1.1.
import { basicExpressions } from "../../classes.ts";
import { expressionWords } from "../expression-words.ts";
import type { SetFolder } from "../set-folder.ts";
import type { ReadSet, SetReader } from "../set-reader.ts";
import type { SourceTable } from "../source-table.ts";
import { findClassFolders, readClassFolders } from "./raf-db-folders.ts";
import { findLabelFile, readLabelFile } from "./raf-db-list.ts";

export const rafDb: SetReader = {
  name: "raf-db",
  title: "RAF-DB",
  licence: {
    terms: "For non-commercial research only; no portion of it may be copied further, published or distributed.",
    show: "no",
    passOn: "no",
  },
  meanings: [...basicExpressions.map((means, index) => ({ label: String(index + 1), means })), ...expressionWords],
  usualParts: { anchor: ["train"], test: ["test"] },
  choices: [
    {
      name: "images",
      asks: "Which of its pictures?",
      options: [
        { value: "aligned", means: "the faces that its authors turned upright and cut to 100 x 100" },
        { value: "original", means: "the photographs, turned upright by the five points that its authors marked" },
      ],
    },
  ],

  async recognise(folder) {
    const list = await findLabelFile(folder);
    if (list) return { layout: `${list.file} and its pictures`, sureness: 1 };
    const folders = await findClassFolders(folder);
    return folders && { layout: `class folders in ${folders.parts.map(({ path }) => path).join(" and ")}`, sureness: folders.sureness };
  },

  async read(folder, choices, context) {
    const list = await findLabelFile(folder);
    if (list) return withCountNote(await readLabelFile(folder, list, choices.images, context));
    const folders = await findClassFolders(folder);
    if (folders) return withCountNote(await readClassFolders(folder, folders, choices.images, context));
    throw nothingThere(folder);
  },
};

const wholeTrain = 12_271;
const wholeTest = 3068;
/** A table with fewer rows is a part of the set that somebody took on purpose. */
const nearlyWhole = 14_000;

function withCountNote(set: ReadSet): ReadSet {
  const note = countNote(set.table);
  return note === null ? set : { ...set, notes: [...set.notes, note] };
}

/** Says that a whole set has not the number of pictures that its authors give; null where it has, and for a part of it. */
export function countNote({ count, part, parts }: Pick<SourceTable, "count" | "part" | "parts">): string | null {
  const countOf = (name: string) => part.reduce((sum, index) => sum + Number(parts[index] === name), 0);
  const [train, test] = [countOf("train"), countOf("test")];
  if (count < nearlyWhole || (train === wholeTrain && test === wholeTest)) return null;
  return `${train} train and ${test} test pictures; RAF-DB's basic set has ${wholeTrain} and ${wholeTest}.`;
}

function nothingThere(folder: SetFolder) {
  const expected = "EmoLabel/list_patition_label.txt, or train/ and test/ with a folder a class";
  return folder.fault(
    "",
    "neither RAF-DB's label file nor its class folders",
    expected,
    "Choose the folder that EmoLabel/ and Image/ lie in.",
  );
}
