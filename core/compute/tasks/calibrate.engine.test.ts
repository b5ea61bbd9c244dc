import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { calibrationSpec, readAnchorProbabilities } from "../../mining/calibration-files.ts";
import { type DrawnDataset, drawDataset } from "../../mining/drawn-dataset.fixture.ts";
import { usualSetup } from "../../networks/network-setup.ts";
import { readSafetensors, writeSafetensors } from "../../networks/weights/safetensors.ts";
import { readParquet } from "../../project/parquet.ts";
import { paperCentroids, scratchRecipe, withEpochs } from "../../recipe.ts";
import { loadTensorFlow } from "../../tensor/backend.ts";
import type { CalibrateTask, TaskContext, TaskEvent } from "../protocol.ts";
import { calibrate } from "./calibrate.ts";

const anchorCount = 24;
let data: DrawnDataset;
const folders: string[] = [];
beforeAll(async () => {
  data = await drawDataset({ anchor: anchorCount, pool: 1, test: 3 });
});
afterAll(() => {
  for (const folder of [data.directory, ...folders]) rmSync(folder, { recursive: true });
});

function taskInNewFolder(): CalibrateTask {
  const directory = mkdtempSync(join(tmpdir(), "omnifer-calibration-"));
  folders.push(directory);
  const recipe = { ...withEpochs(scratchRecipe, 2), batchSize: 8, smallestBatch: 2 };
  return {
    kind: "calibrate",
    directory,
    dataset: data,
    classes: data.classes,
    network: usualSetup("compact"),
    recipe,
    seed: 1,
    startWeights: null,
    precision: "float32",
    centroids: paperCentroids,
    folds: 3,
  };
}

function contextOf(onEvent: (event: TaskEvent) => void = () => undefined, signal = new AbortController().signal): TaskContext {
  return { report: onEvent, signal, breathe: () => new Promise((resolve) => setImmediate(resolve)) };
}

const anchorsOf = ({ directory, classes }: CalibrateTask) => readParquet(join(directory, "anchors.parquet"), calibrationSpec(classes));

describe("calibration on out-of-fold anchors", () => {
  it("scores every anchor once, in the fold that holds its person, by a network that saw the others", async () => {
    const task = taskInNewFolder();
    const result = await calibrate(task, contextOf());
    expect(result).toMatchObject({ rowCount: anchorCount, folds: 3, personDisjoint: true });
    const columns = await anchorsOf(task);
    expect([...columns.row].sort((a, b) => a - b)).toEqual(Array.from({ length: anchorCount }, (_, row) => row));
    expect([...columns.true_label]).toEqual(Array.from(columns.row, (row) => row % 3));
    const foldOfRow = new Map(Array.from(columns.row, (row, i) => [row, columns.fold[i]]));
    for (let row = 0; row < anchorCount; row += 2) expect(foldOfRow.get(row)).toBe(foldOfRow.get(row + 1)); // two images a person
    expect(new Set(columns.fold).size).toBe(3);
  });

  it("keeps the probabilities of all classes, of which the confidence is the largest", async () => {
    const task = taskInNewFolder();
    expect(await calibrate(task, contextOf())).toMatchObject({ hasProbabilities: true });
    const { rows, labels, probabilities } = await readAnchorProbabilities(task.directory, task.classes);
    const { row, confidence } = await anchorsOf(task);
    expect([rows, [...labels]]).toEqual([row, Array.from(row, (one) => one % 3)]);
    for (let n = 0; n < anchorCount; n++) {
      const ofAnchor = probabilities.subarray(3 * n, 3 * n + 3);
      expect(ofAnchor.reduce((sum, value) => sum + value)).toBeCloseTo(1, 4);
      expect(Math.max(...ofAnchor)).toBe(confidence[n]);
    }
  });

  it("goes on with the next fold after a cancel, to the same scores", async () => {
    const whole = taskInNewFolder();
    await calibrate(whole, contextOf());
    const task = taskInNewFolder();
    const controller = new AbortController();
    const updates: number[] = [];
    const watch = (event: TaskEvent) => {
      if (event.type !== "progress" || event.phase !== "folds") return;
      updates.push(event.done);
      if (event.done > event.total / 2) controller.abort();
    };
    await expect(calibrate(task, contextOf(watch, controller.signal))).rejects.toThrow("Cancelled.");
    updates.length = 0;
    await calibrate(task, contextOf(watch));
    expect(updates[0]).toBeGreaterThan(1); // the first fold was not trained again
    expect(await anchorsOf(task)).toEqual(await anchorsOf(whole));
  });

  it("begins every fold from pretrained weights, where there are any", async () => {
    const seeded = taskInNewFolder();
    await calibrate(seeded, contextOf());
    const { "fc.weight": _, "fc.bias": __, ...body } = (await readSafetensors(data.weights)).tensors; // drawn from the seed 1
    const withoutHead = join(seeded.directory, "body.safetensors");
    await writeSafetensors(withoutHead, body);
    const same = { ...taskInNewFolder(), startWeights: withoutHead };
    await calibrate(same, contextOf());
    expect(await anchorsOf(same)).toEqual(await anchorsOf(seeded)); // the same seed draws the head
    const pretrained = { ...taskInNewFolder(), seed: 2, startWeights: data.weights };
    const fromSeed = { ...pretrained, startWeights: null };
    await calibrate(fromSeed, contextOf());
    const scores = await anchorsOf(fromSeed);
    await calibrate(pretrained, contextOf()); // in the same folder: what was calibrated from the seed does not count
    expect((await anchorsOf(pretrained)).margin).not.toEqual(scores.margin);
  });

  it("leaves no tensor behind", async () => {
    const tf = loadTensorFlow();
    const before = tf.memory().numTensors;
    await calibrate(taskInNewFolder(), contextOf());
    expect(tf.memory().numTensors).toBe(before);
  });
});
