import { expect, it } from "vitest";
import { epochsTable } from "./epochs-table.ts";

const last = { epoch: 25, validationAccuracy: 0.81, accuracy: 0.79, meanClassAccuracy: 0.78 };
const best = { epoch: 9, validationAccuracy: 0.83, accuracy: 0.775, meanClassAccuracy: null };

it("sets the last epoch beside the best one and says whose weights are handed on", () => {
  expect(epochsTable({ keptEpoch: "best", last, best })).toEqual([
    "                validation    test  mean class",
    "last, epoch 25      81.0 %  79.0 %      78.0 %",
    "best, epoch 9       83.0 %  77.5 %           -  handed on",
  ]);
  expect(epochsTable({ keptEpoch: "last", last, best })[1]).toContain("handed on");
});

it("is empty without a validation split", () => {
  expect(epochsTable({ keptEpoch: "last", last: null, best: null })).toEqual([]);
});
