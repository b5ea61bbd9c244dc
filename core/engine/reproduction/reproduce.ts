// The paper's tables as a job: unit by unit, those that another table has made already are passed over.
import type { TableNumber } from "../../evaluation/paper/table.ts";
import { armsOf, armsOfRow } from "../../evaluation/table-arms.ts";
import type { Phase } from "../../jobs/progress.ts";
import type { ReproductionRecipe } from "../../reproduction/reproduction-recipe.ts";
import { unitsOf } from "../../reproduction/units.ts";
import type { StageName } from "../job-inputs.ts";
import type { StageContext } from "../stage-context.ts";
import { performUnit } from "./perform-unit.ts";
import { unitPhases } from "./unit-phases.ts";
import { keyOf, unitStage } from "./unit-stage.ts";

interface Asked {
  tables: readonly TableNumber[];
  /** Of the first table, and of it alone; null for all of all tables. */
  rowId: string | null;
  recipe: ReproductionRecipe;
}

export async function reproduce(stage: StageContext, asked: Asked): Promise<void> {
  for (const unit of unitsOfTables(asked)) {
    const key = keyOf(unit, asked.recipe);
    await performUnit(
      unitStage(stage, key, (name) => phaseName(key, name)),
      unit,
      asked.recipe,
    );
  }
}

/** Those of all stages of all units, in the order they run. */
export const reproductionPhases = (asked: Asked, wordsOf: Record<StageName, string>): Phase[] =>
  unitsOfTables(asked).flatMap((unit) =>
    unitPhases(unit, asked.recipe).map(({ stage, share, words }) => ({
      name: phaseName(keyOf(unit, asked.recipe), stage),
      words: `${words}: ${wordsOf[stage]}`,
      share,
    })),
  );

const phaseName = (key: string, stage: string): string => `${key}: ${stage}`;

const unitsOfTables = ({ tables, rowId, recipe }: Asked) =>
  unitsOf(rowId === null ? tables.flatMap(armsOf) : armsOfRow(tables[0]!, rowId), recipe);
