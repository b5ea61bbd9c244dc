// FER-2013, 35,887 grey faces of 48 x 48, in every layout in which it lies on disks: as a table of numbers (fer2013-csv.ts), as class folders
// (fer2013-folders.ts), with FER-2013's labels or FER+'s votes (ferplus-votes.ts, ferplus-folders.ts).
import { expressionWords } from "../expression-words.ts";
import type { SetFolder } from "../set-folder.ts";
import type { SetReader } from "../set-reader.ts";
import { findTables, readTables } from "./fer2013-csv.ts";
import { findFerFolders, readFerFolders } from "./fer2013-folders.ts";
import { findVoteFolders, readVoteFolders } from "./ferplus-folders.ts";

export const fer2013: SetReader = {
  name: "fer2013",
  title: "FER-2013",
  licence: {
    terms: "Given out for a contest of 2013 without a licence; the photographs were found by image search and belong to others.",
    show: "some",
    passOn: "no",
  },
  meanings: [
    { label: "0", means: "anger" },
    { label: "1", means: "disgust" },
    { label: "2", means: "fear" },
    { label: "3", means: "happiness" },
    { label: "4", means: "sadness" },
    { label: "5", means: "surprise" },
    { label: "6", means: "neutral" },
    ...expressionWords,
  ],
  usualParts: { anchor: ["train"], test: ["test"] },
  choices: [
    {
      name: "labels",
      asks: "Whose labels?",
      options: [
        { value: "fer2013", means: "the contest's, one a picture" },
        { value: "ferplus", means: "FER+'s: the majority of ten people, with contempt as an eighth class" },
      ],
    },
  ],

  async recognise(folder) {
    const tables = await findTables(folder);
    if (tables) {
      const layout = [...tables.tables.map(({ path }) => path), ...(tables.votes === null ? [] : [tables.votes])].join(" and ");
      return { layout, sureness: tables.tables[0]!.usage === null ? 1 : 0.9 };
    }
    const votes = await findVoteFolders(folder);
    if (votes) return { layout: `pictures and votes in ${votes.map(({ path }) => path).join(", ")}`, sureness: 1 };
    const folders = await findFerFolders(folder);
    return folders && { layout: `class folders in ${folders.parts.map(({ path }) => path).join(" and ")}`, sureness: folders.sureness };
  },

  async read(folder, choices, context) {
    const labels = choices.labels === "ferplus" ? "ferplus" : "fer2013";
    const tables = await findTables(folder);
    if (tables) return readTables(folder, tables, labels, context);
    const votes = await findVoteFolders(folder);
    if (votes) {
      if (choices.labels === "fer2013")
        throw noLabels(folder, votes[0]!.path, "FER+'s votes alone", "labels=ferplus, or put fer2013.csv there");
      return readVoteFolders(folder, votes, context);
    }
    const folders = await findFerFolders(folder);
    if (!folders) throw nothingThere(folder);
    if (labels === "ferplus") throw noLabels(folder, folders.parts[0]!.path, "class folders, which know no votes", "labels=fer2013");
    return readFerFolders(folder, folders, context);
  },
};

function noLabels(folder: SetFolder, path: string, found: string, mend: string) {
  return folder.fault(path, found, "the labels that were chosen", `Choose ${mend}.`);
}

function nothingThere(folder: SetFolder) {
  const expected = "fer2013.csv, icml_face_data.csv, train.csv, FER2013Train/ or train/ and test/ with a folder a class";
  return folder.fault("", "none of FER-2013's files", expected, "Choose the folder that the set was unpacked to.");
}
