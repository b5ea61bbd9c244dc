import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { holdPlaces } from "./large-places.ts";
import { hasOneDnn } from "./raw-op.ts";

const tf = loadTensorFlow();

describe("holdPlaces", () => {
  it("holds a place of the same size for each large tensor, and none for the others", () => {
    const [large, small] = [tf.zeros([4, 2 ** 21]), tf.zeros([4, 2 ** 20])];
    const before = tf.memory().numTensors;
    const places = holdPlaces([small, large]);
    expect(places.map(({ shape }) => shape)).toEqual(hasOneDnn() ? [[4, 2 ** 21]] : []);
    tf.dispose(places);
    expect(tf.memory().numTensors).toBe(before);
  });
});
