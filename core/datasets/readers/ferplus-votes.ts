// FER+: ten people's votes for every picture of FER-2013, and the label of the majority as its authors' training makes it
// (src/ferplus.py, mode "majority"): single votes are dropped, and more than half of the rest must agree.
import { csvRows, quote } from "../csv-rows.ts";
import type { SetFolder } from "../set-folder.ts";

export const ferPlusLabels = ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt"] as const;
/** The columns of votes, in their order. */
const columns = [...ferPlusLabels, "unknown", "nf"] as const;

/** The label, or why there is none. */
export type Verdict = { label: string } | { reason: string };

/** @param votes  [10], in the order of FER+'s columns */
export function majorityOf(votes: readonly number[]): Verdict {
  const counted = votes.map((count) => (count > 1 ? count : 0));
  const sum = counted.reduce((a, b) => a + b, 0);
  const most = Math.max(...counted);
  if (!(most > sum / 2)) return { reason: "no majority among FER+'s votes" };
  const winner = columns[counted.indexOf(most)]!;
  if (winner === "unknown") return { reason: "FER+'s majority does not know the expression" };
  if (winner === "nf") return { reason: "FER+'s majority sees no face" };
  return { label: winner };
}

/** Votes as they are written; null when one is no number. */
export function votesOf(written: readonly string[]): number[] | null {
  return written.length === columns.length && written.every((votes) => /^\s*\d{1,3}\s*$/.test(votes)) ? written.map(Number) : null;
}

export interface VoteRow {
  line: number;
  usage: string;
  verdict: Verdict;
}

/** fer2013new.csv: a row for every row of fer2013.csv, in the same order; 173 of them name no picture, because there is no face in it. */
export async function readVotes(set: SetFolder, path: string): Promise<VoteRow[]> {
  await set.sizeOf(path); // refuses a link that leaves the set
  const rows: VoteRow[] = [];
  for await (const { line, values } of csvRows(set.pathOf(path), ["usage", "image name", ...columns])) {
    const written = columns.map((name) => values[name]);
    const votes = votesOf(written);
    if (!votes) {
      const mend = "Download fer2013new.csv again.";
      throw set.fault(path, quote(written.join(",")), "ten numbers of votes", mend, line);
    }
    const verdict = values["image name"].trim() === "" ? { reason: "FER+ names no picture: there is no face in it" } : majorityOf(votes);
    rows.push({ line, usage: values.usage.trim(), verdict });
  }
  return rows;
}
