// What CK+ and CK+48 call the expressions, and the number that an emotion file holds.
import { InputError } from "../../errors.ts";
import { quote } from "../csv-rows.ts";

/** By code, as the set's read-me has them; no emotion file holds 0. */
export const ckPlusLabels = ["neutral", "anger", "contempt", "disgust", "fear", "happy", "sadness", "surprise"] as const;
export type CkPlusLabel = (typeof ckPlusLabels)[number];

/** Where contempt is left out it is no label of the table. */
export const labelsWith = (keepsContempt: boolean): readonly CkPlusLabel[] =>
  ckPlusLabels.filter((label) => keepsContempt || label !== "contempt");

/** Why it is left out where the user does not choose to keep it (the networks of the paper have seven outputs). */
export const contemptReason = "contempt, which is none of the seven expressions";

/** The label of an emotion file: one number, "   3.0000000e+00". @throws InputError for anything else */
export function emotionOf(text: string, file: string): CkPlusLabel {
  const written = text.trim();
  const code = /^\d+(\.\d*)?(e[+-]?\d+)?$/i.test(written) ? Number(written) : Number.NaN;
  const label = code === 0 ? undefined : ckPlusLabels[code];
  if (label) return label;
  const expected = `1 to 7 (${ckPlusLabels.slice(1).join(", ")})`;
  const mend = "Unpack the emotion labels again, or empty the sequence's folder: then it has no label.";
  throw new InputError({ file, line: 1, found: written === "" ? "nothing" : `the emotion ${quote(written)}`, expected, mend });
}
