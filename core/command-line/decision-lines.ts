// What `omnifer figure --decisions` prints: a line a file, and below it the licences that its user decided against.
import type { LicenceDecision } from "../contract/figure-views.ts";
import { limitOf } from "../export/export-permission.ts";
import { plain } from "./data-lines.ts";

/** @param decisions  with whole paths */
export function decisionsText(decisions: readonly LicenceDecision[]): string {
  if (decisions.length === 0) return "No figure of this project was exported against a licence.\n";
  return decisions
    .map(({ created, content, file, licences }) =>
      [`${minuteOf(created)}  ${content}  ${plain(file)}`, ...licences.map((licence) => `  ${plain(limitOf(licence))}`)].join("\n"),
    )
    .join("\n\n")
    .concat("\n");
}

/** "2026-11-24T10:42:05.123Z" -> "2026-11-24 10:42 UTC" */
const minuteOf = (iso: string): string => `${iso.slice(0, 16).replace("T", " ")} UTC`;
