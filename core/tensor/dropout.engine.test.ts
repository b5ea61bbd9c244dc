import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { normalTensor, secondDerivativeErrors } from "./backends.fixture.ts";
import { dropout } from "./dropout.ts";

const tf = loadTensorFlow();
const dropped = (seed: number, layer: string) => dropout(tf.ones([10_000]), 0.25, seed, layer).dataSync<"float32">();

describe("dropout", () => {
  it("zeroes its share, and divides the others so that the mean stays", () => {
    const values = dropped(1, "fc6");
    const kept = values.filter((value) => value > 0);
    expect(kept.length / values.length).toBeCloseTo(0.75, 1);
    expect(new Set(kept)).toEqual(new Set([Math.fround(4 / 3)]));
  });

  it("draws the same for the same seed and layer, and other masks for others", () => {
    expect(dropped(7, "fc6")).toEqual(dropped(7, "fc6"));
    expect(dropped(7, "fc6")).not.toEqual(dropped(8, "fc6"));
    expect(dropped(7, "fc6")).not.toEqual(dropped(7, "fc7"));
  });

  it("sends the gradient through the values that it kept", () => {
    const x = tf.tensor1d(Array.from({ length: 50 }, (_, index) => index + 1));
    const y = dropout(x, 0.5, 3, "fc6").dataSync();
    const gradient = tf
      .grad((input) => dropout(input, 0.5, 3, "fc6").sum())(x)
      .dataSync();
    expect([...gradient]).toEqual([...y].map((value) => (value === 0 ? 0 : 2)));
  });

  it("has second derivatives", () => {
    const { againstComposed, againstDifferences } = secondDerivativeErrors(() => ({
      inputs: [normalTensor([4, 6], 5)],
      loss: (x) => {
        const y = dropout(x!, 0.5, 3, "fc6");
        return y.mul(y.square()).sum();
      },
    }));
    expect(againstComposed).toBeLessThan(1e-6);
    expect(againstDifferences).toBeLessThan(1e-3);
  });
});
