// How thresholds are found: the way, then the values that it takes. Train has it in the recipe, Threshold at the pool.
import { AnchorSource, choiceFits, type DeltaChoice, type SelectionRule, usualChoices } from "../../core/recipe.ts";
import { formatCount, formatPercentAmount } from "../format.ts";
import { strings } from "../strings.ts";
import { NumberField } from "./NumberField.tsx";
import type { NumberRule } from "./parse-number.ts";
import { SelectField } from "./SelectField.tsx";

interface DeltaChoiceFieldsProps {
  choice: DeltaChoice;
  /** Ways of the other rule are not offered. */
  rule: SelectionRule;
  onChange(choice: DeltaChoice): void;
}

const ways = Object.keys(usualChoices) as DeltaChoice["by"][];
const words = strings.choice;

export function DeltaChoiceFields({ choice, rule, onChange }: DeltaChoiceFieldsProps) {
  return (
    <>
      <SelectField
        label={words.findBy}
        value={choice.by}
        options={ways.filter((by) => choiceFits({ by }, rule)).map((by) => ({ value: by, label: words.ways[by], hint: words.hints[by] }))}
        onChange={(by) => onChange(firstChoice(by, rule))}
      />
      <Values choice={choice} onChange={onChange} />
    </>
  );
}

/** A way with its usual values; a fixed threshold of the confidence rule is FixMatch's. */
export const firstChoice = (by: DeltaChoice["by"], rule: SelectionRule): DeltaChoice =>
  by === "delta" && rule === "confidence" ? { by, delta: usualChoices.flexmatch.tau } : usualChoices[by];

const threshold: NumberRule = { min: 0, max: 2 };
const anyShare: NumberRule = { min: 0.000001, max: 1, isPercent: true };
const factor: NumberRule = { min: 0.01, max: 2 };

function Values({ choice, onChange }: Omit<DeltaChoiceFieldsProps, "rule">) {
  const give = (make: (amount: number) => DeltaChoice) => (amount: number | null) => amount !== null && onChange(make(amount));
  const percentField = (label: string, value: number, rule: NumberRule, make: (amount: number) => DeltaChoice) => (
    <NumberField label={label} value={value} rule={rule} unit="%" format={formatPercentAmount} onCommit={give(make)} />
  );
  switch (choice.by) {
    case "delta":
      return <NumberField label={words.value} value={choice.delta} rule={threshold} onCommit={give((delta) => ({ by: "delta", delta }))} />;
    case "target-count":
      return (
        <NumberField
          label={words.count}
          value={choice.count}
          rule={{ min: 1, max: 1_000_000_000, isInteger: true }}
          format={formatCount}
          onCommit={give((count) => ({ by: "target-count", count }))}
        />
      );
    case "share":
    case "class-share": {
      const { by } = choice;
      return percentField(words.share, choice.share, anyShare, (share) => ({ by, share }));
    }
    case "precision":
      return percentField(words.precision, choice.precision, { min: 0.01, max: 1, isPercent: true }, (precision) => ({
        by: "precision",
        precision,
      }));
    case "class-delta":
      return (
        <>
          <NumberField
            label={words.factor}
            value={choice.factor}
            rule={factor}
            onCommit={give((value) => ({ ...choice, factor: value }))}
          />
          <NumberField label={words.floor} value={choice.floor} rule={threshold} onCommit={give((floor) => ({ ...choice, floor }))} />
        </>
      );
    case "flexmatch":
      return (
        <>
          <NumberField label={words.tau} value={choice.tau} rule={{ min: 0.01, max: 1 }} onCommit={give((tau) => ({ ...choice, tau }))} />
          <label className="check choice-check" title={words.warmUpNote}>
            <input type="checkbox" checked={choice.warmUp} onChange={(event) => onChange({ ...choice, warmUp: event.target.checked })} />
            {words.warmUp}
          </label>
        </>
      );
    case "ada-cm":
      return (
        <>
          <NumberField
            label={words.factor}
            value={choice.factor}
            rule={factor}
            onCommit={give((value) => ({ ...choice, factor: value }))}
          />
          <NumberField
            label={words.floor}
            value={choice.floor}
            rule={{ min: 0, max: 1 }}
            onCommit={give((floor) => ({ ...choice, floor }))}
          />
          <SelectField
            label={words.anchors}
            value={choice.anchors}
            options={AnchorSource.options.map((value) => ({ value, label: words.anchorSources[value] }))}
            onChange={(anchors) => onChange({ ...choice, anchors })}
          />
        </>
      );
  }
}
