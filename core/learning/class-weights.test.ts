import { describe, expect, it } from "vitest";
import { classWeightsOf } from "./class-weights.ts";

describe("classWeightsOf", () => {
  const labels = Uint8Array.of(0, 0, 0, 0, 0, 1, 2, 2); // 5, 1 and 2 of 8

  it("balances to N / (K N_k), which is 1 a face on average", () => {
    const weights = classWeightsOf("balanced", labels, 3)!;
    expect([...weights].map((weight) => weight.toFixed(4))).toEqual(["0.5333", "2.6667", "1.3333"]);
    expect(labels.reduce((sum, label) => sum + weights[label]!, 0)).toBeCloseTo(8, 5);
  });

  it("gives a class without faces no weight, and not an infinite one", () => {
    expect(classWeightsOf("balanced", labels, 4)).toEqual(Float32Array.of(0.4, 2, 1, 0));
  });

  it("takes weights by class index as they are, and none where all count alike", () => {
    expect([...classWeightsOf([1, 2.5, 4], labels, 3)!]).toEqual([1, 2.5, 4]);
    expect(classWeightsOf("equal", labels, 3)).toBeNull();
  });
});
