import { describe, expect, it } from "vitest";
import { paperRecipe } from "../../../core/recipe.ts";
import { runSummary } from "../../stores/project-state.fixture.ts";
import { recipeOfRun } from "./run-again.ts";

describe("a run that is used again", () => {
  it("gives its network, start, recipe and seed to the primitive learner", () => {
    const { network } = runSummary({});
    const run = runSummary({
      network: { ...network, name: "resnet34", inputSize: 160 },
      pretrained: { weightsId: "weights-3", digest: "ab" },
      recipe: paperRecipe,
      seed: 5,
    });
    expect(recipeOfRun(run)).toEqual({
      network: "resnet34",
      inputSize: 160,
      start: { from: "weights", weightsId: "weights-3" },
      primitive: paperRecipe,
      seed: 5,
    });
  });

  it("starts from the seed again when it did", () => {
    expect(recipeOfRun(runSummary({})).start).toEqual({ from: "seed" });
  });

  it("gives only its recipe to the retraining", () => {
    expect(recipeOfRun(runSummary({ role: "control", recipe: paperRecipe }))).toEqual({ retraining: paperRecipe });
  });
});
