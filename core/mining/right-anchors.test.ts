import { describe, expect, it } from "vitest";
import { rightAnchors } from "./right-anchors.ts";

describe("right anchors", () => {
  it("are those whose pseudo-label is their label, averaged by class", () => {
    const trueLabels = Uint8Array.of(0, 0, 0, 1, 2);
    const labels = Uint8Array.of(0, 0, 1, 1, 0);
    const values = Float32Array.of(0.25, 0.75, 0.9, 0.125, 0.6);
    expect(rightAnchors({ trueLabels, labels, values }, 3)).toEqual({ meanOfClass: [0.5, 0.125, null], mean: 0.375 });
  });

  it("have no mean where none is right", () => {
    const columns = { trueLabels: Uint8Array.of(1), labels: Uint8Array.of(0), values: Float32Array.of(0.5) };
    expect(rightAnchors(columns, 2)).toEqual({ meanOfClass: [null, null], mean: null });
  });
});
