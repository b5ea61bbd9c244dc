// The name under which a recipe is saved: of a copy, of a renamed one, or of the values in hand.
import { useId, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { freeName, type Naming, nameProblem } from "./recipe-name.ts";

const words = strings.train.recipes;

export function RecipeNameForm({ naming, onDone }: { naming: Naming; onDone(): void }) {
  const { recipe, replaces } = naming;
  const { client, workbench } = useStores();
  const saved = useWorkbench((state) => state.project?.savedRecipes) ?? [];
  const id = useId();
  const [name, setName] = useState(replaces ?? freeName(typeof recipe === "string" ? words.ownSuggestion : recipe.name, saved));
  const [problem, setProblem] = useState<string | null>(null);

  const save = async () => {
    const found = nameProblem(name.trim(), saved, replaces);
    setProblem(found);
    if (found !== null) return;
    const { attempt, projectChanged, changeRecipe, savedRecipe } = workbench.getState();
    const values = typeof recipe === "string" ? (await savedRecipe())?.[recipe] : recipe;
    if (!values) return;
    const named = { ...values, name: name.trim() };
    const answer = await attempt(client.request("recipes.save", { recipe: named, replaces }));
    if (!answer) return;
    projectChanged(answer);
    if (typeof recipe === "string") void changeRecipe(() => ({ [recipe]: named }));
    onDone();
  };
  return (
    <form
      className="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="field">
        <label htmlFor={id} className="field-label">
          {naming.title}
        </label>
        <span className={problem ? "field-box field-box-wrong" : "field-box"}>
          <input
            id={id}
            className="field-input"
            value={name}
            // biome-ignore lint/a11y/noAutofocus: the form came because a name was asked for
            autoFocus
            aria-invalid={problem !== null}
            aria-describedby={problem ? `${id}-problem` : undefined}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setName(event.target.value)}
          />
        </span>
        {problem && (
          <span id={`${id}-problem`} className="field-problem" role="alert">
            {problem}
          </span>
        )}
      </div>
      <Button look="primary" onClick={() => void save()}>
        {words.save}
      </Button>
      <Button onClick={onDone}>{words.cancel}</Button>
    </form>
  );
}
