import { describe, expect, it } from "vitest";
import type { RoundOutcome, RuleOutcome } from "../contract/rule-views.ts";
import { at } from "../mining/selection.fixture.ts";
import { defaultPipelineRecipe } from "../recipe.ts";
import { RuleRecipe, recipeOfRule } from "../selection-rules.ts";
import { ruleLines } from "./rule-table.ts";

const round = (control: number, vas: number, difference: RoundOutcome["difference"]): RoundOutcome => ({
  mining: {
    poolId: "pool-1",
    poolCount: 80,
    skippedCount: 0,
    selection: at(0.125, { deltaOfClass: [null, 0.5] }),
    selectedCount: 20,
    selectedByClass: [15, 5],
    precision: 0.9,
    precisionByClass: [1, 0.6],
    wallSeconds: 1,
    imagesPerSecond: 80,
  },
  vas: { runId: "run-2", accuracy: vas, meanClassAccuracy: 0.5, wallSeconds: 3 },
  control: { runId: "run-3", accuracy: control, meanClassAccuracy: 0.5, wallSeconds: 3 },
  difference,
});
const outcome = (rule: RuleOutcome["rule"], rounds: RoundOutcome[]): RuleOutcome => ({
  rule,
  recipe: RuleRecipe.parse(recipeOfRule(rule, defaultPipelineRecipe)),
  primitiveRunId: "run-1",
  retraining: defaultPipelineRecipe.retraining,
  seed: 1,
  rounds,
});

describe("the table of selection rules", () => {
  it("has a row for each round, the balance and the thresholds of each class, and the anchors that were asked", () => {
    const resampled = { seeds: false, groups: false };
    const better = { difference: 0.02, low: -0.01, high: 0.05, standardError: 0.015, pValue: 0.2, pairs: 1, testCount: 50, resampled };
    const lines = ruleLines(
      [outcome("ada-cm", [round(0.6, 0.62, better)]), outcome("self-training", [round(0.6, 0.6, null), round(0.6, 0.61, null)])],
      ["fear", "anger"],
    );
    expect(lines).toEqual([
      "                        selected  of pool  precision  control     VAS  VAS - control (95 %)",
      "ada-cm                        20   25.0 %     90.0 %   60.0 %  62.0 %   +2.0 (-1.0 to +5.0)",
      "self-training, round 1        20   25.0 %     90.0 %   60.0 %  60.0 %                     -",
      "self-training, round 2        20   25.0 %     90.0 %   60.0 %  61.0 %                     -",
      "Accuracy on the test images; precision of the pseudo-labels by the pool's labels, which chose nothing.",
      "",
      "Selected by class         fear  anger",
      "  ada-cm                    15      5",
      "  self-training, round 1    15      5",
      "  self-training, round 2    15      5",
      "",
      "Threshold by class          fear   anger",
      "  ada-cm                  0.1250  0.5000",
      "  self-training, round 1  0.1250  0.5000",
      "  self-training, round 2  0.1250  0.5000",
      "Thresholds of ada-cm are from out-of-fold anchors.",
    ]);
  });
});
