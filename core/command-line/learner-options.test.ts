import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scratchRecipe } from "../recipe.ts";
import { type LearnerValues, readLearnerOptions } from "./learner-options.ts";

const read = (values: LearnerValues) => readLearnerOptions("train", { project: "/p", ...values });

describe("the network of a command", () => {
  it.each([
    ["compact", 48, { from: "seed" }],
    ["resnet34", 224, { from: "not-chosen" }],
    ["face-resnet", 150, { from: "weights", weightsId: "face-api" }],
  ])("%s takes pictures of %i pixels and begins from %j", (network, inputSize, start) => {
    expect(read({ network }).recipe([], null)).toMatchObject({ network, inputSize, start });
  });

  it("begins from its seed only when that is said", () => {
    expect(read({ network: "vgg-face", "from-seed": true }).recipe([], null).start).toEqual({ from: "seed" });
    expect(() => read({ weights: "vgg.pth", "from-seed": true })).toThrow("--weights and --from-seed: found both, expected one start.");
  });

  it("is the one that the imported weights are of", () => {
    const { recipe } = read({ weights: "vgg.pth", size: "112" });
    expect(recipe([], { weightsId: "weights-1", network: "vgg-face" })).toMatchObject({
      network: "vgg-face",
      inputSize: 112,
      start: { from: "weights", weightsId: "weights-1" },
    });
  });

  it("is read from its file as the options say, which are about nothing without one", () => {
    const options = read({ weights: "/w/timm.pth", mean: "0.5,0.5,0.5", std: "0.5,0.5,0.5" });
    const normalisation = { unit: 255, mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] };
    expect(options.weights).toEqual({ file: "/w/timm.pth", network: null, channelOrder: null, normalisation });
    expect(() => read({ "channel-order": "bgr" })).toThrow("found no --weights, expected the file that they are about");
  });

  it("refuses a size that it cannot take", () => {
    expect(() => read({ network: "face-resnet", size: "48" })).toThrow('--size: found "48", expected a whole number from 55 to 512.');
  });
});

describe("the recipe of a command", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "omnifer-recipe-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (text: string) => {
    const path = join(folder, "recipe.json");
    writeFileSync(path, text);
    return path;
  };
  const primitiveOf = (recipe: string, saved = [{ ...scratchRecipe, name: "mine", epochs: 7 }]) =>
    read({ recipe }).recipe(saved, null).primitive;

  it("is a preset, one of the project, or a file", () => {
    expect(primitiveOf("paper").learningRate).toBe(1e-3);
    expect(primitiveOf("mine").epochs).toBe(7);
    expect(primitiveOf(file('{"name": "own", "labelSmoothing": 0.1}'))).toMatchObject({ name: "own", labelSmoothing: 0.1, epochs: 25 });
  });

  it.each([
    [
      "other",
      '--recipe: found "other", expected paper or scratch or short or transfer or short-transfer or mine, or a .json file. Try: omnifer train --help',
    ],
  ])("refuses %s", (recipe, message) => {
    expect(() => primitiveOf(recipe)).toThrow(message);
  });

  it.each(["{", "[]", '{"momentum": 2}', '{"momentum": "much"}'])("refuses a file that holds %s, and says what a recipe is", (text) => {
    const path = file(text);
    expect(() => primitiveOf(path)).toThrow(`${path}: found`);
    expect(() => primitiveOf(path)).toThrow("expected a training recipe");
  });
});
