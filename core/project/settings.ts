// Settings of a project: one typed value a key. The window shows a value as saved only after `set` returned.
import { z } from "zod";
import { RuleOutcome } from "../contract/rule-views.ts";
import { ViewState } from "../contract/view-state.ts";
import { Figure2Setting } from "../figures/figure-2-setting.ts";
import { PipelineRecipe, TrainingRecipe } from "../recipe.ts";
import { ReproductionRecipe } from "../reproduction/reproduction-recipe.ts";
import type { Sql } from "./sql.ts";

const Id = z.string().nullable();

/** Every setting there is; a new one is a line here. */
export const settingSchemas = {
  name: z.string().min(1),
  recipe: PipelineRecipe,
  savedRecipes: z.array(TrainingRecipe).max(200),
  view: ViewState,
  /** What the paper's tables are made with: as chosen in the window, or as the command line last ran them. */
  reproduction: ReproductionRecipe,
  figure2: Figure2Setting,
  /** What comparisons of selection rules came to; the latest last. */
  comparedRules: z.array(RuleOutcome),
  /** What the steps of Fig. 1 show now: the latest finished ones, unless a person went back. */
  current: z.object({
    datasetId: Id,
    primitiveRunId: Id,
    poolId: Id,
    calibrationId: Id,
    vasRunId: Id,
    controlRunId: Id,
    distillationId: Id.default(null),
  }),
} as const;

export type SettingKey = keyof typeof settingSchemas;
export type SettingValue<K extends SettingKey> = z.infer<(typeof settingSchemas)[K]>;

export class SettingsTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The saved value; undefined when it was never set. */
  get<K extends SettingKey>(key: K): SettingValue<K> | undefined {
    const row = this.#sql.first("SELECT value FROM settings WHERE key = ?", key);
    if (!row) return undefined;
    return this.#sql.parse<SettingValue<K>>(settingSchemas[key] as unknown as z.ZodType<SettingValue<K>>, row.value, `a setting "${key}"`);
  }

  /** Saves a value that is not undone, such as the state of the view; committed when it returns. Others go through history.ts. */
  set<K extends SettingKey>(key: K, value: SettingValue<K>): void {
    const checked = settingSchemas[key].parse(value);
    this.#sql.run(
      "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      key,
      JSON.stringify(checked),
    );
  }
}
