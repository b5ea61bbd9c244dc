// Where the primitive learner begins: the seed, or pretrained weights. A large network without weights says what to get, and begins
// at the seed only when that is chosen.
import { FileInput, TriangleAlert } from "lucide-react";
import type { PipelineRecipe, StartWeights } from "../../../core/recipe.ts";
import { Button } from "../../components/Button.tsx";
import { useIsReadOnly, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { isStartOpen, weightsFor } from "./network-choice.ts";

const words = strings.train.network;

interface StartChoiceProps {
  recipe: PipelineRecipe;
  onOpenWeights(): void;
}

export function StartChoice({ recipe, onOpenWeights }: StartChoiceProps) {
  const weights = useWorkbench((state) => state.project?.weights) ?? [];
  const isReadOnly = useIsReadOnly();
  const changeRecipe = useWorkbench((state) => state.changeRecipe);
  const { network, start } = recipe;
  const fitting = weightsFor(network, weights);
  const choose = (chosen: StartWeights) => void changeRecipe(() => ({ start: chosen }));
  return (
    <section className="start-choice" aria-label={words.startFrom}>
      <h3>{words.startFrom}</h3>
      {fitting.length === 0 && isStartOpen(recipe, weights) ? (
        <div className="callout" role="note">
          <TriangleAlert className="callout-icon" aria-hidden />
          <div>
            <p className="callout-title">{words.none(words.names[network])}</p>
            <p>
              {words.whatToGet[network]} {words.neverSilently}
            </p>
            <div className="callout-actions">
              <Button disabled={isReadOnly} onClick={() => choose({ from: "seed" })}>
                {words.useSeed}
              </Button>
            </div>
          </div>
        </div>
      ) : (
        <fieldset className="choices" disabled={isReadOnly}>
          <legend className="visually-hidden">{words.startFrom}</legend>
          <StartOption
            name={words.fromSeed}
            hint={words.fromSeedHint}
            isChosen={start.from === "seed"}
            onChoose={() => choose({ from: "seed" })}
          />
          {fitting.map(({ id, name, isBuiltIn }) => (
            <StartOption
              key={id}
              name={isBuiltIn ? words.builtIn : name}
              hint={isBuiltIn ? words.builtInHint : words.importedHint}
              isChosen={start.from === "weights" && start.weightsId === id}
              onChoose={() => choose({ from: "weights", weightsId: id })}
            />
          ))}
        </fieldset>
      )}
      <Button icon={FileInput} onClick={onOpenWeights}>
        {strings.train.weights.open}
      </Button>
    </section>
  );
}

interface StartOptionProps {
  name: string;
  hint: string;
  isChosen: boolean;
  onChoose(): void;
}

const StartOption = ({ name, hint, isChosen, onChoose }: StartOptionProps) => (
  <label className="choice">
    <input type="radio" name="start" checked={isChosen} onChange={onChoose} />
    <span className="choice-words">
      <span className="choice-name">{name}</span>
      <span className="choice-hint">{hint}</span>
    </span>
  </label>
);
