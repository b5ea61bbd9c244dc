import { describe, expect, it } from "vitest";
import { defaultDistillationRecipe, printedDistillationRecipe } from "../distillation/distillation-recipe.ts";
import { parseDistillOptions } from "./distill-options.ts";

const parse = (...more: string[]) => parseDistillOptions(["--project", "/p", ...more]);

describe("the options of omnifer distill", () => {
  it("distil the selection for the current learner with the default recipe when nothing is said", () => {
    expect(parse()).toEqual({
      ...{ projectDirectory: "/p", importFile: null, runId: null, seed: null, json: false },
      recipe: defaultDistillationRecipe,
    });
  });

  it("are the paper's lines with --method printed", () => {
    expect(parse("--method", "printed").recipe).toEqual(printedDistillationRecipe);
  });

  it("set every value of the recipe that they name", () => {
    const numbers = ["--images-per-class", "3", "--steps", "2", "--repeats", "4", "--outer-epochs", "12", "--checkpoint-every", "2"];
    const others = ["--nets", "2", "--real-batch", "128", "--start-step", "0.02", "--init", "random-head", "--start", "real"];
    const later = ["--surrogate", "smooth", "--balanced"];
    const { recipe, runId, seed } = parse(...numbers, ...others, ...later, "--source", "anchor", "--run", "run-1", "--seed", "7");
    expect({ runId, seed }).toEqual({ runId: "run-1", seed: 7 });
    expect(recipe).toEqual({
      ...defaultDistillationRecipe,
      ...{ source: "anchor", imagesPerClass: 3, gradientSteps: 2, repeats: 4, outerEpochs: 12, checkpointEvery: 2 },
      ...{ nets: 2, realBatch: 128, startStep: 0.02, init: "random-head", start: "real" },
      ...{ surrogate: "smooth", balanced: true },
    });
  });

  it("take a file in the place of a recipe", () => {
    expect(parse("--import", "/elsewhere/results.pth")).toMatchObject({ importFile: "/elsewhere/results.pth" });
  });

  it.each([
    [["--source", "pool"], '--source: found "pool", expected selected or anchor.'],
    [["--images-per-class", "0"], '--images-per-class: found "0", expected a whole number from 1 to 50.'],
    [["--outer-epochs", "many"], '--outer-epochs: found "many", expected a whole number from 1 to 1000.'],
    [["--start-step", "0"], '--start-step: found "0", expected a number above 0, at most 1.'],
    [["--method", "printed", "--repeats", "3"], "--repeats: found 3, expected 1, as lines 6 to 9 are printed."],
    [["--method", "dm", "--steps", "2"], "--steps: found 2, expected 1: distribution matching makes no steps."],
    [["--surrogate", "soft"], '--surrogate: found "soft", expected exact or smooth.'],
    [["--method", "dm", "--surrogate", "smooth"], "--surrogate: found smooth, expected exact: distribution matching makes no steps, and"],
    [["--method", "dm", "--balanced"], "--balanced: found true, expected false: distribution matching looks at each class by itself."],
    [["--balanced=no"], "Option '--balanced' does not take an argument"],
    [["--import", "a.pth", "--balanced"], "--import and --balanced: found both"],
    [["--nets", "4"], "--nets: found 4, expected 1 when they start from the known learner, or all would be the same."],
    [["--import", "a.pth", "--steps", "2"], "--import and --steps: found both, expected images to import, or a recipe to distil with."],
    [["--fast"], "Unknown option '--fast'"],
  ])("refuse %j", (argv, message) => expect(() => parse(...argv)).toThrow(message));

  it("refuse a missing project, and say where the help is", () => {
    expect(() => parseDistillOptions([])).toThrow("--project: found nothing, expected a project folder. Try: omnifer distill --help");
  });
});
