import { describe, expect, it } from "vitest";
import { randomStream } from "../../random.ts";
import { probeFeatures } from "./linear-probe.ts";

const count = 90;
const classCount = 3;
const labels = Uint8Array.from({ length: count }, (_, row) => row % classCount);
const foldOf = Uint8Array.from({ length: count }, (_, row) => Math.floor(row / classCount) % 5);
const accuracy = (isRight: Float64Array) => isRight.reduce((sum, right) => sum + right, 0) / count;

/** Noise in every feature; of the first `telling`, the class shifts every third by `shift`. */
function features(width: number, shift: number, telling = 3): Float32Array {
  const random = randomStream(3, "features");
  return Float32Array.from({ length: count * width }, (_, place) => {
    const [row, feature] = [Math.floor(place / width), place % width];
    return random.normal() + (feature < telling && feature % classCount === labels[row] ? shift : 0);
  });
}

describe("the linear probe", () => {
  it("tells classes apart that lie apart, and guesses where they do not", () => {
    expect(accuracy(probeFeatures(features(6, 5), labels, foldOf, classCount))).toBeGreaterThan(0.95);
    expect(accuracy(probeFeatures(features(6, 0), labels, foldOf, classCount))).toBeLessThan(0.5);
  });

  it("learns nothing by heart: with more features than pictures, noise stays noise", () => {
    expect(accuracy(probeFeatures(features(400, 0), labels, foldOf, classCount))).toBeLessThan(0.5);
    expect(accuracy(probeFeatures(features(400, 4, 60), labels, foldOf, classCount))).toBeGreaterThan(0.9);
  });

  it("does not mind the scale of a feature, nor one that never changes", () => {
    const plain = features(6, 2);
    const scaled = plain.map((value, place) => (place % 6 === 1 ? 1e6 * value + 5e6 : value));
    expect(probeFeatures(scaled, labels, foldOf, classCount)).toEqual(probeFeatures(plain, labels, foldOf, classCount));
    expect(accuracy(probeFeatures(new Float32Array(count * 6).fill(2), labels, foldOf, classCount))).toBeLessThan(0.5);
  });
});
