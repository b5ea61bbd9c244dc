// The workbench's own plain format: images/ and labels.csv (file, label, split: anchor, pool or test), perhaps groups.csv (file, person).
// Its rows are read as folder-csv.ts reads them, but with whatever words its labels are: what they mean is chosen later.
import { isPlainName } from "../../images/picture-address.ts";
import type { ClassNames } from "../class-names.ts";
import { quote } from "../csv-rows.ts";
import { expressionWords } from "../expression-words.ts";
import { readGroups } from "../groups-csv.ts";
import { findImages, imageStates } from "../image-files.ts";
import { readLabels } from "../labels-csv.ts";
import { rest } from "../pace.ts";
import { type SampleTable, splits } from "../sample-table.ts";
import type { SetFolder } from "../set-folder.ts";
import { LeftOutList, type SetReader } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";

const labelsFile = "labels.csv";
const groupsFile = "groups.csv";
const imagesFolder = "images";

export const labelsCsv: SetReader = {
  name: "labels-csv",
  title: "Images with labels.csv",
  licence: { terms: "Unknown: whoever collected the pictures can say.", show: "some", passOn: "no" },
  meanings: expressionWords,
  usualParts: { anchor: ["anchor"], test: ["test"] },
  choices: [],

  async recognise(folder) {
    if (!(await folder.isFile(labelsFile))) return null;
    for await (const { text } of folder.lines(labelsFile)) {
      const names = text.split(",").map((name) => name.replaceAll('"', "").trim().toLowerCase());
      if (!["file", "label", "split"].every((name) => names.includes(name))) break;
      return { layout: `${labelsFile} and ${imagesFolder}/`, sureness: 1 };
    }
    return (await folder.isFolder(imagesFolder))
      ? { layout: `${imagesFolder}/ and a ${labelsFile} of other columns`, sureness: 0.2 }
      : null;
  },

  async read(folder, _choices, context) {
    await folder.sizeOf(labelsFile); // says what is missing, and refuses a link that leaves the set
    const names = anyWords();
    const { table, rowByFile } = await readLabels(folder.pathOf(labelsFile), names, context.report, context.signal);
    if (table.count === 0) throw folder.fault(labelsFile, "no row below the header", "a row for each image", "Write a row for each image.");
    if (names.classes.length > most) throw tooManyLabels(folder, names.classes.length);
    const states = await statesOf(folder, table, rowByFile, context.signal);
    const hasGroups = await folder.isFile(groupsFile);
    const groups = hasGroups ? await readGroups(folder.pathOf(groupsFile), rowByFile, context.signal) : undefined;
    const builder = new SourceTableBuilder({ parts: splits });
    const leftOut = new LeftOutList();
    for (let row = 0; row < table.count; row++) {
      await rest(row, context, table.count);
      const line = table.line[row]!;
      const person = groups?.person[row] ?? -1;
      if (imageStates[states[row]!] !== "file")
        leftOut.add({ file: labelsFile, line, reason: `an image of the pool that is not in ${imagesFolder}/` });
      else
        builder.add({
          picture: `${imagesFolder}/${table.files[row]!}`,
          part: splits[table.split[row]!]!,
          line,
          ...(table.label[row]! < 0 ? {} : { label: names.classes[table.label[row]!]! }),
          ...(person < 0 ? {} : { subject: groups!.names[person]! }),
        });
    }
    const strays = groups?.strayRows ?? 0;
    const notes = strays > 0 ? [`${strays} rows of ${groupsFile} name images that ${labelsFile} does not.`] : [];
    return { table: builder.table(), leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes };
  },
};

/** As many as a project has classes. */
const most = 255;

function tooManyLabels(folder: SetFolder, count: number) {
  const mend = "Write the class of each image into the column label; who it shows belongs into groups.csv.";
  return folder.fault(labelsFile, `${count} different labels`, `at most ${most}`, mend);
}

/** Takes every word for a class of its own, in order of first appearance. */
function anyWords(): ClassNames {
  const words: string[] = [];
  const numbers = new Map<string, number>();
  return {
    classes: words,
    indexOf(word) {
      if (word === "") return undefined;
      let number = numbers.get(word);
      if (number === undefined) {
        number = words.push(word) - 1;
        numbers.set(word, number);
      }
      return number;
    },
  };
}

/** State of every image. @throws InputError for an anchor or test image that is not there, and for one that lies outside */
async function statesOf(
  folder: SetFolder,
  table: SampleTable,
  rowByFile: ReadonlyMap<string, number>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const pool = splits.indexOf("pool");
  if (!(await folder.isFolder(imagesFolder)))
    throw folder.fault(imagesFolder, "no such folder", "a folder", `Put the images into a folder of this name beside ${labelsFile}.`);
  const states = await findImages(folder.pathOf(imagesFolder), table, rowByFile, signal);
  for (let row = 0; row < table.count; row++) {
    const [state, path, line] = [imageStates[states[row]!]!, table.files[row]!, table.line[row]!];
    if (!isPlainName(path))
      throw folder.fault(labelsFile, `${quote(path)}, which ends as a picture's address does`, "another name", "Rename the image.", line);
    if (state === "file" || (table.split[row] === pool && state !== "outside")) continue;
    const found = { missing: "which does not exist", folder: "which is not a file", outside: "a link that leaves the folder" }[state];
    const mend = state === "outside" ? "Copy the image into the folder instead of linking it." : "Put the image there, or remove the row.";
    throw folder.fault(labelsFile, `${quote(path)}, ${found}`, "an image inside the images folder", mend, line);
  }
  return states;
}
