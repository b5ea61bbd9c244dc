// The five points that RAF-DB's authors marked in the original photographs: the first five lines, "x<TAB>y", of
// Annotation/manual/train_00001_manu_attri.txt (both eyes, nose, both corners of the mouth; gender, race and age follow). HCPLab's kit has
// points of MTCNN in Annotation/Landmarks_5/train_00001.txt, with right and left of the person, not of the picture.
import type { FacePoints } from "../../images/picture-address.ts";
import { quote } from "../csv-rows.ts";
import { manyAtOnce } from "../pace.ts";
import type { SetFolder } from "../set-folder.ts";
import { within } from "./class-tree.ts";

const places = [
  { folder: "Annotation/manual", ending: "_manu_attri.txt" },
  { folder: "Annotation/Landmarks_5", ending: ".txt" },
];

/**
 * Points of the photographs that have them, by stem ("train_00001").
 *
 * @throws InputError for a text that does not begin with five points
 */
export async function readPoints(set: SetFolder, base: string, stems: readonly string[]): Promise<Map<string, FacePoints>> {
  for (const { folder, ending } of places) {
    const texts = new Set(await set.files(within(base, folder), [ending]));
    if (texts.size === 0) continue;
    const marked = stems.filter((stem) => texts.has(stem + ending));
    const points = await manyAtOnce(marked, async (stem) => {
      const path = within(base, `${folder}/${stem}${ending}`);
      const read = parseFivePoints(await set.text(path));
      if ("line" in read) throw notAPoint(set, path, read.line, read.found);
      return read.points;
    });
    return new Map(marked.map((stem, index) => [stem, points[index]!]));
  }
  return new Map();
}

// numpy writes 1.220000000000000000e+02.
const number = "[+-]?\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?";
const pointForm = new RegExp(`^\\s*(${number})[\\s,;]+(${number})[\\s,;]*$`);
/** No photograph of the set is a tenth as wide. */
const farthest = 100_000;

/** The first five lines as points of the picture, left before right; or the first line that is none, and what it says. */
export function parseFivePoints(text: string): { points: FacePoints } | { line: number; found: string } {
  const lines = text.split(/\r\n|\r|\n/);
  const values: number[] = [];
  for (let line = 0; line < 5; line++) {
    const [, x, y] = pointForm.exec(lines[line] ?? "") ?? [];
    if (x === undefined || Math.abs(Number(x)) > farthest || Math.abs(Number(y)) > farthest)
      return { line: line + 1, found: lines[line] === undefined ? "the end of the file" : quote(lines[line]!) };
    values.push(Number(x), Number(y));
  }
  return { points: leftFirst(values as Five) };
}

type Five = [number, number, number, number, number, number, number, number, number, number];

/** Right and left of the person changed to those of the picture, however much the head leans: the mouth lies below the eyes. */
function leftFirst([ax, ay, bx, by, noseX, noseY, cx, cy, dx, dy]: Five): FacePoints {
  const [downX, downY] = [(cx + dx - ax - bx) / 2, (cy + dy - ay - by) / 2];
  const isPersonsOrder = (bx - ax) * downY - (by - ay) * downX < 0;
  const eyes = isPersonsOrder ? ([bx, by, ax, ay] as const) : ([ax, ay, bx, by] as const);
  const isMouthTurned = (eyes[2] - eyes[0]) * (dx - cx) + (eyes[3] - eyes[1]) * (dy - cy) < 0;
  return [...eyes, noseX, noseY, ...(isMouthTurned ? [dx, dy, cx, cy] : [cx, cy, dx, dy])];
}

function notAPoint(set: SetFolder, path: string, line: number, found: string) {
  const mend = "Unpack the annotations again, or remove this file: its photograph is then used as it is.";
  return set.fault(path, found, "five lines of x and y", mend, line);
}
