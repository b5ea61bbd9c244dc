import { describe, expect, it } from "vitest";
import type { ArmKey } from "../evaluation/arm-result.ts";
import { armsOf } from "../evaluation/table-arms.ts";
import { defaultPipelineRecipe } from "../recipe.ts";
import { lackedBy, type ReproductionRecipe, tableSets } from "./reproduction-recipe.ts";
import { unitKey, unitsOf } from "./units.ts";

const folder = (name: string) => ({ directory: `/data/${name}`, reader: null, choices: {}, parts: null, meanings: {}, fold: null });
const everything: ReproductionRecipe = {
  sets: Object.fromEntries(tableSets.map((set) => [set, folder(set)])),
  align: false,
  recipes: { "vgg-face": defaultPipelineRecipe, resnet34: defaultPipelineRecipe },
  seeds: [1],
  leftOut: [],
  isMiniature: false,
};
const das: ArmKey = { network: "vgg-face", anchor: "rafdb", training: "rafdb", test: "rafdb", arm: "das" };
const keys = (arms: readonly ArmKey[], recipe = everything) => unitsOf(arms, recipe).map(unitKey);

describe("unitsOf", () => {
  it("trains one learner for all arms of one training set", () => {
    const arms: ArmKey[] = [{ ...das, arm: "pretrained" }, { ...das, arm: "control-vas" }, { ...das, arm: "vas" }, das];
    expect(unitsOf(arms, everything)).toEqual([
      {
        kind: "learner",
        network: "vgg-face",
        training: "rafdb",
        fold: null,
        seed: 1,
        needs: { selection: true, vas: true, distillation: true, das: true },
      },
    ]);
  });

  it("mines nothing for a baseline", () => {
    expect(unitsOf([{ ...das, arm: "pretrained" }], everything)).toMatchObject([
      { needs: { selection: false, vas: false, distillation: false, das: false } },
    ]);
  });

  it("lets the anchor's learner distil, and another training set gain of it", () => {
    expect(unitsOf([{ ...das, training: "fer2013", test: "fer2013" }], everything)).toMatchObject([
      { kind: "learner", training: "rafdb", needs: { selection: true, vas: false, distillation: true, das: false } },
      { kind: "transfer", anchor: "rafdb", training: "fer2013", needs: { vas: false, das: true } },
    ]);
  });

  it("trains each of the ten folds of CK+, from one learner of RAF-DB", () => {
    expect(keys([{ ...das, training: "ckplus", test: "ckplus" }])).toEqual([
      "learner vgg-face rafdb seed 1",
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((fold) => `transfer vgg-face rafdb ckplus fold ${fold} seed 1`),
    ]);
  });

  it("asks the same run about another data set", () => {
    expect(keys([{ ...das, test: "jaffe" }])).toEqual(["learner vgg-face rafdb seed 1", "evaluation vgg-face rafdb das jaffe seed 1"]);
  });

  it("finishes a seed before the next one begins", () => {
    expect(keys([das], { ...everything, seeds: [3, 5] })).toEqual(["learner vgg-face rafdb seed 3", "learner vgg-face rafdb seed 5"]);
  });

  it("leaves out the arms that something is missing for", () => {
    const { jaffe: _, ...sets } = everything.sets;
    const recipe = { ...everything, sets };
    expect(keys([das, { ...das, test: "jaffe" }], recipe)).toEqual(["learner vgg-face rafdb seed 1"]);
  });

  it("shares the learners of Table 1 with Tables 4 to 7", () => {
    const learnersOf = (table: 1 | 5) => keys(armsOf(table)).filter((key) => key.startsWith("learner vgg-face"));
    expect(learnersOf(5)).toEqual(learnersOf(1));
  });
});

describe("lackedBy", () => {
  it("names data sets, the pool and networks without weights", () => {
    const { rafdb, fer2013, ckplus } = everything.sets;
    const recipe = { sets: { rafdb, fer2013, ckplus }, recipes: { resnet34: defaultPipelineRecipe } };
    expect(lackedBy(recipe)).toEqual(["jaffe", "mmi", "pool", "vgg-face"]);
  });
});
