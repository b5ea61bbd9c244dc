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

it("shows the votes of sequences beside the pictures", () => {
  const classes = ["happiness", "neutral"];
  const pictures = [
    [4, 2],
    [0, 2],
  ];
  const votes = [
    [2, 0],
    [0, 2],
  ];
  expect(scoresTable(runScores(pictures, classes), classes, runScores(votes, classes)).split("\n").slice(0, 5)).toEqual([
    "                     pictures  sequences",
    "accuracy               75.0 %    100.0 %",
    "mean class accuracy    83.3 %    100.0 %",
    "  happiness (6, 2)     66.7 %    100.0 %",
    "  neutral (2, 2)      100.0 %    100.0 %",
  ]);
});
