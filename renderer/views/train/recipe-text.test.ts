import { describe, expect, it } from "vitest";
import { paperRecipe, scratchRecipe } from "../../../core/recipe.ts";
import { groupText, valueText } from "./recipe-text.ts";

const rich = {
  ...scratchRecipe,
  accumulationSteps: 4,
  classWeights: [1, 2.5],
  labelSmoothing: 0.1,
  frozenPrefixes: ["features.", "layer1.0"],
  batchNorm: "frozen" as const,
  crop: 0.125,
  rotation: 10,
  validationShare: 0.2,
  patience: 5,
  keptEpoch: "best" as const,
};

describe("a recipe in words", () => {
  it("says each value with its unit", () => {
    expect(valueText(paperRecipe, "fallAfterEpochs")).toBe("10, 20");
    expect(valueText(rich, "crop")).toBe("12.5 %");
    expect(valueText(rich, "rotation")).toBe("±10°");
    expect(valueText(rich, "classWeights")).toBe("1, 2.5");
    expect(valueText(rich, "patience")).toBe("5 epochs");
  });

  it("says what is not there", () => {
    expect(valueText({ ...paperRecipe, fallAfterEpochs: [] }, "fallAfterEpochs")).toBe("never");
    expect(valueText(paperRecipe, "frozenPrefixes")).toBe("nothing");
    expect(valueText(paperRecipe, "patience")).toBe("off");
  });

  it("says a folded group in one line", () => {
    expect(groupText(paperRecipe, "schedule")).toBe("25 epochs, rate 0.001");
    expect(groupText(paperRecipe, "batches")).toBe("64");
    expect(groupText(rich, "batches")).toBe("64, in 4 parts");
    expect(groupText(rich, "loss")).toBe("by class weights, smoothing 0.1");
    expect(groupText(rich, "learning")).toBe("all but 2 prefixes, batch norm frozen");
    expect(groupText(rich, "pictures")).toBe("horizontal flip, crop 12.5 %, rotation ±10°");
    expect(groupText({ ...paperRecipe, horizontalFlip: false }, "pictures")).toBe("none");
    expect(groupText(rich, "validation")).toBe("20 %, stops after 5, keeps the best");
    expect(groupText(paperRecipe, "validation")).toBe("none");
  });
});
