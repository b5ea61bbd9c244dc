// MS-Celeb-1M as face recognition cleaned it (faces_emore, Align_112x112; 85,742 persons, 5,822,653 pictures): InsightFace's train.rec with
// train.idx and property (ms1m-records.ts), or a folder a person, as face.evoLVe unpacks it: imgs/<label>/<number>.jpg (ms1m-folders.ts).
// It has no expressions: it is the pool from which auxiliary samples are mined, and the subject of a picture is its person.
import type { SetFolder } from "../set-folder.ts";
import type { SetReader } from "../set-reader.ts";
import { findPersonFolders, readPersonFolders } from "./ms1m-folders.ts";
import { readRecords, recordFile, recordIndexFile } from "./ms1m-records.ts";

export const ms1m: SetReader = {
  name: "ms1m",
  title: "MS-Celeb-1M",
  licence: {
    terms: "Withdrawn by Microsoft in 2019; a copy that one has is for research only, and the workbench never downloads one.",
    show: "no",
    passOn: "no",
  },
  meanings: [],
  usualParts: { anchor: [], test: [] },
  choices: [],

  async recognise(folder) {
    if (await folder.isFile(recordFile)) {
      const hasIndex = await folder.isFile(recordIndexFile);
      return { layout: hasIndex ? `${recordFile} and ${recordIndexFile}` : recordFile, sureness: hasIndex ? 1 : 0.9 };
    }
    const folders = await findPersonFolders(folder);
    if (!folders) return null;
    const { base, names, sureness } = folders;
    return { layout: `${base === "" ? "" : `${base}/ with `}${names.length} folders, one a person`, sureness };
  },

  async read(folder, _choices, context) {
    if (await folder.isFile(recordFile)) return readRecords(folder, context);
    const folders = await findPersonFolders(folder);
    if (folders) return readPersonFolders(folder, folders, context);
    throw nothingThere(folder);
  },
};

function nothingThere(folder: SetFolder) {
  const expected = `${recordFile} and ${recordIndexFile}, or a folder a person, named by number or like m.01abc`;
  return folder.fault("", "neither records nor folders of persons", expected, `Choose the folder that ${recordFile} or imgs/ lies in.`);
}
