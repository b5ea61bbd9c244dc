// The sequences of CK+: S005/001/ under the pictures' root has the frames S005_001_00000001.png, neutral to peak; the same folder under
// the labels' root has S005_001_00000011_emotion.txt or nothing; under the landmarks' root a text of 68 points for every frame.
import { formatAddress, wholeFile } from "../../images/picture-address.ts";
import { quote } from "../csv-rows.ts";
import { hasExtension, pictureExtensions, type SetFolder } from "../set-folder.ts";
import { LeftOutList, type ReadContext, type ReadSet } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";
import { foldFault, wholeLabelled } from "./ck-plus-folds.ts";
import { type CkPlusLabel, contemptReason, emotionOf, labelsWith } from "./ck-plus-labels.ts";
import { within } from "./class-tree.ts";
import { fivePointsOf } from "./sixty-eight-points.ts";

/** Folders that hold the subjects, and the one that holds these. */
export interface CkPlusRoots {
  base: string;
  images: string;
  emotion: string | null;
  landmarks: string | null;
}

const subject = /^S\d{3}$/;
/** As the archives are called, and the folders in them. */
const rootNames = { images: /^(extended-)?cohn-kanade-images$/i, emotion: /^emotion(_labels)?$/i, landmarks: /^landmarks$/i };
/** Of the whole set. */
const wholeSequences = 593;
/** Section 4.2: the first frame as a neutral face, and this many from the end with the label. */
const peakFrames = 3;

/** Null when there are no pictures. */
export async function findRoots(folder: SetFolder): Promise<CkPlusRoots | null> {
  for (const base of await basesOf(folder)) {
    const [images, emotion, landmarks] = [
      await rootIn(folder, base, rootNames.images),
      await rootIn(folder, base, rootNames.emotion),
      await rootIn(folder, base, rootNames.landmarks),
    ];
    if (images !== null) return { base, images, emotion, landmarks };
  }
  return null;
}

/** The set's folder, and those in it that archives make around it: "CK+", or an only one. */
export async function basesOf(folder: SetFolder): Promise<string[]> {
  const folders = await folder.folders("");
  return ["", ...folders.filter((name) => folders.length === 1 || /^ck/i.test(name))];
}

/** @param levels  how deep it may lie: an archive's folder holds another of that name */
async function rootIn(folder: SetFolder, place: string, name: RegExp, levels = 2): Promise<string | null> {
  for (const inner of levels === 0 ? [] : await folder.folders(place)) {
    if (!name.test(inner)) continue;
    const path = within(place, inner);
    if ((await folder.folders(path)).some((found) => subject.test(found))) return path;
    const deeper = await rootIn(folder, path, name, levels - 1);
    if (deeper !== null) return deeper;
  }
  return null;
}

export async function readSequences(
  folder: SetFolder,
  roots: CkPlusRoots & { emotion: string },
  keepsContempt: boolean,
  { report, signal }: ReadContext,
): Promise<ReadSet> {
  const builder = new SourceTableBuilder({ labels: labelsWith(keepsContempt) });
  const leftOut = new LeftOutList();
  for (const { name } of (await folder.list(roots.base)) ?? []) {
    if (Object.values(rootNames).some((pattern) => pattern.test(name))) continue;
    leftOut.add({ file: within(roots.base, name), reason: "neither frames nor emotion labels nor landmarks" });
  }
  const withPictures = await sequencesIn(folder, roots.images, leftOut);
  const withFolder = await sequencesIn(folder, roots.emotion, leftOut);
  const allLabelled: string[] = [];
  const counts = { elsewhere: 0, pointless: 0 };
  const sequences = [...new Set([...withPictures, ...withFolder])].sort();
  for (const [index, sequence] of sequences.entries()) {
    signal.throwIfAborted();
    report(index, sequences.length);
    const labelled = withFolder.has(sequence) ? await labelOf(folder, roots.emotion, sequence, leftOut) : null;
    const file = within(roots.images, sequence);
    if (labelled === null) {
      if (withPictures.has(sequence)) leftOut.add({ file, reason: "a sequence without an emotion label" });
      continue;
    }
    allLabelled.push(sequence);
    builder.addSubject(sequence.slice(0, 4));
    if (labelled.label === "contempt" && !keepsContempt) {
      leftOut.add({ file, reason: contemptReason });
      continue;
    }
    const frames = await framesOf(folder, file, sequence, labelled.file, leftOut);
    if (frames[frames.length - 1]!.number !== labelled.peak) counts.elsewhere++;
    const taken = [frames[0]!, ...frames.slice(-peakFrames)];
    for (const [place, { name }] of taken.entries()) {
      const picture = within(file, name);
      const points = roots.landmarks === null ? null : await pointsOf(folder, within(roots.landmarks, sequence), name);
      if (points === null) counts.pointless++;
      const address = points === null ? picture : formatAddress({ ...wholeFile(picture), points });
      const label: CkPlusLabel = place === 0 ? "neutral" : labelled.label;
      builder.add({ picture: address, label, subject: sequence.slice(0, 4), sequence, ...(place === 0 ? {} : { line: 1 }) });
    }
  }
  const notes = notesOf({ ...counts, labelled: allLabelled, sequences: withPictures.size, hasLandmarks: roots.landmarks !== null });
  return { table: builder.table(), leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes };
}

interface Noticed {
  sequences: number;
  labelled: readonly string[];
  /** Sequences that end at another frame than the one that their label names. */
  elsewhere: number;
  /** Pictures without landmarks. */
  pointless: number;
  hasLandmarks: boolean;
}

