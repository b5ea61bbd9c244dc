import { expect, it } from "vitest";
import type { RunMetrics, RunSummary } from "../contract/run-views.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { scratchRecipe } from "../recipe.ts";
import { trainReport } from "./train-report.ts";

const last = { epoch: 25, validationAccuracy: 0.81, accuracy: 0.75, meanClassAccuracy: 0.74 };
const best = { epoch: 9, validationAccuracy: 0.83, accuracy: 0.5, meanClassAccuracy: null };
const metrics = {
  runId: "run-1",
  role: "primitive",
  accuracy: 0.5,
  meanClassAccuracy: 0.5,
  keptEpoch: "best",
  last,
  best,
  recall: [],
  confusion: [
    [1, 1],
    [1, 1],
  ],
  updates: 100,
  wallSeconds: 10,
  cpuSeconds: 20,
  imagesSeen: 1000,
  imagesPerSecond: 100,
  peakBytes: 1e6,
  backend: "tensorflow",
  weightsDigest: "ab",
  seed: 1,
} satisfies RunMetrics;
const run: RunSummary = {
  id: "run-1",
  role: "primitive",
  state: "finished",
  network: usualSetup("compact"),
  pretrained: null,
  recipe: scratchRecipe,
  seed: 1,
  created: "2026-11-24T10:00:00.000Z",
  parentRunId: null,
  metrics,
  resumableJobId: null,
};

it("tells the last and the best epoch apart, and which of them the test result is of", () => {
  const report = trainReport(run, ["fear", "anger"]);
  expect(report).toMatchObject({ keptEpoch: "best", last, best, test: { accuracy: 0.5 } });
  expect(trainReport({ ...run, metrics: { ...metrics, last: null, best: null } }, ["fear", "anger"])).toMatchObject({
    last: null,
    best: null,
  });
});
