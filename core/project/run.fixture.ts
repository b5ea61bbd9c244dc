// A small finished run for tests: one epoch, two classes, four test images.
import type { EpochMetrics } from "../contract/run-views.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { scratchRecipe } from "../recipe.ts";
import type { RunStart } from "./runs.ts";
import type { RunResult } from "./task-results.ts";

export const runStart: RunStart = {
  id: "run-1",
  role: "vas",
  network: usualSetup("compact"),
  recipe: scratchRecipe,
  seed: 7,
  datasetId: "data-1",
  dataDigest: "d0",
  parentRunId: "run-0",
  pretrained: null,
  poolId: "pool-1",
  selection: { rule: "margin", delta: 0.25, deltaOfClass: [null, 0.5], capPerClass: 12, agreement: false },
  das: null,
};

export const firstEpoch: EpochMetrics = {
  epoch: 1,
  learningRate: 0.05,
  trainLoss: 1.5,
  trainAccuracy: 0.25,
  validationLoss: null,
  validationAccuracy: null,
  imagesPerSecond: 220,
};

export const finishedResult: RunResult = {
  weightsDigest: "w1",
  confusion: [
    [2, 0],
    [1, 1],
  ],
  last: null,
  best: null,
  updates: 22,
  cost: { wallSeconds: 6, cpuSeconds: 11, imagesSeen: 1400, imagesPerSecond: 233, peakBytes: 500_000_000 },
  backend: { backend: "tensorflow", device: "cpu", tensorflow: "2.21.0", tfjs: "4.22.0", threads: 2, sharp: "0.35.5", node: "20.20.2" },
};
