// What is in a data set, counted: before it is imported, a user sees what each class and part has, what was left out, and why.
import type { SetReport } from "../contract/set-views.ts";
import type { MeantLabel } from "./label-meanings.ts";
import type { ReadSet, SetReader } from "./set-reader.ts";

export type LabelCounts = SetReport["labels"][number];

/** What readSet gives. */
interface ReportedSet {
  reader: Pick<SetReader, "name" | "title" | "licence">;
  layout: string;
  set: ReadSet;
  digest: string;
}

const examplesShown = 3;

/** @param meanings  an entry a word of `set.table.labels`, in their order */
export function setReport({ reader, layout, set, digest }: ReportedSet, meanings: readonly MeantLabel[]): SetReport {
  const { table } = set;
  const zeros = () => new Array<number>(table.parts.length).fill(0);
  const byLabel = table.labels.map(zeros);
  const unlabelled = zeros();
  for (let row = 0; row < table.count; row++) {
    const counts = byLabel[table.label[row]!] ?? unlabelled;
    counts[table.part[row]!]!++;
  }
  const labels = meanings.map((meaning, index) => ({ ...meaning, counts: byLabel[index]! }));
  return {
    reader: reader.name,
    title: reader.title,
    layout,
    licence: reader.licence,
    digest,
    count: table.count,
    parts: table.parts,
    labels,
    classes: countClasses(labels, zeros),
    unlabelled,
    subjects: new Set(table.subject.filter((subject) => subject >= 0)).size,
    sequences: table.sequences.length,
    leftOut: [...set.leftOutCounts]
      .map(([reason, count]) => ({
        reason,
        count,
        examples: set.leftOut.filter((one) => one.reason === reason).slice(0, examplesShown),
      }))
      .sort((a, b) => b.count - a.count),
    notes: set.notes,
  };
}

function countClasses(labels: readonly LabelCounts[], zeros: () => number[]): SetReport["classes"] {
  const classes = new Map<string, number[]>();
  for (const { means, counts } of labels) {
    if (means === null) continue;
    const sums = classes.get(means) ?? zeros();
    classes.set(
      means,
      sums.map((sum, part) => sum + counts[part]!),
    );
  }
  return [...classes].map(([name, counts]) => ({ name, counts }));
}
