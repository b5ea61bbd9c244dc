import { rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DrawnDataset, drawDataset } from "../../mining/drawn-dataset.fixture.ts";
import { poolPartSpec, poolParts } from "../../mining/pool-parts.ts";
import { usualSetup } from "../../networks/network-setup.ts";
import { readParquet } from "../../project/parquet.ts";
import { paperCentroids } from "../../recipe.ts";
import { loadTensorFlow } from "../../tensor/backend.ts";
import { hasBfloat16 } from "../../tensor/bfloat16-support.ts";
import type { PrecisionEffectTask, TaskContext, TaskEvent } from "../protocol.ts";
import { mine } from "./mine.ts";
import { precisionEffect } from "./precision-effect.ts";

const counts = { anchor: 12, pool: 20, test: 3 };
let data: DrawnDataset;
beforeAll(async () => {
  data = await drawDataset(counts);
  writeFileSync(data.pathOf(counts.anchor + 5), "");
});
afterAll(() => rmSync(data.directory, { recursive: true }));

function taskOf(change: Partial<PrecisionEffectTask> = {}): PrecisionEffectTask {
  const { weights } = data;
  const kind = "precision-effect";
  return { kind, dataset: data, network: usualSetup("compact"), weights, delta: 0, sampleSize: 100, seed: 1, batchSize: 8, ...change };
}

function contextOf(onEvent: (event: TaskEvent) => void = () => undefined, signal = new AbortController().signal): TaskContext {
  return { report: onEvent, signal, breathe: () => new Promise((resolve) => setImmediate(resolve)) };
}

/** Margins of the whole pool, mined in one precision. */
async function minedMargins(precision: "float32" | "bfloat16"): Promise<Float32Array> {
  const poolDirectory = `${data.directory}/pool-${precision}`;
  const { classes, weights } = data;
  const network = usualSetup("compact");
  await mine(
    { kind: "mine", poolDirectory, dataset: data, classes, network, weights, batchSize: 8, precision, centroids: paperCentroids },
    contextOf(),
  );
  return (await readParquet(await poolParts(poolDirectory), poolPartSpec(classes))).margin;
}

describe.skipIf(!hasBfloat16())("the effect of bfloat16", () => {
  it("is what mining the pool in each precision shows", async () => {
    const effect = await precisionEffect(taskOf(), contextOf());
    const [exact, near] = [await minedMargins("float32"), await minedMargins("bfloat16")];
    const differences = Array.from(exact, (margin, n) => Math.abs(margin - near[n]!));
    expect(effect.pool.count).toBe(19); // one of 20 cannot be read
    expect(effect.pool.marginDifference.largest).toBeCloseTo(Math.max(...differences), 6);
    expect(effect.pool.marginDifference.mean).toBeCloseTo(differences.reduce((sum, one) => sum + one, 0) / 19, 6);
    expect(effect.pool.marginDifference.largest).toBeGreaterThan(0);
    expect(effect.pool.selected).toEqual({ float32: 19, bfloat16: 19 }); // delta 0 takes all
    expect(effect.pool.changedShare).toBeCloseTo((2 * (1 - effect.pool.agreement)) / (1 + (1 - effect.pool.agreement)), 10);
    expect(effect.anchors.count).toBe(12);
    for (const accuracy of Object.values(effect.anchors.accuracy)) expect(accuracy * 12).toBeCloseTo(Math.round(accuracy * 12), 10);
    expect(effect.imagesPerSecond.bfloat16).toBeGreaterThan(0);
  });

  it("finds no change where delta selects nothing", async () => {
    const { pool } = await precisionEffect(taskOf({ delta: 2 }), contextOf());
    expect(pool).toMatchObject({ selected: { float32: 0, bfloat16: 0 }, changedShare: 0 });
  });

  it("looks at a sample, the same for the same seed", async () => {
    const smaller = taskOf({ sampleSize: 9, seed: 4 });
    const [first, second] = [await precisionEffect(smaller, contextOf()), await precisionEffect(smaller, contextOf())];
    expect(first.anchors.count).toBe(9);
    expect(first.pool.count).toBeLessThanOrEqual(9);
    expect(second.pool).toEqual(first.pool);
  });

  it("stops when it is cancelled, and leaves no tensor behind", async () => {
    const tf = loadTensorFlow();
    const before = tf.memory().numTensors;
    const controller = new AbortController();
    const cancelInPool = (event: TaskEvent) => {
      if (event.type === "progress" && event.phase === "pool") controller.abort();
    };
    await expect(precisionEffect(taskOf(), contextOf(cancelInPool, controller.signal))).rejects.toThrow();
    expect(tf.memory().numTensors).toBe(before);
  });
});
