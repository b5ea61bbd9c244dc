import { describe, expect, it } from "vitest";
import { CentroidSums, classCentroids } from "./centroids.ts";

describe("class centroids (Eq. 3)", () => {
  it("average the features of each class, in whatever order they come", () => {
    const features = Float32Array.of(1, 0, 5, 7, 3, 8);
    expect(classCentroids(features, [0, 1, 0], ["fear", "anger"])).toEqual({
      values: Float32Array.of(2, 4, 5, 7),
      classCount: 2,
      featureCount: 2,
      origin: null,
      withoutRight: [],
    });
  });

  it("do not depend on how the anchors are cut into batches", () => {
    const sums = new CentroidSums(2, 2);
    sums.add(Float32Array.of(1, 0), [0]);
    sums.add(Float32Array.of(5, 7, 3, 8), [1, 0]);
    expect([...sums.centroids(["fear", "anger"]).values]).toEqual([2, 4, 5, 7]);
  });

  it("are summed in double precision: a thousand small features beside a large one are not lost", () => {
    const features = new Float32Array(1025).fill(1);
    features[0] = 2 ** 24; // adding 1 to it changes nothing in float32
    expect([...classCentroids(features, new Uint8Array(1025), ["fear"]).values]).toEqual([Math.fround((2 ** 24 + 1024) / 1025)]);
  });

  it("are 0, similar to nothing, for a class without anchors where that is allowed", () => {
    const sums = new CentroidSums(2, 2);
    sums.add(Float32Array.of(4, 6), [1]);
    expect([...sums.partialCentroids().values]).toEqual([0, 0, 4, 6]);
  });

  it("refuse a class without anchors", () => {
    expect(() => classCentroids(Float32Array.of(1, 2), [1], ["fear", "anger"])).toThrow('labels.csv: found no anchor of class "fear"');
  });

  it("leave out the anchors that the learner gets wrong, unless it gets all of a class wrong", () => {
    const sums = new CentroidSums(2, 1, { anchors: "correct-anchors", features: "raw" });
    sums.add(Float32Array.of(1, 5, 8, 4), [0, 0, 1, 1], [0, 1, 0, 0]);
    expect(sums.centroids(["fear", "anger"])).toMatchObject({ values: Float32Array.of(1, 6), withoutRight: [1] });
  });

  it("average directions where every feature is brought to length 1 first", () => {
    const sums = new CentroidSums(1, 2, { anchors: "all-anchors", features: "unit-length" });
    sums.add(Float32Array.of(300, 0, 0, 2, 0, 0), [0, 0, 0]); // the last has no direction
    expect([...sums.centroids(["fear"]).values]).toEqual([1 / 3, 1 / 3].map(Math.fround));
  });

  it("are measured from the mean of all anchors where features are centred", () => {
    const sums = new CentroidSums(2, 2, { anchors: "all-anchors", features: "centred" });
    sums.add(Float32Array.of(1, 0, 4, 3, 4, 3), [0, 1, 1]);
    expect(sums.centroids(["fear", "anger"])).toMatchObject({ values: Float32Array.of(1, 0, 4, 3), origin: Float32Array.of(3, 2) });
  });
});
