// A row of AffectNet's lists: subDirectory_filePath ("103/29a3...0a.jpg"), face_x, face_y, face_width, face_height, facial_landmarks
// ("x;y;x;y;...", 68 points), expression, valence, arousal. Where no face was found, the box is negative or NULL. Copies without a header go
// round, with the same columns.
import type { Box, FacePoints } from "../../images/picture-address.ts";
import { quote } from "../csv-rows.ts";
import { codeOf, codesExpected } from "./affectnet-labels.ts";
import { fivePointsOfValues } from "./sixty-eight-points.ts";

export interface FaceRow {
  /** Folder and name. */
  photograph: string;
  /** 0 to 10. */
  code: number;
  /** Null where no face was found. */
  box: Box | null;
  /** Null where they were not asked for, or there are none. */
  points: FacePoints | null;
}

const names = ["subdirectory_filepath", "face_x", "face_y", "face_width", "face_height", "facial_landmarks", "expression"] as const;
export const columnsExpected =
  "the columns subDirectory_filePath, face_x, face_y, face_width, face_height, facial_landmarks, expression, valence, arousal";

export interface Columns {
  /** False where the first line was a face already. */
  isHeader: boolean;
  positionOf: Readonly<Record<(typeof names)[number], number>>;
  width: number;
}

/** Columns by the first line of a list; null when it is neither a header nor a face. */
export function columnsOf(values: readonly string[]): Columns | null {
  const written = values.map((value) => plain(value).toLowerCase());
  const isHeader = names.every((name) => written.includes(name));
  const positions = names.map((name, index) => [name, isHeader ? written.indexOf(name) : index]);
  const columns: Columns = { isHeader, positionOf: Object.fromEntries(positions), width: values.length };
  return isHeader || !("found" in parseFaceRow(values, columns, false)) ? columns : null;
}

const photographForm = /^[\w-]+\/[^/\\]+$/;
/** No photograph of the set is a tenth as wide. */
const wholeNumber = /^-?\d{1,5}(\.0*)?$/;
const none = /^(null|nan|none)?$/i;

/**
 * @param values    of a line, split at its commas: no value of the set's has one
 * @param hasPoints  whether the landmarks are wanted
 */
export function parseFaceRow(
  values: readonly string[],
  { positionOf, width }: Columns,
  hasPoints: boolean,
): FaceRow | { found: string; expected: string } {
  if (values.length !== width) return { found: `${values.length} values`, expected: `${width} values` };
  const value = (name: (typeof names)[number]) => plain(values[positionOf[name]] ?? "");
  const photograph = value("subdirectory_filepath");
  if (!photographForm.test(photograph) || photograph.includes(".."))
    return { found: `the photograph ${quote(photograph)}`, expected: "a folder and a name, as 103/29a31ebf.jpg" };
  const code = codeOf(value("expression"));
  if (code === null) return { found: `the expression ${quote(value("expression"))}`, expected: codesExpected };
  const box = boxOf([value("face_x"), value("face_y"), value("face_width"), value("face_height")]);
  if (box === undefined) {
    const found = `the box ${quote([value("face_x"), value("face_y"), value("face_width"), value("face_height")].join(","))}`;
    return { found, expected: "four whole numbers (left, top, width, height), or NULL" };
  }
  const landmarks = value("facial_landmarks");
  if (!hasPoints || none.test(landmarks)) return { photograph, code, box, points: null };
  const points = fivePointsOfValues(landmarks.split(";").map((number) => (number.trim() === "" ? Number.NaN : Number(number))));
  if (points === null) return { found: `the landmarks ${quote(landmarks)}`, expected: "136 numbers with semicolons between them, or NULL" };
  return { photograph, code, box, points };
}

/** Null for a box that says that there is no face; undefined for what is no box. */
function boxOf(written: readonly [string, string, string, string]): Box | null | undefined {
  if (written.some((value) => none.test(value))) return null;
  if (!written.every((value) => wholeNumber.test(value))) return undefined;
  const [left, top, width, height] = written.map(Number) as [number, number, number, number];
  return width > 0 && height > 0 ? { left, top, right: left + width, bottom: top + height } : null;
}

/** Spreadsheets put values between double quotes. */
const plain = (value: string): string => value.trim().replace(/^"(.*)"$/, "$1");
