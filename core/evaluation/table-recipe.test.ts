import { expect, it } from "vitest";
import type { ArmKey } from "./arm-result.ts";
import { isPapersNetwork, recipeText } from "./table-recipe.ts";

const key = (changes: Partial<ArmKey>): ArmKey => ({
  network: "vgg-face",
  anchor: "rafdb",
  training: "fer2013",
  test: "fer2013",
  arm: "das",
  ...changes,
});

it("a recipe says from which weights, and on which pictures", () => {
  expect(recipeText(key({}))).toBe("From RAF-DB's primitive learner, on FER-2013 and the distilled images.");
  expect(recipeText(key({ anchor: "fer2013", arm: "pretrained", network: "resnet34" }))).toBe("From ImageNet's ResNet-34, on FER-2013.");
  expect(recipeText(key({ arm: "control-vas" }))).toBe("From RAF-DB's primitive learner, on FER-2013 alone, as many updates as VAS.");
});

it("the paper's network is that of the row, at 224 pixels", () => {
  expect(isPapersNetwork({ network: "vgg-face", trainedNetwork: "vgg-face, 224x224" })).toBe(true);
  expect(isPapersNetwork({ network: "vgg-face", trainedNetwork: "vgg-face, 112x112" })).toBe(false);
  expect(isPapersNetwork({ network: "vgg-face", trainedNetwork: "resnet34, 224x224" })).toBe(false);
});
