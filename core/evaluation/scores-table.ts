// The test result of one run as a terminal shows it.
import type { RunScores } from "./report.ts";
import { columns, percent } from "./text-table.ts";

/** Lines without colours: accuracy, mean class accuracy, the recall of each class with its count, and the confusion matrix. */
export function scoresTable({ accuracy, meanClassAccuracy, recall, confusion }: RunScores, classes: readonly string[]): string {
  const rows = [
    ["accuracy", percent(accuracy)],
    ["mean class accuracy", percent(meanClassAccuracy)],
    ...classes.map((name) => [`  ${name} (${recall[name]!.count})`, percent(recall[name]!.recall)]),
  ];
  const matrix = [
    ["true \\ predicted", ...classes.map((_, k) => String(k + 1))],
    ...confusion.map((counts, k) => [`${k + 1} ${classes[k]}`, ...counts.map(String)]),
  ];
  return [...columns(rows), "", ...columns(matrix)].join("\n");
}
