// A value that is on or off, laid out as the fields beside it.
import { useId } from "react";

interface CheckFieldProps {
  label: string;
  note: string;
  isOn: boolean;
  onChange(isOn: boolean): void;
}

export function CheckField({ label, note, isOn, onChange }: CheckFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <span id={`${id}-note`} className="field-note">
        {note}
      </span>
      <span className="field-check">
        <input
          id={id}
          type="checkbox"
          checked={isOn}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChange(event.target.checked)}
        />
      </span>
    </div>
  );
}
