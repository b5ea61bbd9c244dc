// One choice of a few, all in sight: native radio buttons under a coat, so that arrow keys and screen readers work as they should.
import { type ReactNode, useId } from "react";

interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: NoInfer<Value>; label: ReactNode; hint?: string; isDisabled?: boolean }[];
  onChange(value: NoInfer<Value>): void;
  isDisabled?: boolean;
}

export function Segmented<Value extends string>({ label, value, options, onChange, isDisabled = false }: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset className="segmented" disabled={isDisabled}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="segment" title={option.hint}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.isDisabled}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
