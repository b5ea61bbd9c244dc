// Selection rules side by side, as a job: each is the pipeline with another recipe, from one primitive learner, beside the steps that the
// project shows. What is finished is not done again, whichever job did it.
import type { RoundOutcome, RuleOutcome } from "../contract/rule-views.ts";
import { accuracyOf, meanClassAccuracy } from "../evaluation/confusion.ts";
import { type PipelineMade, runRounds, type Stages } from "../pipeline.ts";
import type { RunEntry } from "../project/runs.ts";
import type { PipelineRecipe } from "../recipe.ts";
import { RuleName, RuleRecipe, recipeOfRule } from "../selection-rules.ts";
import { currentOf, type EngineContext } from "./context.ts";
import { isSame } from "./is-same.ts";
import { differenceOf, usedMiningOf } from "./results.ts";
import { partOf, type StageContext } from "./stage-context.ts";
import { createStages } from "./stages.ts";

interface Asked {
  recipe: PipelineRecipe;
  primitiveRunId: string;
  rules: readonly RuleName[];
}

/** Runs one rule after the other; each is in the table as soon as it is done. */
export async function compareRules(stage: StageContext, { recipe, primitiveRunId, rules }: Asked): Promise<void> {
  for (const [index, rule] of rules.entries()) {
    const made: PipelineMade & { datasetId?: string } = { ...stage.made.rules?.[rule], datasetId: stage.made.datasetId };
    const remember = () => {
      stage.made.rules = { ...stage.made.rules, [rule]: made };
      stage.remember();
    };
    const aside = { ...partOf(stage, index, rules.length), made, remember, isAside: true };
    const asked = recipeOfRule(rule, recipe);
    await runRounds(stagesOf(aside, rule), asked, primitiveRunId, made, remember);
    const rounds: RoundOutcome[] = [];
    for (const round of [...(made.earlierRounds ?? []), made]) rounds.push(await outcomeOf(stage.engine, round));
    const { retraining, seed } = recipe;
    keep(stage.engine, { rule, recipe: RuleRecipe.parse(asked), primitiveRunId, retraining, seed, rounds });
  }
}

/** Says which rule a warning is about. */
const stagesOf = (aside: StageContext, rule: RuleName): Stages => ({
  ...createStages(aside),
  warn: ({ text }) => aside.engine.emit("notice", { level: "info", text: `Rule ${rule}: ${text}` }),
});

async function outcomeOf(engine: EngineContext, { vasRunId, controlRunId }: PipelineMade): Promise<RoundOutcome> {
  const { runs } = engine.project.store;
  const [vas, control] = [runs.get(vasRunId!)!, runs.get(controlRunId!)!];
  return {
    mining: (await usedMiningOf(engine, vas))!,
    vas: scoresOf(vas),
    control: scoresOf(control),
    difference: await differenceOf(engine, control, vas),
  };
}

function scoresOf({ id, result }: RunEntry) {
  const { confusion, cost } = result!;
  const { wallSeconds } = cost;
  return { runId: id, accuracy: accuracyOf(confusion), meanClassAccuracy: meanClassAccuracy(confusion), wallSeconds };
}

/** Takes the place of an earlier comparison of the same rule with the same retraining. */
function keep(engine: EngineContext, outcome: RuleOutcome): void {
  const { settings } = engine.project.store;
  const others = (settings.get("comparedRules") ?? []).filter((known) => known.rule !== outcome.rule || !isAlike(known, outcome));
  settings.set("comparedRules", [...others, outcome]);
  engine.changed();
}

const isAlike = (a: RuleOutcome, b: RuleOutcome): boolean =>
  a.primitiveRunId === b.primitiveRunId && a.seed === b.seed && isSame(a.retraining, b.retraining);

/** The rules that were compared last with the current primitive learner, in the order in which they are named: of one retraining and seed. */
export function ruleOutcomes(engine: EngineContext): RuleOutcome[] {
  const { primitiveRunId } = currentOf(engine);
  const all = (engine.project.store.settings.get("comparedRules") ?? []).filter((outcome) => outcome.primitiveRunId === primitiveRunId);
  const latest = all.at(-1);
  if (!latest) return [];
  const places = RuleName.options;
  return all.filter((outcome) => isAlike(outcome, latest)).sort((a, b) => places.indexOf(a.rule) - places.indexOf(b.rule));
}
