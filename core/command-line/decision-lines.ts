// What `omnifer figure --decisions` prints: when the user decided to show pictures in which file, and against whose licence. Titles of data
// sets are a stranger's text.
import type { LicenceDecisionAtPath } from "../contract/figure-views.ts";
import { plain } from "./data-lines.ts";

/** Without a last line end. @param decisions  in the order in which they are printed */
export function decisionsText(decisions: readonly LicenceDecisionAtPath[]): string {
  if (decisions.length === 0) return "No picture has been exported against its licence.";
  return decisions.map((decision) => linesOf(decision).join("\n")).join("\n\n");
}

function linesOf({ created, content, file, licences }: LicenceDecisionAtPath): string[] {
  return [
    `${created.slice(0, 16).replace("T", " ")} UTC  ${plain(content)}  ${plain(file)}`,
    ...licences.map(({ title, show, terms }) => `  ${plain(title)}, ${saysOfShowing[show]}: ${plain(terms)}`),
  ];
}

const saysOfShowing = { yes: "may be shown", some: "may be shown within limits", no: "may not be shown" } as const;
