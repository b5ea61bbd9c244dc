// The recipe of a run, beside that of another run or one that the project knows.
import { useState } from "react";
import type { RunSummary } from "../../../core/contract/run-views.ts";
import { recipePresets } from "../../../core/recipe.ts";
import { ScrollArea } from "../../components/ScrollArea.tsx";
import { SelectField } from "../../components/SelectField.tsx";
import { formatWhen } from "../../format.ts";
import { useTrain, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { RecipeTable, type ShownRecipe } from "./RecipeTable.tsx";

const words = strings.train.run;
const nothing = "";

export function RunRecipe({ run }: { run: RunSummary }) {
  const candidates = useCandidates(run);
  const [otherId, setOtherId] = useState(nothing);
  const [showsAll, setShowsAll] = useState(false);
  const other = candidates.find(({ id }) => id === otherId);
  return (
    <ScrollArea label={words.recipe} className="run-body">
      <p className="panel-hint number">
        <StartOfRun run={run} />
      </p>
      <div className="compare-choice">
        <SelectField
          label={words.compareWith}
          value={other?.id ?? nothing}
          options={[{ value: nothing, label: words.compareNothing }, ...candidates.map(({ id, label }) => ({ value: id, label }))]}
          onChange={setOtherId}
        />
        {other && (
          <label className="check">
            <input type="checkbox" checked={showsAll} onChange={(event) => setShowsAll(event.target.checked)} />
            {strings.train.recipes.allFields}
          </label>
        )}
      </div>
      <RecipeTable
        caption={other ? strings.train.recipes.comparison : words.recipe}
        first={{ label: labelOf(run), recipe: run.recipe }}
        second={other}
        showsAll={!other || showsAll}
      />
    </ScrollArea>
  );
}

const labelOf = (run: RunSummary): string => `${strings.train.runs[run.role]}, ${formatWhen(run.created)}`;

function useCandidates(run: RunSummary): (ShownRecipe & { id: string })[] {
  const runs = useTrain((state) => state.runs);
  const saved = useWorkbench((state) => state.project?.savedRecipes) ?? [];
  return [
    ...runs.filter(({ id }) => id !== run.id).map((other) => ({ id: other.id, label: labelOf(other), recipe: other.recipe })),
    ...[...recipePresets, ...saved].map((recipe) => ({ id: `recipe ${recipe.name}`, label: recipe.name, recipe })),
  ];
}

/** "Compact 48×48, from the seed, seed 1" */
function StartOfRun({ run: { network, pretrained, seed } }: { run: RunSummary }) {
  const weights = useWorkbench((state) => state.project?.weights) ?? [];
  const nameOf = (weightsId: string) => weights.find(({ id }) => id === weightsId)?.name ?? words.forgottenWeights;
  const start = pretrained ? words.fromWeights(nameOf(pretrained.weightsId)) : words.fromSeed;
  return `${strings.train.network.names[network.name]} ${words.inputSize(network.inputSize)}, ${start}, ${words.seed(seed)}`;
}
