// JAFFE (Lyons et al., FG 1998): a flat folder of 213 grey pictures, 256 x 256, KA.AN1.39.tiff = subject, expression with its repeat,
// running number. Ten Japanese women, seven expressions, 2 to 4 pictures of each.
import { quote } from "../csv-rows.ts";
import { hasExtension, pictureExtensions, type SetFolder } from "../set-folder.ts";
import { LeftOutList, type ReadContext, type ReadSet, type Recognised, type SetReader } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";
import { within } from "./class-tree.ts";

const meanings = [
  { label: "SU", means: "surprise" },
  { label: "FE", means: "fear" },
  { label: "DI", means: "disgust" },
  { label: "HA", means: "happiness" },
  { label: "SA", means: "sadness" },
  { label: "AN", means: "anger" },
  { label: "NE", means: "neutral" },
];
const codes = meanings.map(({ label }) => label);
/** Of the whole set. */
const whole = { pictures: 213, subjects: 10 };

export const jaffe: SetReader = {
  name: "jaffe",
  title: "JAFFE",
  licence: {
    terms:
      "For non-commercial scientific research; the pictures may not be redistributed, and may be shown in a publication only with its source named (Lyons, Kamachi and Gyoba).",
    show: "some",
    passOn: "no",
  },
  meanings,
  usualParts: { anchor: ["all"], test: ["all"] },
  choices: [],
  async recognise(folder): Promise<Recognised | null> {
    const place = await pictureFolder(folder);
    if (place === null) return null;
    const pictures = await folder.files(place, pictureExtensions);
    const sureness = pictures.filter(hasCode).length / pictures.length;
    return sureness < 0.5 ? null : { layout: "pictures named as KA.AN1.39.tiff", sureness };
  },
  async read(folder, _choices, { report, signal }: ReadContext): Promise<ReadSet> {
    const place = await pictureFolder(folder);
    if (place === null) {
      throw folder.fault("", "no picture that is named as JAFFE's are", "KA.AN1.39.tiff and its like", "Choose the folder they lie in.");
    }
    const builder = new SourceTableBuilder({ labels: codes });
    const leftOut = new LeftOutList();
    const entries = (await folder.list(place)) ?? [];
    const kept = bestCopies(entries.filter(({ isFolder }) => !isFolder).map(({ name }) => name));
    for (const { name, isFolder } of entries) {
      signal.throwIfAborted();
      const file = within(place, name);
      const parts = isFolder ? null : partsOf(name);
      if (parts === null) {
        leftOut.add({ file, reason: isFolder ? "a folder" : "a file that is not named as JAFFE's pictures are" });
      } else if (!codes.includes(parts.code)) {
        throw folder.fault(file, `the expression ${quote(parts.code)}`, codes.join(", "), "Give the file the name that it has in JAFFE.");
      } else if (kept.get(parts.stem) !== name) {
        leftOut.add({ file, reason: "the same picture in another format" });
      } else {
        builder.add({ picture: file, label: parts.code, subject: parts.subject });
      }
    }
    report(builder.count, builder.count);
    const table = builder.table();
    const { pictures, subjects } = whole;
    const isWhole = table.count === pictures && table.subjects.length === subjects;
    const notes = isWhole
      ? []
      : [`${table.count} pictures of ${table.subjects.length} subjects were found; the whole set has ${pictures} of ${subjects}.`];
    return { table, leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes };
  },
};

/** The set's own folder, or the only folder in it; null when neither holds JAFFE's pictures. */
async function pictureFolder(folder: SetFolder): Promise<string | null> {
  const entries = (await folder.list("")) ?? [];
  const holds = (names: readonly { name: string }[]) => names.some(({ name }) => hasCode(name));
  if (holds(entries)) return "";
  const [inner, other] = entries.filter(({ isFolder }) => isFolder);
  const hasPictures = entries.some(({ name }) => hasExtension(name, pictureExtensions));
  if (!inner || other || hasPictures) return null;
  return holds((await folder.list(inner.name)) ?? []) ? inner.name : null;
}

/** Of one picture in several formats, the one nearest to the set's own: name by stem. */
function bestCopies(names: readonly string[]): Map<string, string> {
  const best = new Map<string, string>();
  const rank = (name: string) => formats.indexOf(partsOf(name)!.extension);
  for (const name of names) {
    const parts = partsOf(name);
    const other = parts && best.get(parts.stem);
    if (parts && (!other || rank(name) < rank(other))) best.set(parts.stem, name);
  }
  return best;
}

const formats = ["TIFF", "TIF", "PNG", "JPG", "JPEG"];

/** Copies differ in case, in the format, and in whether the repeat is there. */
function partsOf(name: string): { subject: string; code: string; stem: string; extension: string } | null {
  const match = /^([A-Z]{2})\.([A-Z]{2})\d*\.\d+\.(tiff?|jpe?g|png)$/i.exec(name);
  if (!match) return null;
  const [whole, subject, code, extension] = match.map((part) => part.toUpperCase());
  return { subject: subject!, code: code!, extension: extension!, stem: whole!.slice(0, -extension!.length) };
}

const hasCode = (name: string): boolean => codes.includes(partsOf(name)?.code ?? "");
