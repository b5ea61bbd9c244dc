// AffectNet as it is given out since 2021: train_set/ and val_set/ with images/7.jpg, faces that are cut out, and annotations/7_exp.npy, the
// code of the expression as a number or as a text (7_val, 7_aro and 7_lnd beside it: valence, arousal, 68 landmarks in the cut face).
import { type FacePoints, formatAddress, wholeFile } from "../../images/picture-address.ts";
import { type NpyArray, npyLimit, parseNpy } from "../npy.ts";
import { manyAtOnce, rest } from "../pace.ts";
import type { SetFolder } from "../set-folder.ts";
import { LeftOutList, type ReadContext, type ReadSet } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";
import { type AffectNetChoices, affectNetLabels, codeOf, codesExpected, reasonAgainst } from "./affectnet-labels.ts";
import { isPicture } from "./class-tree.ts";
import { fivePointsOfValues } from "./sixty-eight-points.ts";

const setFolders = [
  { part: "train", path: "train_set" },
  { part: "validation", path: "val_set" },
];

export interface ArrayPart {
  part: string;
  path: string;
}

/** None where the folder is another's. */
export async function findArrays(folder: SetFolder): Promise<ArrayPart[]> {
  const isThere = await Promise.all(setFolders.map(({ path }) => folder.isFolder(`${path}/annotations`)));
  return setFolders.filter((_, index) => isThere[index]);
}

/** Labels that are read at a time, between two looks at the signal. */
const stride = 4096;
const ending = "_exp.npy";

/** @throws InputError for an array that is none, a label that is no code, and a label whose face is not there */
export async function readArrays(
  folder: SetFolder,
  parts: readonly ArrayPart[],
  choices: AffectNetChoices,
  context: ReadContext,
): Promise<ReadSet> {
  const builder = new SourceTableBuilder({ labels: affectNetLabels(choices.keepsContempt), parts: setFolders.map(({ part }) => part) });
  const leftOut = new LeftOutList();
  const notes: string[] = [];
  let pointless = 0;
  for (const { part, path } of parts) {
    const faces = await facesOf(folder, path);
    const arrays = new Set(await folder.files(`${path}/annotations`, [".npy"]));
    const labels = [...arrays].filter((name) => name.endsWith(ending));
    if (labels.length === 0) throw folder.fault(`${path}/annotations`, "no label", `files as 7${ending}`, again);
    for (let from = 0; from < labels.length; from += stride) {
      await rest(from, context, labels.length);
      const read = await manyAtOnce(labels.slice(from, from + stride), async (name) => {
        const [file, stem] = [`${path}/annotations/${name}`, name.slice(0, -ending.length)];
        const code = await codeIn(folder, file);
        const reason = reasonAgainst(code, choices.keepsContempt);
        const landmarks = `${stem}_lnd.npy`;
        const points =
          choices.turnsUpright && reason === null && arrays.has(landmarks)
            ? await pointsIn(folder, `${path}/annotations/${landmarks}`)
            : null;
        return { file, stem, code, reason, points };
      });
      for (const { file, stem, code, reason, points } of read) {
        const face = faces.get(stem);
        if (reason !== null) leftOut.add({ file, reason });
        else if (face === undefined) throw faceMissing(folder, file, `${path}/images/${stem}.jpg`);
        else builder.add({ picture: formatAddress({ ...wholeFile(face), points }), part, label: String(code) });
        if (reason === null && points === null) pointless++;
        faces.delete(stem);
      }
    }
    for (const face of faces.values()) leftOut.add({ file: face, reason: "a face without a label" });
  }
  if (choices.turnsUpright && pointless > 0) notes.push(`${pointless} faces have no landmarks and are not turned upright.`);
  return { table: builder.table(), leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes };
}

const again = "Unpack the annotations again.";

/** Pictures by their stem. */
async function facesOf(folder: SetFolder, path: string): Promise<Map<string, string>> {
  const faces = new Map<string, string>();
  for (const { name, isFolder } of (await folder.list(`${path}/images`)) ?? [])
    if (!isFolder && isPicture(name)) faces.set(name.slice(0, name.lastIndexOf(".")), `${path}/images/${name}`);
  if (faces.size > 0) return faces;
  throw folder.fault(`${path}/images`, "no pictures", "the faces that the annotations are of", "Unpack the pictures beside annotations/.");
}

async function codeIn(folder: SetFolder, file: string): Promise<number> {
  const { values } = await arrayIn(folder, file);
  const code = values.length === 1 ? codeOf(values[0]!) : null;
  if (code !== null) return code;
  const found = values.length === 1 ? `the expression ${JSON.stringify(values[0])}` : `${values.length} values`;
  throw folder.fault(file, found, `one value, ${codesExpected}`, again);
}

async function pointsIn(folder: SetFolder, file: string): Promise<FacePoints> {
  const { values, shape } = await arrayIn(folder, file);
  const points = fivePointsOfValues(values.map(Number));
  if (points) return points;
  throw folder.fault(file, `an array of ${shape.join(" x ")} values`, "68 points, x and y in pixels", again);
}

const arrayIn = async (folder: SetFolder, file: string): Promise<NpyArray> =>
  parseNpy(await folder.bytes(file, npyLimit), folder.pathOf(file));

function faceMissing(folder: SetFolder, file: string, face: string) {
  return folder.fault(
    file,
    `a label for ${face}, which does not exist`,
    "a face for every label",
    "Unpack the pictures again: a part of them is missing; or remove the label.",
  );
}
