// What AffectNet's codes of expressions mean: 0 to 7 are eight expressions, 8 to 10 say why there is none.
export const affectNetMeanings = ["neutral", "happiness", "sadness", "surprise", "fear", "disgust", "anger", "contempt"];
const contempt = 7;

export interface AffectNetChoices {
  keepsContempt: boolean;
  /** Faces are turned upright by five of their 68 landmarks. */
  turnsUpright: boolean;
}

/** Of the codes that are no expression. */
const reasons: Readonly<Record<number, string>> = {
  8: "none: a face of none of the eight expressions",
  9: "uncertain: its annotator could not say which expression",
  10: "no face",
};

export const codesExpected = "0 (neutral) to 10 (no face)";

/** The label words of a table. */
export const affectNetLabels = (keepsContempt: boolean): string[] =>
  affectNetMeanings.map((_, code) => String(code)).slice(0, keepsContempt ? undefined : contempt);

/** Why faces of a code, 0 to 10, are left out; null where they are not. */
export function reasonAgainst(code: number, keepsContempt: boolean): string | null {
  if (code === contempt) return keepsContempt ? null : "contempt, which is none of the seven expressions";
  return reasons[code] ?? null;
}

/** A code as a list or an array has it, "6", "6.0" or 6; null when it is none. */
export function codeOf(written: string | number): number | null {
  const code = typeof written === "number" ? written : /^\d{1,2}(\.0*)?$/.test(written.trim()) ? Number(written) : Number.NaN;
  return Number.isInteger(code) && code >= 0 && code <= 10 ? code : null;
}
