import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSampleTable, rowsOf } from "../../datasets/sample-table.ts";
import { decodeFace } from "../../images/decode.ts";
import { openLearner } from "../../learning/learner.ts";
import { classCentroids } from "../../mining/centroids.ts";
import { type DrawnDataset, drawDataset } from "../../mining/drawn-dataset.fixture.ts";
import { poolPartSpec, poolParts } from "../../mining/pool-parts.ts";
import { similarities } from "../../mining/similarity.ts";
import { networkOf } from "../../networks/network.ts";
import { usualSetup } from "../../networks/network-setup.ts";
import { readParquet } from "../../project/parquet.ts";
import { paperCentroids } from "../../recipe.ts";
import { loadTensorFlow } from "../../tensor/backend.ts";
import type { MineTask, TaskContext, TaskEvent } from "../protocol.ts";
import { mine } from "./mine.ts";

const compact = networkOf(usualSetup("compact"));

const counts = { anchor: 12, pool: 20, test: 3 };
const firstPoolRow = counts.anchor;
let data: DrawnDataset;
const folders: string[] = [];
beforeAll(async () => {
  data = await drawDataset(counts);
  writeFileSync(data.pathOf(firstPoolRow + 5), "");
  truncateSync(data.pathOf(firstPoolRow + 11), 300);
});
afterAll(() => {
  for (const folder of [data.directory, ...folders]) rmSync(folder, { recursive: true });
});

function taskInNewFolder(change: Partial<MineTask> = {}): MineTask {
  const poolDirectory = mkdtempSync(join(tmpdir(), "omnifer-pool-"));
  folders.push(poolDirectory);
  const { classes, weights } = data;
  return {
    kind: "mine",
    poolDirectory,
    dataset: data,
    classes,
    network: usualSetup("compact"),
    weights,
    batchSize: 8,
    precision: "float32",
    centroids: paperCentroids,
    ...change,
  };
}

function contextOf(onEvent: (event: TaskEvent) => void = () => undefined, signal = new AbortController().signal): TaskContext {
  return { report: onEvent, signal, breathe: () => new Promise((resolve) => setImmediate(resolve)) };
}

const minedColumns = async (task: MineTask) => readParquet(await poolParts(task.poolDirectory), poolPartSpec(task.classes));

describe("mining the pool (section 3.3)", () => {
  it("gives every readable image its cosines, pseudo-label and margin, and skips, counts and lists the others", async () => {
    const task = taskInNewFolder();
    const result = await mine(task, contextOf());
    const columns = await minedColumns(task);

    const readable = Array.from({ length: counts.pool }, (_, i) => firstPoolRow + i).filter((_, i) => i !== 5 && i !== 11);
    expect([...columns.row]).toEqual(readable);
    expect(result).toMatchObject({ rowCount: 18, skippedCount: 2 });
    expect(result.skipped.map(({ row, file }) => [row, file])).toEqual([
      [17, "17.png"],
      [23, "23.png"],
    ]);
    expect(result.skipped[0]!.reason).toBe("is empty (0 bytes)");
    expect(result.cost.imagesSeen).toBe(20);

    const expected = await scoreOneByOne(readable);
    const cosines = await readParquet(await poolParts(task.poolDirectory), { cos_fear: "FLOAT", cos_anger: "FLOAT", cos_neutral: "FLOAT" });
    expect([...columns.label]).toEqual([...expected.labels]);
    for (const n of readable.keys()) {
      const ofImage = [cosines.cos_fear[n]!, cosines.cos_anger[n]!, cosines.cos_neutral[n]!];
      for (const [k, cosine] of ofImage.entries()) expect(cosine).toBeCloseTo(expected.cosines[n * 3 + k]!, 4);
      const [best, second] = [...ofImage].sort((a, b) => b - a);
      expect(columns.margin[n]).toBe(Math.fround(best! - second!));
    }
  });

  it("ends with the same pool when it was cancelled half-way", async () => {
    const whole = taskInNewFolder();
    await mine(whole, contextOf());
    const task = taskInNewFolder();
    const controller = new AbortController();
    const cancelInPool = (event: TaskEvent) => {
      if (event.type === "progress" && event.phase === "mine" && event.done === 8) controller.abort();
    };
    await expect(mine(task, contextOf(cancelInPool, controller.signal))).rejects.toThrow();
    const phases = new Set<string>();
    await mine(
      task,
      contextOf((event) => event.type === "progress" && phases.add(event.phase)),
    );
    expect(await minedColumns(task)).toEqual(await minedColumns(whole));
    expect(phases.has("centroids")).toBe(false); // they were kept
  });

  it("has nothing left to do for a pool that is finished", async () => {
    const task = taskInNewFolder();
    const first = await mine(task, contextOf());
    const again = await mine(task, contextOf());
    expect(again).toMatchObject({ rowCount: first.rowCount, skippedCount: first.skippedCount });
  });

  it("stops at a bad anchor with the line that names it", async () => {
    const broken = await drawDataset({ anchor: 6, pool: 2, test: 3 });
    folders.push(broken.directory);
    writeFileSync(broken.pathOf(4), "");
    await expect(mine(taskInNewFolder({ dataset: broken }), contextOf())).rejects.toThrow(
      'labels.csv, line 6: found "4.png", which is empty (0 bytes)',
    );
  });

  it("leaves no tensor behind", async () => {
    const tf = loadTensorFlow();
    const before = tf.memory().numTensors;
    await mine(taskInNewFolder(), contextOf());
    expect(tf.memory().numTensors).toBe(before);
  });
});

/** Eq. 3 and 4 the slow way: every image on its own. */
async function scoreOneByOne(rows: readonly number[]) {
  const learner = await openLearner(compact, data.weights);
  const table = await readSampleTable(data.datasetDirectory);
  const featuresOf = async (ofRows: Iterable<number>) => {
    const features: number[] = [];
    for (const row of ofRows) features.push(...learner.score(await decodeFace(data.pathOf(row), { size: 48, channels: 1 }), 1).features);
    return Float32Array.from(features);
  };
  const anchors = rowsOf(table, "anchor");
  const centroids = classCentroids(
    await featuresOf(anchors),
    Array.from(anchors, (row) => table.label[row]!),
    data.classes,
  );
  const scored = similarities(await featuresOf(rows), centroids);
  learner.dispose();
  return scored;
}
