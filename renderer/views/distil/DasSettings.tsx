// How distilled images enter the retraining, and how many runs it is compared over.
import { DasMode, type DasRecipe, dasArms } from "../../../core/distillation/das-recipe.ts";
import { NumberField } from "../../components/NumberField.tsx";
import { SelectField } from "../../components/SelectField.tsx";
import { useIsReadOnly, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

const words = strings.distil.das;

export function DasSettings({ das }: { das: DasRecipe }) {
  const isReadOnly = useIsReadOnly();
  const changeRecipe = useWorkbench((state) => state.changeRecipe);
  const change = (values: Partial<DasRecipe>) => void changeRecipe((recipe) => ({ das: { ...recipe.das, ...values } }));
  return (
    <section className="panel das-settings" aria-label={words.settings}>
      <details className="fold">
        <summary className="fold-head">
          <span className="fold-title panel-title">{words.settings}</span>
          <span className="fold-text number">{words.runCount(dasArms("", das).length)}</span>
        </summary>
        <fieldset className="plain-fieldset settings" disabled={isReadOnly}>
          <ModeChoice modes={das.modes} onChange={(modes) => change({ modes })} />
          <NumberField
            label={words.labels.lambda}
            note={words.notes.lambda}
            value={das.lambda}
            rule={{ min: 1e-9, max: 10 }}
            onCommit={(lambda) => lambda !== null && change({ lambda })}
          />
          <SelectField
            label={words.labels.statistics}
            note={words.notes.statistics}
            value={das.statistics}
            options={(["frozen", "batch"] as const).map((value) => ({ value, label: words.statistics[value] }))}
            onChange={(statistics) => change({ statistics })}
          />
          <NumberField
            label={words.labels.randomDraws}
            note={words.notes.randomDraws}
            value={das.randomDraws}
            rule={{ min: 1, max: 50, isInteger: true }}
            onCommit={(randomDraws) => randomDraws !== null && change({ randomDraws })}
          />
          <NumberField
            label={words.labels.orders}
            note={words.notes.orders}
            value={das.orders}
            rule={{ min: 1, max: 20, isInteger: true }}
            onCommit={(orders) => orders !== null && change({ orders })}
          />
        </fieldset>
      </details>
    </section>
  );
}

/** One at least; they keep the order of the paper's story. */
function ModeChoice({ modes, onChange }: { modes: readonly DasMode[]; onChange(modes: DasMode[]): void }) {
  return (
    <fieldset className="mode-choice">
      <legend className="field-label">{words.labels.modes}</legend>
      {DasMode.options.map((mode) => {
        const isOn = modes.includes(mode);
        return (
          <label key={mode} className="check">
            <input
              type="checkbox"
              checked={isOn}
              disabled={isOn && modes.length === 1}
              onChange={() => onChange(DasMode.options.filter((option) => (option === mode ? !isOn : modes.includes(option))))}
            />
            <span>
              {words.modes[mode]} <span className="field-note">{words.modeHints[mode]}</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
