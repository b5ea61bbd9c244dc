// How the pipeline finds its first delta: by value, count, share or precision.
import type { DeltaChoice } from "../../../core/recipe.ts";
import { NumberField } from "../../components/NumberField.tsx";
import { SelectField } from "../../components/SelectField.tsx";
import { formatPercentAmount } from "../../format.ts";
import { strings } from "../../strings.ts";

interface DeltaChoiceFieldsProps {
  choice: DeltaChoice;
  onChange(choice: DeltaChoice): void;
}

/** Each way with a sensible first amount. */
const firstOf: Record<DeltaChoice["by"], DeltaChoice> = {
  share: { by: "share", share: 0.3 },
  "target-count": { by: "target-count", count: 1000 },
  delta: { by: "delta", delta: 0.1 },
  precision: { by: "precision", precision: 0.95 },
};
const ways = Object.keys(firstOf) as DeltaChoice["by"][];

export function DeltaChoiceFields({ choice, onChange }: DeltaChoiceFieldsProps) {
  return (
    <>
      <SelectField
        label={strings.train.choice}
        value={choice.by}
        options={ways.map((value) => ({ value, label: strings.train.choices[value] }))}
        onChange={(by) => onChange(firstOf[by])}
      />
      <Amount choice={choice} onChange={onChange} />
    </>
  );
}

function Amount({ choice, onChange }: DeltaChoiceFieldsProps) {
  const label = strings.train.amount;
  const give = (make: (amount: number) => DeltaChoice) => (amount: number | null) => amount !== null && onChange(make(amount));
  switch (choice.by) {
    case "delta":
      return (
        <NumberField label={label} value={choice.delta} rule={{ min: 0, max: 2 }} onCommit={give((delta) => ({ by: "delta", delta }))} />
      );
    case "target-count":
      return (
        <NumberField
          label={label}
          value={choice.count}
          rule={{ min: 1, max: 1_000_000_000, isInteger: true }}
          onCommit={give((count) => ({ by: "target-count", count }))}
        />
      );
    case "share":
      return (
        <NumberField
          label={label}
          value={choice.share}
          rule={{ min: 0.000001, max: 1, isPercent: true }}
          unit="%"
          format={formatPercentAmount}
          onCommit={give((share) => ({ by: "share", share }))}
        />
      );
    case "precision":
      return (
        <NumberField
          label={label}
          value={choice.precision}
          rule={{ min: 0.01, max: 1, isPercent: true }}
          unit="%"
          format={formatPercentAmount}
          onCommit={give((precision) => ({ by: "precision", precision }))}
        />
      );
  }
}
