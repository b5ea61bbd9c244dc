// One choice of several, with its label above.
import { useId } from "react";
import { describedBy } from "./DraftField.tsx";

interface SelectFieldProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: NoInfer<Value>; label: string; hint?: string }[];
  isDisabled?: boolean;
  /** One line below the label. */
  note?: string | undefined;
  /** What is wrong with the choice together with other values. */
  conflict?: string | undefined;
  onChange(value: NoInfer<Value>): void;
}

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, value, options, isDisabled = false, note, conflict, onChange } = props;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      {note && (
        <span id={`${id}-note`} className="field-note">
          {note}
        </span>
      )}
      <select
        id={id}
        className="field-select"
        value={value}
        disabled={isDisabled}
        aria-invalid={conflict !== undefined}
        aria-describedby={describedBy(id, { note, problem: conflict })}
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} title={option.hint}>
            {option.label}
          </option>
        ))}
      </select>
      {conflict && (
        <span id={`${id}-problem`} className="field-problem" role="alert">
          {conflict}
        </span>
      )}
    </div>
  );
}
