// Runs of a comparison whose accuracies are plain to see: all test images are of class 0, and a run is right about the first ones.
import type { ArmRun, Compared } from "./das-comparison.ts";

export const testCount = 100;
const labels = new Uint8Array(testCount);

/** Right about the first `right` test images, and taking the others for class 1. */
export const rightAbout = (right: number): Uint8Array => Uint8Array.from(labels, (_, i) => (i < right ? 0 : 1));

export const armRun = (right: number, arm: Partial<ArmRun> = {}): ArmRun => ({
  images: "distilled",
  mode: "union",
  order: 0,
  confusion: [
    [right, testCount - right],
    [0, 0],
  ],
  seconds: 10,
  predicted: rightAbout(right),
  ...arm,
});

export const compared = (runs: readonly ArmRun[], more: Partial<Compared> = {}): Compared => ({
  distillationId: "distillation-1",
  total: runs.length,
  runs,
  test: { labels, groups: null },
  ...more,
});

/** Two batch orders: images help in the mode "union", and do nothing in "preload". */
export const twoModes: readonly ArmRun[] = [0, 1].flatMap((order) => [
  armRun(70, { images: "none", mode: null, order }),
  armRun(80, { order }),
  armRun(71, { images: "random-mined", order }),
  armRun(70, { mode: "preload", order }),
]);