function notesOf({ sequences, labelled, elsewhere, pointless, hasLandmarks }: Noticed): string[] {
  const notes: string[] = [];
  const hasAllLabels = labelled.length === wholeLabelled;
  if (!hasAllLabels || sequences !== wholeSequences) {
    const found = `${sequences} sequences were found, ${labelled.length} of them with a label`;
    const unchecked = hasAllLabels ? "" : ", so its ten folds could not be checked";
    notes.push(`${found}; the whole set has ${wholeSequences} and ${wholeLabelled}${unchecked}.`);
  }
  const fault = hasAllLabels ? foldFault(labelled) : null;
  if (fault !== null) notes.push(fault);
  if (elsewhere > 0) notes.push(`${elsewhere} sequences end at another frame than the one that their label names.`);
  if (!hasLandmarks) notes.push("There is no Landmarks folder, so no face has points by which it can be turned upright.");
  else if (pointless > 0) notes.push(`${pointless} pictures have no landmarks by which they could be turned upright.`);
  return notes;
}

/** "S005/001" for each folder of a sequence. */
async function sequencesIn(folder: SetFolder, root: string, leftOut: LeftOutList): Promise<Set<string>> {
  const found = new Set<string>();
  const foldersIn = async (place: string, pattern: RegExp, reason: string) => {
    const entries = (await folder.list(place)) ?? [];
    const isOne = (entry: { name: string; isFolder: boolean }) => entry.isFolder && pattern.test(entry.name);
    for (const entry of entries) if (!isOne(entry)) leftOut.add({ file: within(place, entry.name), reason });
    return entries.filter(isOne).map(({ name }) => name);
  };
  for (const person of await foldersIn(root, subject, "not a subject's folder")) {
    for (const film of await foldersIn(within(root, person), /^\d{3}$/, "not a sequence's folder")) found.add(`${person}/${film}`);
  }
  return found;
}

interface Labelled {
  label: CkPlusLabel;
  file: string;
  /** Number of the frame that the file is named after. */
  peak: number;
}

/** Null for an empty folder. */
async function labelOf(folder: SetFolder, root: string, sequence: string, leftOut: LeftOutList): Promise<Labelled | null> {
  const place = within(root, sequence);
  const entries = (await folder.list(place)) ?? [];
  const texts = entries.filter(({ name, isFolder }) => !isFolder && hasExtension(name, [".txt"])).map(({ name }) => name);
  for (const { name } of entries) if (!texts.includes(name)) leftOut.add({ file: within(place, name), reason: "not an emotion file" });
  const [name, other] = texts;
  if (name === undefined) return null;
  if (other !== undefined) {
    throw folder.fault(
      place,
      `two emotion files, ${quote(name)} and ${quote(other)}`,
      "one or none",
      "Remove the one that is not CK+'s own.",
    );
  }
  const match = new RegExp(`^${sequence.replace("/", "_")}_(\\d+)_emotion\\.txt$`, "i").exec(name);
  const file = within(place, name);
  if (!match) {
    const expected = `the name ${sequence.replace("/", "_")}_00000011_emotion.txt or its like`;
    throw folder.fault(file, "a file of another sequence", expected, "Unpack the emotion labels again, or remove the file.");
  }
  return { label: emotionOf(await folder.text(file), folder.pathOf(file)), file, peak: Number(match[1]) };
}

/** Frames by their number, ascending. @param labelFile  for the error when there are none */
async function framesOf(
  folder: SetFolder,
  place: string,
  sequence: string,
  labelFile: string,
  leftOut: LeftOutList,
): Promise<{ name: string; number: number }[]> {
  const stem = sequence.replace("/", "_");
  const pattern = new RegExp(`^${stem}_(\\d+)\\.[a-z]+$`, "i");
  const frames: { name: string; number: number }[] = [];
  for (const { name, isFolder } of (await folder.list(place)) ?? []) {
    const file = within(place, name);
    if (isFolder || !hasExtension(name, pictureExtensions)) {
      leftOut.add({ file, reason: "not a frame" });
      continue;
    }
    const match = pattern.exec(name);
    if (!match) {
      const mend = "Give the file the name that it has in CK+, or remove it.";
      throw folder.fault(file, "a frame of another name", `the name ${stem}_00000001.png or its like`, mend);
    }
    const number = Number(match[1]);
    const twin = frames.find((frame) => frame.number === number);
    if (twin) throw folder.fault(file, `the frame ${number} again, after ${quote(twin.name)}`, "each frame once", "Remove one of the two.");
    frames.push({ name, number });
  }
  if (frames.length <= peakFrames) {
    const found = `a label for ${sequence}, which has ${frames.length === 0 ? "no frames" : `${frames.length} frames only`}`;
    const expected = `at least ${peakFrames + 1} frames in ${quote(place)}`;
    throw folder.fault(labelFile, found, expected, "Unpack the pictures again: a part of them is missing.");
  }
  return frames.sort((a, b) => a.number - b.number);
}

/** Null where the frame has no landmarks. */
async function pointsOf(folder: SetFolder, place: string, frame: string): Promise<ReturnType<typeof fivePointsOf> | null> {
  const file = within(place, `${frame.slice(0, frame.lastIndexOf("."))}_landmarks.txt`);
  return (await folder.isFile(file)) ? fivePointsOf(await folder.text(file), folder.pathOf(file)) : null;
}
