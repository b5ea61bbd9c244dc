import { describe, expect, it } from "vitest";
import { networkOf } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { scratchRecipe, type TrainingRecipe } from "../recipe.ts";
import { requireUsable, requireValidation } from "./recipe-check.ts";

const compact = networkOf(usualSetup("compact"));
const check = (change: Partial<TrainingRecipe>) => () => requireUsable({ ...scratchRecipe, ...change }, compact, 7);

describe("a recipe, held against its network and classes", () => {
  it("may freeze layers by any beginning of their names", () => {
    expect(check({ frozenPrefixes: ["conv1.", "bn", "fc.bias"] })).not.toThrow();
  });

  it("cannot freeze what is not there; the layers that are stand in the message", () => {
    expect(check({ frozenPrefixes: ["conv1.", "layer1."] })).toThrow(
      'recipe "scratch": found "layer1." in frozenPrefixes, which begins the name of no parameter of compact, expected the beginning of ' +
        "one of its layers: conv1, bn1, conv2, bn2, conv3, bn3, conv4, bn4, conv5, bn5, conv6, bn6, fc. Correct the prefix, or remove it.",
    );
  });

  it("cannot freeze everything", () => {
    expect(check({ frozenPrefixes: ["conv", "bn", "fc."] })).toThrow("leave nothing of compact to learn (conv, bn, fc.)");
  });

  it("gives every class its weight", () => {
    expect(check({ classWeights: [1, 2, 3, 4, 5, 6, 7] })).not.toThrow();
    expect(check({ classWeights: [1, 2] })).toThrow("found 2 classWeights, expected one for each of the 7 classes");
  });

  it("chooses an epoch only on a validation split", () => {
    expect(check({ validationShare: 0.1, patience: 3, keptEpoch: "best" })).not.toThrow();
    expect(check({ patience: 3 })).toThrow("found a patience of 3 epochs with a validationShare of 0");
    expect(check({ keptEpoch: "best" })).toThrow('found keptEpoch "best" with a validationShare of 0');
  });
});

describe("a validation split", () => {
  it("that holds no face out can choose no epoch", () => {
    const recipe: TrainingRecipe = { ...scratchRecipe, validationShare: 0.01, keptEpoch: "best" };
    expect(() => requireValidation(recipe, 1)).not.toThrow();
    expect(() => requireValidation(recipe, 0)).toThrow("found a validationShare of 0.01, which holds no face out");
    expect(() => requireValidation({ ...recipe, keptEpoch: "last" }, 0)).not.toThrow();
  });
});
