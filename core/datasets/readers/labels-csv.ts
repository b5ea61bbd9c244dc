// The workbench's own plain format: images/ and labels.csv (file, label, split: anchor, pool or test), perhaps groups.csv (file, person).
// Its rows are those that folder-csv.ts imports, but with whatever words its labels are: what they mean is chosen later.
import type { ClassNames } from "../class-names.ts";
import { expressionWords } from "../expression-words.ts";
import { imagesFolder, labelsFile, readLabelsFolder } from "../labels-folder.ts";
import { rest } from "../pace.ts";
import { splits } from "../sample-table.ts";
import type { SetFolder } from "../set-folder.ts";
import type { SetReader } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";

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
    await folder.admit(imagesFolder);
    return (await folder.isFolder(imagesFolder))
      ? { layout: `${imagesFolder}/ and a ${labelsFile} of other columns`, sureness: 0.2 }
      : null;
  },

  async read(folder, _choices, context) {
    const names = anyWords(folder);
    const { table, persons, leftOut, notes } = await readLabelsFolder(folder, names, context);
    const builder = new SourceTableBuilder({ parts: splits });
    for (let row = 0; row < table.count; row++) {
      await rest(row, context, table.count);
      const [label, person] = [table.label[row]!, table.person[row]!];
      builder.add({
        picture: `${imagesFolder}/${table.files[row]!}`,
        part: splits[table.split[row]!]!,
        line: table.line[row]!,
        ...(label < 0 ? {} : { label: names.classes[label]! }),
        ...(person < 0 ? {} : { subject: persons[person]! }),
      });
    }
    return { table: builder.table(), leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes };
  },
};

/** As many as a project has classes. */
const most = 255;

/** Takes every word for a class of its own, in order of first appearance. @throws InputError for more than a project has */
function anyWords(folder: SetFolder): ClassNames {
  const words: string[] = [];
  const numbers = new Map<string, number>();
  return {
    classes: words,
    indexOf(word) {
      if (word === "") return undefined;
      let number = numbers.get(word);
      if (number === undefined) {
        if (words.length === most) throw tooManyLabels(folder);
        number = words.push(word) - 1;
        numbers.set(word, number);
      }
      return number;
    },
  };
}

function tooManyLabels(folder: SetFolder) {
  const mend = "Write the class of each image into the column label; who it shows belongs into groups.csv.";
  return folder.fault(labelsFile, `more than ${most} different labels`, `at most ${most}`, mend);
}
