// CK+48, as strangers pass it on: a folder a class, in it the last three frames of each labelled sequence, cut to 48 x 48 grey pixels,
// S010_004_00000017.png. There is no neutral face.
import { quote } from "../csv-rows.ts";
import { hasExtension, pictureExtensions, type SetFolder } from "../set-folder.ts";
import { LeftOutList, type ReadContext, type ReadSet } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";
import { foldFault, wholeLabelled } from "./ck-plus-folds.ts";
import { ckPlusLabels, contemptReason, labelsWith } from "./ck-plus-labels.ts";
import { basesOf } from "./ck-plus-sequences.ts";
import { within } from "./class-tree.ts";

const classes: readonly string[] = ckPlusLabels.slice(1);
const framePattern = /^(S\d{3})_(\d{3})_\d+\.[a-z]+$/i;
/** Of the whole set: three of each of 327 sequences. */
const wholePictures = 981;

/** The folder that holds the classes; null when there is none. */
export async function find48(folder: SetFolder): Promise<string | null> {
  for (const base of await basesOf(folder)) {
    for (const name of await folder.folders(base)) {
      if (!classes.includes(name.toLowerCase())) continue;
      const [first] = await folder.files(within(base, name), pictureExtensions);
      if (first !== undefined && framePattern.test(first)) return base;
    }
  }
  return null;
}

export async function read48(folder: SetFolder, base: string, keepsContempt: boolean, { report, signal }: ReadContext): Promise<ReadSet> {
  const builder = new SourceTableBuilder({ labels: labelsWith(keepsContempt).filter((label) => label !== "neutral") });
  const leftOut = new LeftOutList();
  const folderOf = new Map<string, string>();
  for (const { name, isFolder } of (await folder.list(base)) ?? []) {
    signal.throwIfAborted();
    const place = within(base, name);
    if (!isFolder || !(await isClass(folder, place, name))) {
      leftOut.add({ file: place, reason: "none of the seven classes" });
      continue;
    }
    for (const entry of (await folder.list(place)) ?? []) {
      const file = within(place, entry.name);
      if (entry.isFolder || !hasExtension(entry.name, pictureExtensions)) {
        leftOut.add({ file, reason: "not a frame" });
        continue;
      }
      const { subject, sequence } = namesOf(folder, file, entry.name);
      const other = folderOf.get(sequence) ?? name;
      if (other !== name) {
        const mend = "Move its frames into the folder of its expression.";
        throw folder.fault(file, `a frame of ${sequence}, which is in ${quote(other)} too`, "one expression a sequence", mend);
      }
      folderOf.set(sequence, name);
      builder.addSubject(subject);
      if (!keepsContempt && name.toLowerCase() === "contempt") leftOut.add({ file, reason: contemptReason });
      else builder.add({ picture: file, label: name.toLowerCase(), subject, sequence });
    }
    report(builder.count);
  }
  const notes = [
    "CK+48 has the last three frames of each sequence at 48 x 48 pixels and no neutral face: the paper's pictures are made from CK+ itself.",
  ];
  const pictures = builder.count + (leftOut.counts.get(contemptReason) ?? 0);
  const isWhole = folderOf.size === wholeLabelled;
  if (pictures !== wholePictures) {
    const unchecked = isWhole ? "" : ", so its ten folds could not be checked";
    notes.push(`${pictures} pictures were found; the whole set has ${wholePictures}${unchecked}.`);
  }
  const fault = isWhole ? foldFault(folderOf.keys()) : null;
  if (fault !== null) notes.push(fault);
  return { table: builder.table(), leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes };
}

/** @throws InputError for a folder of frames whose name is no class */
async function isClass(folder: SetFolder, place: string, name: string): Promise<boolean> {
  if (classes.includes(name.toLowerCase())) return true;
  const frames = await folder.files(place, pictureExtensions);
  if (!frames.some((frame) => framePattern.test(frame))) return false;
  throw folder.fault(
    place,
    `the class ${quote(name)}`,
    classes.join(", "),
    "Give the folder its class's name, or move it out of the data set.",
  );
}

function namesOf(folder: SetFolder, file: string, name: string): { subject: string; sequence: string } {
  const match = framePattern.exec(name);
  if (!match) {
    const mend = "Give the file the name that it has in CK+, or remove it.";
    throw folder.fault(file, "a frame whose name says neither subject nor sequence", "S010_004_00000017.png or its like", mend);
  }
  const subject = match[1]!.toUpperCase();
  return { subject, sequence: `${subject}/${match[2]}` };
}
