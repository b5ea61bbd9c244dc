// What a small run came to: two classes, four test images of the first one, eight pool images.
import { paperCentroids } from "../recipe.ts";
import { pseudoLabelPrecision } from "./pseudo-label-precision.ts";
import type { ReportParts } from "./report.ts";

export const reportParts = (change: Partial<ReportParts> = {}): ReportParts => ({
  backend: "tensorflow 2.21.0, cpu",
  classes: ["fear", "anger"],
  primitive: [
    [3, 1],
    [0, 0],
  ],
  control: [
    [4, 0],
    [0, 0],
  ],
  vas: [
    [2, 2],
    [0, 0],
  ],
  poolCount: 8,
  selection: { rule: "margin", delta: 0.125, deltaOfClass: [], capPerClass: null, agreement: false },
  recipe: { deltaChoice: { by: "delta", delta: 0.125 }, centroids: paperCentroids, rounds: 1 },
  precision: pseudoLabelPrecision([0, 0], [0, 1], 2),
  imagesPerSecond: { train: 210, mine: 820 },
  seconds: { setup: 1, primitive: 20, control: 5, mine: 3, vas: 6 },
  ...change,
});
