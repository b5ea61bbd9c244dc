import { describe, expect, it } from "vitest";
import { parseRunOptions } from "./run-options.ts";

const parse = (...more: string[]) => parseRunOptions(["--project", "/p", ...more]);
const recipeOf = (...more: string[]) => {
  const options = parse(...more);
  return { ...options.recipe([], null), ...options.mining };
};

describe("the options of omnifer run", () => {
  it("selects the best 30 % of the pool by margin when nothing is said", () => {
    const { dataDirectory, json } = parse();
    const recipe = recipeOf();
    expect(recipe).toMatchObject({
      network: "compact",
      rule: "margin",
      deltaChoice: { by: "share", share: 0.3 },
      capPerClass: null,
      seed: 1,
    });
    expect(recipe.primitive).toMatchObject({ name: "scratch", epochs: 25, learningRate: 0.05, fallAfterEpochs: [10, 20] });
    expect(recipe.retraining).toMatchObject({ name: "short", epochs: 6, learningRate: 0.05, fallAfterEpochs: [3, 5] });
    expect({ dataDirectory, json }).toEqual({ dataDirectory: null, json: false });
  });

  it("starts the face-recognition network from the weights that come along, at their size, and gives it their recipe", () => {
    const recipe = recipeOf("--network", "face-resnet");
    expect(recipe).toMatchObject({ inputSize: 150, start: { from: "weights", weightsId: "face-api" } });
    expect(recipe.primitive).toMatchObject({ name: "transfer", frozenPrefixes: ["conv32", "conv64"] });
    expect(recipe.retraining).toMatchObject({ name: "short-transfer", frozenPrefixes: ["conv32", "conv64"], fallAfterEpochs: [3, 5] });
  });

  it("has no weights for the paper's networks unless they are named, and starts none of them from a seed by itself", () => {
    for (const network of ["vgg-face", "resnet34"]) expect(recipeOf("--network", network).start).toEqual({ from: "not-chosen" });
  });

  it("keeps the proportion of the falls when the epochs change", () => {
    const recipe = recipeOf("--epochs", "10", "--retrain-epochs", "12");
    expect(recipe.primitive).toMatchObject({ epochs: 10, fallAfterEpochs: [4, 8] });
    expect(recipe.retraining).toMatchObject({ epochs: 12, fallAfterEpochs: [6, 10] });
  });

  it("starts retraining at the rate of the primitive recipe", () => {
    expect(recipeOf("--recipe", "paper").retraining).toMatchObject({ epochs: 6, learningRate: 1e-3, weightDecay: 0 });
  });

  it.each([
    [["--delta", "0.125"], { by: "delta", delta: 0.125 }],
    [["--target-count", "137769"], { by: "target-count", count: 137769 }],
    [["--share", "0.02366"], { by: "share", share: 0.02366 }],
    [["--precision", "0.9"], { by: "precision", precision: 0.9 }],
    [["--threshold-by", "share", "--share", "0.2"], { by: "share", share: 0.2 }],
    [["--threshold-by", "class-share", "--share", "0.2"], { by: "class-share", share: 0.2 }],
    [["--threshold-by", "class-delta", "--factor", "0.5"], { by: "class-delta", factor: 0.5, floor: 0.02 }],
    [["--threshold-by", "flexmatch"], { by: "flexmatch", tau: 0.95, warmUp: true }],
    [["--threshold-by", "flexmatch", "--tau", "0.9", "--no-warm-up"], { by: "flexmatch", tau: 0.9, warmUp: false }],
    [["--threshold-by", "ada-cm", "--anchors", "training"], { by: "ada-cm", factor: 0.97, floor: 0.8, anchors: "training" }],
    [["--rule", "confidence", "--threshold-by", "fixed"], { by: "delta", delta: 0.95 }],
  ])("reads a threshold from %j", (argv, choice) => {
    expect(recipeOf(...argv).deltaChoice).toEqual(choice);
  });

  it("takes the rule that a way is about, unless another is named", () => {
    expect(recipeOf("--threshold-by", "flexmatch").rule).toBe("confidence");
    expect(recipeOf("--threshold-by", "class-delta").rule).toBe("margin");
    expect(recipeOf("--threshold-by", "class-delta", "--rule", "confidence").rule).toBe("confidence");
  });

  it("reads centroids, agreement and rounds", () => {
    expect(recipeOf()).toMatchObject({ agreement: false, centroids: { anchors: "all-anchors", features: "raw" }, rounds: 1 });
    const asked = ["--agree", "--centroids", "correct", "--centroid-features", "centred", "--rounds", "3", "--rounds-from", "last"];
    expect(recipeOf(...asked)).toMatchObject({
      agreement: true,
      centroids: { anchors: "correct-anchors", features: "centred" },
      rounds: 3,
      roundsFrom: "last",
    });
  });

  it.each([
    [["--share", "1.5"], '--share: found "1.5", expected a number from 0 to 1. Try: omnifer run --help'],
    [["--share", "0"], '--share: found "0", expected a number above 0, at most 1. Try: omnifer run --help'],
    [["--epochs", "2.5"], '--epochs: found "2.5", expected a whole number from 1 to 1000. Try: omnifer run --help'],
    [["--rule", "best"], '--rule: found "best", expected margin or confidence. Try: omnifer run --help'],
    [["--network", "vgg"], '--network: found "vgg", expected compact or vgg-face or resnet34 or face-resnet. Try: omnifer run --help'],
    [
      ["--delta", "0.1", "--share", "0.2"],
      "--delta and --share: found both, expected one way to set the threshold. Try: omnifer run --help",
    ],
    [["--threshold-by", "fixed"], "--delta: found nothing, expected the delta that margins are compared with."],
    [["--threshold-by", "count"], "--target-count: found nothing, expected how many images to select."],
    [["--threshold-by", "share", "--delta", "0.1"], "--delta: found --threshold-by share, expected --threshold-by fixed."],
    [["--tau", "0.9"], "--tau: found --threshold-by share, expected --threshold-by flexmatch."],
    [["--threshold-by", "ada-cm", "--rule", "margin"], "--threshold-by: found ada-cm with --rule margin, expected --rule confidence."],
    [["--centroids", "few"], '--centroids: found "few", expected all or correct.'],
    [["--rounds", "0"], '--rounds: found "0", expected a whole number from 1 to 10.'],
    [["--classes", "a,a"], '--classes: found "a,a", expected two or more different names, separated by commas. Try: omnifer run --help'],
  ])("refuses %j", (argv, message) => {
    expect(() => parse(...argv)).toThrow(message);
  });

  it("refuses an unknown option and a missing project", () => {
    expect(() => parse("--fast")).toThrow("Try: omnifer run --help");
    expect(() => parseRunOptions([])).toThrow("--project: found nothing, expected a project folder");
  });

  it("run distillation and DAS only when asked, with the values that are given", () => {
    expect(parse().das).toBeNull();
    expect(parse("--das").das).toEqual({ distillation: {}, das: {} });
    expect(parse("--das", "--outer-epochs", "4", "--modes", "preload,union", "--orders", "2", "--draws", "3").das).toEqual({
      distillation: { outerEpochs: 4 },
      das: { modes: ["preload", "union"], orders: 2, randomDraws: 3 },
    });
  });

  it.each([
    [["--orders", "2"], "--orders: found no --das, expected it together with --das. Try: omnifer run --help"],
    [["--das", "--modes", "often"], '--modes: found "often", expected every-batch or union or preload.'],
    [["--das", "--modes", "union,union"], '--modes: found "union,union", expected different modes.'],
    [["--das", "--orders", "0"], '--orders: found "0", expected a whole number from 1 to 20.'],
  ])("refuses %j", (argv, message) => {
    expect(() => parse(...argv)).toThrow(message);
  });
});
