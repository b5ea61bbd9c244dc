import { describe, expect, it } from "vitest";
import type { WeightsSummary } from "../../../core/contract/project-state.ts";
import { defaultPipelineRecipe, paperRecipe, scratchRecipe, shortRecipe } from "../../../core/recipe.ts";
import { isStartOpen, withNetwork } from "./network-choice.ts";

const weights = (id: string, network: WeightsSummary["network"]): WeightsSummary => ({
  id,
  name: `${id}.pth`,
  network,
  isBuiltIn: false,
  isInUse: false,
});

describe("the choice of a network", () => {
  it("brings its usual pictures and recipes, and its newest weights", () => {
    const held = [weights("new", "resnet34"), weights("faces", "vgg-face"), weights("old", "resnet34")];
    expect(withNetwork(defaultPipelineRecipe, "resnet34", held)).toMatchObject({
      network: "resnet34",
      inputSize: 224,
      start: { from: "weights", weightsId: "new" },
      primitive: paperRecipe,
      retraining: paperRecipe,
    });
  });

  it("leaves a recipe alone that was changed by hand", () => {
    const changed = { ...defaultPipelineRecipe, primitive: { ...scratchRecipe, epochs: 7 } };
    expect(withNetwork(changed, "vgg-face", []).primitive.epochs).toBe(7);
    expect(withNetwork(changed, "vgg-face", []).retraining).toEqual(paperRecipe);
  });

  it("never begins a large network at random: its start stays open", () => {
    const open = withNetwork(defaultPipelineRecipe, "vgg-face", [weights("other", "resnet34")]);
    expect(open.start).toEqual({ from: "not-chosen" });
    expect(isStartOpen(open, [])).toBe(true);
    expect(isStartOpen({ ...open, start: { from: "seed" } }, [])).toBe(false);
  });

  it("goes back to the seed with the compact network", () => {
    const back = withNetwork(withNetwork(defaultPipelineRecipe, "face-resnet", []), "compact", []);
    expect(back).toEqual({ ...defaultPipelineRecipe, primitive: scratchRecipe, retraining: shortRecipe });
  });

  it("is open again when its weights are gone", () => {
    const recipe = withNetwork(defaultPipelineRecipe, "resnet34", [weights("mine", "resnet34")]);
    expect(isStartOpen(recipe, [weights("mine", "resnet34")])).toBe(false);
    expect(isStartOpen(recipe, [])).toBe(true);
  });
});
