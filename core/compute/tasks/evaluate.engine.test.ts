import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSampleTable, rowsOf, writeSampleTable } from "../../datasets/sample-table.ts";
import { confusionOf } from "../../evaluation/confusion.ts";
import { readPredictions } from "../../evaluation/predictions-file.ts";
import { type DrawnDataset, drawDataset } from "../../mining/drawn-dataset.fixture.ts";
import { usualSetup } from "../../networks/network-setup.ts";
import type { EvaluateTask } from "../protocol.ts";
import { evaluateRun } from "./evaluate.ts";
import { contextOf } from "./task-context.fixture.ts";

let data: DrawnDataset;
const folder = mkdtempSync(join(tmpdir(), "omnifer-evaluate-"));
beforeAll(async () => {
  data = await drawDataset({ anchor: 4, pool: 1, test: 9 });
});
afterAll(() => {
  for (const directory of [data.directory, folder]) rmSync(directory, { recursive: true });
});

const task = (name: string): EvaluateTask => ({
  kind: "evaluate",
  evaluationDirectory: join(folder, "evaluations", name),
  dataset: data,
  classes: data.classes,
  network: usualSetup("compact"),
  weights: data.weights,
});

describe("the evaluation of a run", () => {
  it("leaves what it said of every test image, beside the confusion that this makes", async () => {
    const result = await evaluateRun(task("one"), contextOf());
    const { rows, labels, predicted, confidences } = await readPredictions(task("one").evaluationDirectory);
    const table = await readSampleTable(data.datasetDirectory);
    expect([...rows]).toEqual([...rowsOf(table, "test")]);
    expect([...labels]).toEqual([...rows].map((row) => table.label[row]));
    expect(confusionOf(labels, predicted, data.classes.length)).toEqual(result.confusion);
    for (const confidence of confidences) expect(confidence).toBeGreaterThanOrEqual(1 / data.classes.length);
  });

  it("lets sequences vote where the data set has some, each label of each for itself", async () => {
    const table = await readSampleTable(data.datasetDirectory);
    const test = [...rowsOf(table, "test")];
    const votes = new Set(test.map((row) => `${table.sequence[row]} ${table.label[row]}`));
    const { sequenceVote, confusion } = await evaluateRun(task("films"), contextOf());
    const sum = (counts: number[][]) => counts.flat().reduce((total, count) => total + count);
    expect(sum(confusion)).toBe(9);
    expect(sum(sequenceVote!)).toBe(votes.size);

    await writeSampleTable(data.datasetDirectory, { ...table, sequence: table.sequence.map(() => -1) });
    expect((await evaluateRun(task("photographs"), contextOf())).sequenceVote).toBeNull();
    await writeSampleTable(data.datasetDirectory, { ...table, sequence: table.sequence.map(() => 7) });
    const oneFilm = await evaluateRun(task("one film"), contextOf());
    expect(oneFilm.sequenceVote!.flat().filter((count) => count > 0)).toEqual(data.classes.map(() => 1));
  });
});
