import { expect, it } from "vitest";
import { runScores } from "./report.ts";
import { scoresTable } from "./scores-table.ts";

it("shows accuracy, recall and the confusion matrix of one run", () => {
  const classes = ["happiness", "neutral"];
  const confusion = [
    [8, 2],
    [1, 9],
  ];
  expect(scoresTable(runScores(confusion, classes), classes).split("\n")).toEqual([
    "accuracy             85.0 %",
    "mean class accuracy  85.0 %",
    "  happiness (10)     80.0 %",
    "  neutral (10)       90.0 %",
    "",
    "true \\ predicted  1  2",
    "1 happiness       8  2",
    "2 neutral         1  9",
  ]);
});
