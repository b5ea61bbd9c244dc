import { describe, expect, it } from "vitest";
import { verdictsOf } from "./verdict.ts";

describe("verdicts on a batch", () => {
  const centroids = { values: Float32Array.of(1, 0, 0, 1), classCount: 2, featureCount: 2, origin: null, withoutRight: [] };

  it("keep the classifier's class and confidence beside the nearest centroid and its margin", () => {
    const scores = { features: Float32Array.of(1, 0, 3, 4), probabilities: Float32Array.of(0.25, 0.75, 0.5, 0.5) };
    const { labels, classifierLabels, confidences } = verdictsOf(scores, centroids);
    expect([...labels]).toEqual([0, 1]);
    expect([...classifierLabels]).toEqual([1, 0]);
    expect([...confidences]).toEqual([0.75, 0.5]);
  });

  it("of no images are none", () => {
    expect(verdictsOf({ features: new Float32Array(0), probabilities: new Float32Array(0) }, centroids).margins).toHaveLength(0);
  });
});
