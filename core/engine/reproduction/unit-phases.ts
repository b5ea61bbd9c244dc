// What a unit of the paper's tables is doing, in words, and roughly how much work each of its stages is.
import type { TableArm } from "../../evaluation/arm-result.ts";
import { networkTitles, setTitles } from "../../evaluation/paper/names.ts";
import type { PipelineRecipe } from "../../recipe.ts";
import type { ReproductionRecipe } from "../../reproduction/reproduction-recipe.ts";
import type { Unit } from "../../reproduction/units.ts";
import type { StageName } from "../job-inputs.ts";

const armTitles: Record<TableArm, string> = {
  pretrained: "the baseline",
  "control-vas": "the control of VAS",
  vas: "VAS",
  "control-das": "the control of DAS",
  das: "DAS",
};

export interface UnitPhase {
  stage: StageName;
  words: string;
  /** In passes over a training set: an estimate that the time left is made of. */
  share: number;
}

/** Stages of a unit that may run, in their order. */
export function unitPhases(unit: Unit, { recipes }: ReproductionRecipe): UnitPhase[] {
  const recipe = recipes[unit.network];
  if (!recipe) return [];
  const words = wordsOf(unit);
  return stagesOf(unit, recipe).map(([stage, share]) => ({ stage, words, share }));
}

function stagesOf(unit: Unit, { primitive, retraining, distillation }: PipelineRecipe): [StageName, number][] {
  const arrival: [StageName, number][] = [
    ["import", 0.2],
    ["align", 0.2],
    ["decode", 0.2],
  ];
  if (unit.kind === "evaluation") return [...arrival, ["test", 0.3]];
  const retrainings: [StageName, number][] = [
    ["selected", 0.2],
    ["vas", 1.5 * retraining.epochs],
    ["control", 1.5 * retraining.epochs],
  ];
  const das: [StageName, number] = ["das", 2 * retraining.epochs];
  if (unit.kind === "transfer") return [...arrival, ...(unit.needs.vas ? retrainings : []), ...(unit.needs.das ? [das] : [])];
  const { needs } = unit;
  const distilling: [StageName, number][] = [
    ["source", 0.2],
    ["distil", distillation.outerEpochs],
    ["baselines", 2],
    ["losses", 2],
  ];
  return [
    ...arrival,
    ["primitive", primitive.epochs],
    ...(needs.selection ? [["mine", 2] as [StageName, number]] : []),
    ...(needs.vas ? retrainings : []),
    ...(needs.distillation ? distilling : []),
    ...(needs.das ? [das] : []),
  ];
}

/** "VGG-F on CK+ from RAF-DB, fold 3, seed 1" */
function wordsOf(unit: Unit): string {
  const network = networkTitles[unit.network];
  const seed = `seed ${unit.seed}`;
  if (unit.kind === "evaluation")
    return `${network} on ${setTitles[unit.training]}, ${armTitles[unit.arm]}, on ${setTitles[unit.test]}, ${seed}`;
  const from = unit.kind === "transfer" ? ` from ${setTitles[unit.anchor]}` : "";
  const fold = unit.fold === null ? "" : `, fold ${unit.fold + 1}`;
  return `${network} on ${setTitles[unit.training]}${from}${fold}, ${seed}`;
}
