// A unit of the paper's tables as a stage of its job: what it has made is remembered with the project, its progress is a part of the
// job's, and the four steps of Fig. 1 go on showing what they showed.
import { createHash } from "node:crypto";
import type { UnitMade } from "../../project/reproduction-units.ts";
import type { ReproductionRecipe, TableSet } from "../../reproduction/reproduction-recipe.ts";
import { type NamedUnit, unitKey } from "../../reproduction/units.ts";
import type { EngineContext } from "../context.ts";
import type { StageContext } from "../stage-context.ts";

export interface UnitStage extends StageContext {
  made: UnitMade;
}

/** @param phaseOf  the job's phase of a stage of the unit */
export function unitStage(job: StageContext, key: string, phaseOf: (stage: string) => string): UnitStage {
  const { reproductionUnits } = job.engine.project.store;
  const made = reproductionUnits.get(key);
  return {
    ...job,
    made,
    isAside: true,
    remember: () => reproductionUnits.remember(key, made),
    enter: () => undefined,
    report: (stage, done, total) => job.report(phaseOf(stage), done, total),
  };
}

/** The unit under everything that its result depends on: its recipe, and how its data sets are read. */
export function keyOf(unit: NamedUnit, recipe: ReproductionRecipe): string {
  const { seed: _, ...settings } = recipe.recipes[unit.network] ?? { seed: 0 };
  const sets = setsOf(unit).map((set) => [set, recipe.sets[set]]);
  return `${unitKey(unit)} ${digestOf([settings, sets, recipe.align])}`;
}

/** What a unit has made so far, in whatever table. */
export const madeOf = ({ project }: EngineContext, unit: NamedUnit, recipe: ReproductionRecipe): UnitMade =>
  project.store.reproductionUnits.get(keyOf(unit, recipe));

/** Data sets whose pictures or samples a unit sees; folds are trained on without the pool. */
function setsOf(unit: NamedUnit): TableSet[] {
  if (unit.kind === "evaluation") return [unit.training, "pool", unit.test];
  const pool: TableSet[] = unit.fold === null || unit.kind === "transfer" ? ["pool"] : [];
  return unit.kind === "transfer" ? [unit.anchor, unit.training, ...pool] : [unit.training, ...pool];
}

export const digestOf = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
