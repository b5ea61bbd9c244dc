// One session of MMI, a folder: session.xml, whose track says how the camera saw the subject (view 0 frontal, 1 from the side, 2 both in one
// picture); a film S001-001.avi, or its frames or stills as pictures; S001-001.xml with <Metatag Name="Emotion" Value="1">; perhaps
// S001-001-oao_aucs.xml, which tells when each action unit begins and ends. The format is known from public loaders.
import { quote } from "../csv-rows.ts";
import { type FolderEntry, hasExtension, pictureExtensions, type SetFolder } from "../set-folder.ts";
import type { LeftOutList } from "../set-reader.ts";
import { within } from "./class-tree.ts";
import { type MmiLabel, mmiEmotions } from "./mmi-labels.ts";
import { peakFrames } from "./mmi-peak.ts";
import { readXml, type XmlElement } from "./xml-elements.ts";

/** What can be shown of a film. Paths are relative to the set's folder. */
export type SessionPictures =
  | { kind: "film"; file: string }
  /** A film taken apart, in order. */
  | { kind: "frames"; files: string[] }
  /** Photographs of the peak. */
  | { kind: "stills"; files: string[] };

export interface MmiSession {
  /** Its folder's name. */
  name: string;
  pictures: SessionPictures;
  label: MmiLabel;
  /** Of the film's XML that labels it, from 1. */
  line: number;
  /** As session.xml has it; null where it says nothing. */
  subject: string | null;
  /** "S001", by which the film's name begins. */
  filmSubject: string;
  view: "frontal" | "dual";
  /** Path of the coded action units; null without any. */
  units: string | null;
}

/** Files of a film begin with its name: subject and number. */
export const filmName = /^(S\d{2,4})-\d{2,5}/;

/** Null for a session that is left out, which says why. @throws InputError for what contradicts the format */
export async function readSession(folder: SetFolder, place: string, name: string, leftOut: LeftOutList): Promise<MmiSession | null> {
  const skip = (reason: string) => {
    leftOut.add({ file: place, reason });
    return null;
  };
  const entries = (await folder.list(place)) ?? [];
  for (const entry of entries) if (entry.isFolder) leftOut.add({ file: within(place, entry.name), reason: "a folder in a session" });
  const files = entries.filter(({ isFolder }) => !isFolder);
  const stem = files.map((file) => filmName.exec(file.name)?.[0]).find((found) => found !== undefined);
  if (stem === undefined) return skip("a session without a film or a picture");
  const another = files.find((file) => filmName.test(file.name) && filmName.exec(file.name)![0] !== stem);
  if (another) {
    const mend = "Give each film a session's folder of its own, with its session.xml.";
    throw folder.fault(place, `the films ${quote(stem)} and ${quote(filmName.exec(another.name)![0])}`, "one film a session", mend);
  }
  const pictures = picturesOf(files, place, stem, leftOut);
  if (pictures === null) return skip("a session without a film or a picture");
  const has = (file: string) => files.some((entry) => entry.name === file);
  if (!has(`${stem}.xml`)) return skip("a film without an XML file that labels it");
  const labelled = await emotionOf(folder, within(place, `${stem}.xml`));
  if (typeof labelled === "string") return skip(labelled);
  const session = await readXml(folder, within(place, "session.xml"));
  const view = viewOf(session, folder, within(place, "session.xml"));
  if (view !== "0" && view !== "2") return skip(view === "1" ? "a view from the side" : `a view ${quote(view)}, which nobody describes`);
  return {
    name,
    pictures,
    ...labelled,
    subject:
      session
        .find((element) => element.name === "subject")
        ?.attributes.get("id")
        ?.trim() || null,
    filmSubject: filmName.exec(stem)![1]!,
    view: view === "0" ? "frontal" : "dual",
    units: has(`${stem}-oao_aucs.xml`) ? within(place, `${stem}-oao_aucs.xml`) : null,
  };
}

/** Frames before the film they were taken from, for which no program is needed; the film before a few stills of it. */
function picturesOf(files: readonly FolderEntry[], place: string, stem: string, leftOut: LeftOutList): SessionPictures | null {
  const names = files.map(({ name }) => name);
  const pictures = names.filter((name) => name.startsWith(stem) && hasExtension(name, pictureExtensions)).sort(byNumbers);
  const film = names.find((name) => name.toLowerCase() === `${stem}.avi`.toLowerCase());
  const known = [...pictures, film, `${stem}.xml`, `${stem}-oao_aucs.xml`, "session.xml"];
  for (const name of names)
    if (!known.includes(name)) leftOut.add({ file: within(place, name), reason: "not a file that is read of a session" });
  const paths = pictures.map((name) => within(place, name));
  if (pictures.length > peakFrames) {
    if (film !== undefined) leftOut.add({ file: within(place, film), reason: "a film whose frames lie beside it" });
    return { kind: "frames", files: paths };
  }
  if (film === undefined) return pictures.length === 0 ? null : { kind: "stills", files: paths };
  for (const file of paths) leftOut.add({ file, reason: "a still beside its film" });
  return { kind: "film", file: within(place, film) };
}

/** "S001-001-9.jpg" before "S001-001-10.jpg". */
const byNumbers = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

/** The label and its line, or why there is none. @throws InputError for a code that is no number from 1 on */
async function emotionOf(folder: SetFolder, file: string): Promise<{ label: MmiLabel; line: number } | string> {
  const tags = (await readXml(folder, file)).filter(({ name, attributes }) => name === "Metatag" && attributes.get("Name") === "Emotion");
  const [first] = tags;
  if (!first) return "a film without an emotion label";
  const codes = tags.map((tag) => codeOf(tag, folder, file));
  if (codes.some((code) => code !== codes[0])) return "a film with two emotion labels";
  const label = mmiEmotions[codes[0]! - 1];
  return label === undefined ? `emotion ${codes[0]}, which is none of the six basic ones` : { label, line: first.line };
}

function codeOf({ attributes, line }: XmlElement, folder: SetFolder, file: string): number {
  const written = attributes.get("Value")?.trim() ?? "";
  if (/^[1-9]\d?$/.test(written)) return Number(written);
  const expected = `1 to 6 (${mmiEmotions.join(", ")}), or a higher code for another emotion`;
  throw folder.fault(file, `the emotion ${quote(written)}`, expected, "Unpack the session again.", line);
}

function viewOf(session: readonly XmlElement[], folder: SetFolder, file: string): string {
  const tracks = session.filter(({ name, attributes }) => name === "track" && attributes.has("view"));
  const views = new Set(tracks.map(({ attributes }) => attributes.get("view")!.trim()));
  const [view, other] = views;
  if (view !== undefined && other === undefined) return view;
  const found = view === undefined ? "no track with a view" : `tracks of different views, ${quote(view)} and ${quote(other!)}`;
  throw folder.fault(file, found, "one view: 0 frontal, 1 from the side, 2 both", "Unpack the session again.");
}
