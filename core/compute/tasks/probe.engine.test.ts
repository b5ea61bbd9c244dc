import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkpointPath, checkpointsFolder } from "../../distillation/distilled-checkpoint.ts";
import { writeDistilled } from "../../distillation/distilled-file.ts";
import { usualSetup } from "../../networks/network-setup.ts";
import { randomStream } from "../../random.ts";
import type { ProbeTask } from "../distillation-tasks.ts";
import type { TaskContext, TaskEvent } from "../protocol.ts";
import { probe } from "./probe.ts";

const network = usualSetup("compact", 16);
const classes = ["fear", "anger", "neutral"];
const folder = mkdtempSync(join(tmpdir(), "omnifer-probe-"));
const [own, other, larger] = ["own", "other", "larger"].map((name) => join(folder, name)) as [string, string, string];
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  await writeCheckpoints(own, 1, 16);
  await writeCheckpoints(other, 2, 16);
  await writeCheckpoints(larger, 3, 20);
});

/** One image a class at outer epochs 0, 10 and 20: a brightness of the class, under noise of the run. */
async function writeCheckpoints(directory: string, seed: number, side: number): Promise<void> {
  mkdirSync(checkpointsFolder(directory), { recursive: true });
  for (const epoch of [0, 10, 20]) {
    const random = randomStream(seed, "checkpoint", epoch);
    const shape: [number, number, number, number] = [3, side, side, 1];
    const images = Float32Array.from({ length: 3 * side * side }, (_, i) => Math.floor(i / (side * side)) - 1 + 0.3 * random.normal());
    const labels = Int32Array.of(0, 1, 2);
    const set = { gradientSteps: 1, repeats: 1, images, shape, labels, softLabels: null, stepSizes: Float32Array.of(0.001) };
    await writeDistilled(checkpointPath(directory, epoch), set, { network: { ...network, inputSize: side }, weightsDigest: null, classes });
  }
}

function taskOf(change: Partial<ProbeTask> = {}): ProbeTask {
  const epochs = { trainEpochs: [0, 10], testEpochs: [20], epochs: 60 };
  return { kind: "probe", distillationDirectory: own, otherDirectory: other, classes, network, seed: 1, ...epochs, ...change };
}

function contextOf(onEvent: (event: TaskEvent) => void = () => undefined, signal = new AbortController().signal): TaskContext {
  return { report: onEvent, signal, breathe: () => new Promise((resolve) => setImmediate(resolve)) };
}

describe("the probe task", () => {
  it("asks about held-out images, noise, and another run", async () => {
    const events: TaskEvent[] = [];
    const result = await probe(
      taskOf(),
      contextOf((event) => events.push(event)),
    );
    expect(result).toMatchObject({ trainCount: 6, testCount: 3 });
    expect(result.arms.map(({ arm, epochs }) => [arm, epochs.length])).toEqual([
      ["distilled", 60],
      ["noise", 60],
      ["other-run", 60],
    ]);
    const lastOf = (arm: string) => result.arms.find((one) => one.arm === arm)!.epochs.at(-1)!;
    expect(lastOf("distilled")).toMatchObject({ trainAccuracy: 1, testAccuracy: 1 });
    expect(lastOf("other-run").testAccuracy).toBe(1);
    expect(lastOf("noise").testLoss).toBeGreaterThan(lastOf("distilled").testLoss);
    expect(events.at(-1)).toEqual({ type: "progress", phase: "probe", done: 120, total: 120 });
    expect(result.cost.imagesSeen).toBe(60 * (6 + 3 + 3) + 60 * (6 + 3));
  });

  it("does without another run", async () => {
    const { arms } = await probe(taskOf({ otherDirectory: null, epochs: 2 }), contextOf());
    expect(arms.map(({ arm }) => arm)).toEqual(["distilled", "noise"]);
  });

  it("refuses another run of another size, or of other classes", async () => {
    await expect(probe(taskOf({ otherDirectory: larger }), contextOf())).rejects.toThrow(
      "larger/epoch-0020.safetensors: found images of 20 x 20 x 1, expected 16 x 16 x 1",
    );
    await expect(probe(taskOf({ classes: ["fear", "neutral", "anger"] }), contextOf())).rejects.toThrow(
      "found the classes fear, anger, neutral, expected fear, neutral, anger",
    );
  });

  it("stops when it is cancelled", async () => {
    const controller = new AbortController();
    const cancelled = probe(
      taskOf(),
      contextOf(() => controller.abort(), controller.signal),
    );
    await expect(cancelled).rejects.toThrow("aborted");
  });
});
