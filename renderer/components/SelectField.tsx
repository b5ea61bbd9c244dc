// One choice of several, with its label above.
import { useId } from "react";

interface SelectFieldProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: NoInfer<Value>; label: string; hint?: string }[];
  isDisabled?: boolean;
  onChange(value: NoInfer<Value>): void;
}

export function SelectField<Value extends string>({ label, value, options, isDisabled = false, onChange }: SelectFieldProps<Value>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <select
        id={id}
        className="field-select"
        value={value}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} title={option.hint}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
