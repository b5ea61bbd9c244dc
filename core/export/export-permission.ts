// Whether a file that leaves the workbench may show the pictures of its data sets. A licence that names a limit counts as one that says no,
// because only a person can judge whether the limit is kept. Pure: what writes files asks it, and so does what shows the question.
import type { Licence } from "../datasets/licence.ts";

/** A licence and, where it is known, the data set that it is of. */
export type NamedLicence = Licence & { title?: string };

export interface ExportPermission {
  /** False: pictures are drawn as labelled placeholders. */
  mayShowPictures: boolean;
  /** Why, in one or more sentences for the user. */
  reason: string;
  /** What has to stand in the metadata of the file; null where there is nothing to say. */
  note: string | null;
}

/**
 * @param licences  of all data sets that the pictures come from, also of those that distilled images were made from; without any, nobody
 * knows whose the pictures are, and they are not shown
 * @param override  the user has decided to show them all the same (project/export-decisions.ts keeps that decision)
 */
export function exportPermission(licences: readonly NamedLicence[], override: boolean): ExportPermission {
  const limits = licences.length === 0 ? ["It is not known which data set the pictures are from."] : licencesAgainst(licences).map(limitOf);
  if (limits.length === 0)
    return { mayShowPictures: true, reason: "The licence of every data set in it lets pictures be shown.", note: null };
  const reason = limits.join(" ");
  if (override) return { mayShowPictures: true, reason, note: `Pictures are shown by a decision of the user. ${reason}` };
  return { mayShowPictures: false, reason, note: `Pictures are left out. ${reason}` };
}

/** Those that speak against showing, each once. */
export const licencesAgainst = <One extends NamedLicence>(licences: readonly One[]): One[] =>
  licences.filter(
    ({ show, title, terms }, index) =>
      show !== "yes" && licences.findIndex((other) => other.title === title && other.terms === terms) === index,
  );

/** "RAF-DB may not be shown: its terms" */
export function limitOf({ title = "A data set", terms, show }: NamedLicence): string {
  return show === "no" ? `${title} may not be shown: ${terms}` : `${title} may be shown within limits only: ${terms}`;
}
