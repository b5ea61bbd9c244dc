// A finished distillation of two classes, as the engine lists it.
import { defaultDistillationRecipe } from "../../core/distillation/distillation-recipe.ts";
import type { DistillationEpoch, DistillationSummary } from "../../core/distillation/distillation-view.ts";
import { usualSetup } from "../../core/networks/network-setup.ts";

export const distillation = (changes: Partial<DistillationSummary> = {}): DistillationSummary => ({
  id: "distillation-1",
  state: "finished",
  name: "Faces",
  origin: "selected",
  datasetId: "faces",
  runId: "run-1",
  isForCurrentLearner: true,
  recipe: defaultDistillationRecipe,
  network: usualSetup("compact"),
  classes: ["happiness", "neutral"],
  gradientSteps: 1,
  repeats: 3,
  labels: [0, 1],
  missingClasses: [],
  checkpoints: [0, 10, 20],
  losses: { before: 0.525, after: 0.338, noise: 0.594, randomMined: 0.347 },
  wallSeconds: 12,
  imagesSeen: 3840,
  peakBytes: 2 ** 30,
  digest: "0".repeat(64),
  seed: 1,
  created: "2026-11-24T10:00:00.000Z",
  resumableJobId: null,
  ...changes,
});

export const distillationEpoch = (changes: Partial<DistillationEpoch> & { epoch: number }): DistillationEpoch => ({
  iterations: changes.epoch * 4,
  loss: 0.5,
  stepSizes: [0.001, 0.002, 0.003],
  isCheckpoint: false,
  secondsPerIteration: 0.2,
  ...changes,
});
