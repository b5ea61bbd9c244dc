// ExpW: label.lst, a line a face, separated by spaces and without a header: image_name face_id top left right bottom confidence label
// (0 angry, 1 disgust, 2 fear, 3 happy, 4 sad, 5 surprise, 6 neutral), beside the photographs in image/origin/. The box is the detector's
// and in that order; the set has no parts. From the readme of the set and the loaders of HCPLab's benchmark.
import { formatAddress, wholeFile } from "../../images/picture-address.ts";
import { quote } from "../csv-rows.ts";
import { rest } from "../pace.ts";
import type { SetFolder } from "../set-folder.ts";
import { chosen, LeftOutList, type SetReader } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";
import { isPicture, within } from "./class-tree.ts";

const means = ["anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral"];

export const expw: SetReader = {
  name: "expw",
  title: "ExpW",
  licence: { terms: "For non-commercial research only; its photographs are of the web and belong to others.", show: "no", passOn: "no" },
  meanings: means.map((name, code) => ({ label: String(code), means: name })),
  usualParts: { anchor: ["all"], test: [] },
  choices: [
    {
      name: "confidence",
      asks: "How sure must the face detector have been?",
      options: [
        { value: "0", means: "every face of the list" },
        { value: "30", means: "faces with a confidence of 30 and more" },
        { value: "60", means: "faces with a confidence of 60 and more" },
      ],
    },
  ],

  async recognise(folder) {
    const file = await findLabelFile(folder);
    if (file === null) return null;
    for await (const { text } of folder.lines(file))
      if (text.trim() !== "") return { layout: `${file} and its photographs`, sureness: parseFaceLine(text) ? 1 : 0.3 };
    return { layout: `an empty ${file}`, sureness: 0.3 };
  },

  async read(folder, choices, context) {
    const file = await findLabelFile(folder);
    if (file === null) throw folder.fault(labelFiles[0]!, "no such file", "ExpW's label file", "Choose the folder that label.lst lies in.");
    const place = await findPhotographs(folder);
    const names = await folder.files(place, pictureEndings);
    const known = new Set(names);
    const unnamed = new Set(names);
    const least = Number(chosen(expw, "confidence", choices));
    const lineByPicture = new Map<string, number>();
    const builder = new SourceTableBuilder({ labels: Object.keys(means), parts: ["all"] });
    const leftOut = new LeftOutList();
    const lines = await folder.countLines(file);
    for await (const { line, text } of folder.lines(file)) {
      if (text.trim() === "") continue;
      await rest(lineByPicture.size, context, lines);
      const face = parseFaceLine(text);
      if (!face) throw notAFace(folder, file, line, text);
      const { image, left, top, right, bottom, confidence, label } = face;
      if (!known.has(image)) throw photographMissing(folder, file, line, within(place, image));
      unnamed.delete(image);
      if (right <= left || bottom <= top) throw noBox(folder, file, line, face);
      const picture = formatAddress({ ...wholeFile(within(place, image)), box: { left, top, right, bottom } });
      const first = lineByPicture.get(picture);
      if (first !== undefined) {
        const mend = "Remove one of the lines.";
        throw folder.fault(file, `the face of line ${first} a second time`, "each face once", mend, line);
      }
      lineByPicture.set(picture, line);
      if (confidence < least) leftOut.add({ file, line, reason: `a confidence below ${least}` });
      else builder.add({ picture, label, line });
    }
    if (lineByPicture.size === 0) throw folder.fault(file, "no line", `lines like ${form}`, unpackAgain);
    if (builder.count === 0)
      throw folder.fault(file, `no face with a confidence of ${least} and more`, "faces", "Choose a lower confidence.");
    for (const name of unnamed) leftOut.add({ file: within(place, name), reason: `not in ${file}` });
    return { table: builder.table(), leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes: [] };
  },
};

/** The authors' archive has it in a folder of its own. */
const labelFiles = ["label.lst", "label/label.lst"];
/** The archive of the photographs holds a folder, so that unpacking makes one or two. */
const photographPlaces = ["image/origin", "image/origin/origin", "origin"];
const pictureEndings = [".jpg", ".jpeg", ".png"];

async function findLabelFile(folder: SetFolder): Promise<string | null> {
  for (const file of labelFiles) if (await folder.isFile(file)) return file;
  return null;
}

async function findPhotographs(folder: SetFolder): Promise<string> {
  for (const place of photographPlaces) {
    const entries = (await folder.list(place)) ?? [];
    if (entries.some(({ name, isFolder }) => !isFolder && isPicture(name))) return place;
  }
  const mend = "Unpack the photographs (origin.7z) into image/ beside label.lst.";
  throw folder.fault(photographPlaces[0]!, "no photographs", "image/origin/ or origin/ with ExpW's photographs", mend);
}

interface FaceLine {
  image: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
  confidence: number;
  label: string;
}

const form = '"angry_actor_104.jpg 0 28 113 226 141 22.9362 0"';
// Read from the right, because a name may have spaces in it.
const faceForm =
  /^\s*(\S.*?)\s+\d+\s+(-?\d{1,6})\s+(-?\d{1,6})\s+(-?\d{1,6})\s+(-?\d{1,6})\s+(-?\d+(?:\.\d*)?(?:e[+-]?\d+)?)\s+([0-6])\s*$/i;

/** A line of the label file; null when it is none. */
export function parseFaceLine(text: string): FaceLine | null {
  const match = faceForm.exec(text);
  if (!match) return null;
  const [top, left, right, bottom, confidence] = match.slice(2, 7).map(Number) as [number, number, number, number, number];
  return { image: match[1]!, left, top, right, bottom, confidence, label: match[7]! };
}

const unpackAgain = "Unpack the label file again; whole, it has 91,793 lines.";

function notAFace(folder: SetFolder, file: string, line: number, text: string) {
  const expected = `${form}: name, face, top, left, right, bottom, confidence, and a label from 0 (angry) to 6 (neutral)`;
  return folder.fault(file, quote(text), expected, unpackAgain, line);
}

function photographMissing(folder: SetFolder, file: string, line: number, path: string) {
  const found = `${quote(path)}, which does not exist`;
  return folder.fault(file, found, "a photograph for every line", "Unpack the photographs again, or remove the line.", line);
}

function noBox(folder: SetFolder, file: string, line: number, { left, top, right, bottom }: FaceLine) {
  const found = `a box from ${left},${top} to ${right},${bottom} (left, top, right, bottom)`;
  return folder.fault(file, found, "one that holds a face", "Unpack the label file again, or remove the line.", line);
}
