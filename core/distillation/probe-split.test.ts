import { describe, expect, it } from "vitest";
import { probeSplit } from "./probe-split.ts";

const kept = [0, 10, 20, 30, 40, 50, 60];

describe("the checkpoints of the probe (Fig. 7)", () => {
  it("are six from the start, of which the last is held out", () => {
    expect(probeSplit(kept, "from-start")).toEqual({ trainEpochs: [0, 10, 20, 30, 40], testEpochs: [50] });
  });

  it("are six after the start where its noise is left out", () => {
    expect(probeSplit(kept, "after-start")).toEqual({ trainEpochs: [10, 20, 30, 40, 50], testEpochs: [60] });
  });

  it("are all there are of a short distillation", () => {
    expect(probeSplit([0, 3, 5], "from-start")).toEqual({ trainEpochs: [0, 3], testEpochs: [5] });
    expect(probeSplit([0, 3, 5], "after-start")).toEqual({ trainEpochs: [3], testEpochs: [5] });
  });

  it.each([
    [[0], "from-start", "found one, that of outer epoch 0"],
    [[0, 7], "after-start", "found one after the start, that of outer epoch 7"],
    [[], "from-start", "found none"],
  ] as const)("%j %s are too few", (checkpoints, option, found) => {
    expect(() => probeSplit(checkpoints, option)).toThrow(found);
  });
});
