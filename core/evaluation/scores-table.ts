// The test result of one run as a terminal shows it, by pictures and, where it is asked, by the votes of sequences.
import type { RunScores } from "./report.ts";
import { columns, percent } from "./text-table.ts";

/**
 * Lines without colours: accuracy, mean class accuracy, the recall of each class with its count, and the confusion matrix.
 *
 * @param voted  the same by the votes of sequences, as a second column
 */
export function scoresTable(scores: RunScores, classes: readonly string[], voted: RunScores | null = null): string {
  const { confusion } = scores;
  const all = voted ? [scores, voted] : [scores];
  const rows = [
    ...(voted ? [["", "pictures", "sequences"]] : []),
    ["accuracy", ...all.map(({ accuracy }) => percent(accuracy))],
    ["mean class accuracy", ...all.map(({ meanClassAccuracy }) => percent(meanClassAccuracy))],
    ...classes.map((name) => [
      `  ${name} (${all.map(({ recall }) => recall[name]!.count).join(", ")})`,
      ...all.map(({ recall }) => percent(recall[name]!.recall)),
    ]),
  ];
  const matrix = [
    ["true \\ predicted", ...classes.map((_, k) => String(k + 1))],
    ...confusion.map((counts, k) => [`${k + 1} ${classes[k]}`, ...counts.map(String)]),
  ];
  return [...columns(rows), "", ...columns(matrix)].join("\n");
}
