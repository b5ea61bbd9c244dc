// What a window is shown of selection rules that were compared: what each selected, and what it was worth next to its control.
import { z } from "zod";
import { PairedInterval } from "../distillation/distillation-view.ts";
import { TrainingRecipe } from "../recipe.ts";
import { RuleName, RuleRecipe } from "../selection-rules.ts";
import { MiningSummary } from "./mining-views.ts";
import { Id, Share } from "./values.ts";

const RunOutcome = z.object({ runId: Id, accuracy: Share.nullable(), meanClassAccuracy: Share.nullable(), wallSeconds: z.number() });

/** A round of mining, threshold and retraining; all but self-training have one. */
export const RoundOutcome = z.object({
  mining: MiningSummary,
  vas: RunOutcome,
  /** The same retraining on anchors alone, with as many updates. */
  control: RunOutcome,
  /** VAS minus control; null without test images. */
  difference: PairedInterval.nullable(),
});
export type RoundOutcome = z.infer<typeof RoundOutcome>;

/** A rule that was compared, as it is stored. Everything in it follows from the runs that it names. */
export const RuleOutcome = z.object({
  rule: RuleName,
  recipe: RuleRecipe,
  primitiveRunId: Id,
  retraining: TrainingRecipe,
  seed: z.int(),
  rounds: z.array(RoundOutcome).min(1).max(10),
});
export type RuleOutcome = z.infer<typeof RuleOutcome>;
