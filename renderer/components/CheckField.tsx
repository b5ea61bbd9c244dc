// A value that is on or off, laid out as the fields beside it.
import { useId } from "react";
import { describedBy } from "./DraftField.tsx";

interface CheckFieldProps {
  label: string;
  note: string;
  isOn: boolean;
  /** What is wrong with the value together with others. */
  conflict?: string | undefined;
  onChange(isOn: boolean): void;
}

export function CheckField({ label, note, isOn, conflict, onChange }: CheckFieldProps) {
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
          aria-invalid={conflict !== undefined}
          aria-describedby={describedBy(id, { note, problem: conflict })}
          onChange={(event) => onChange(event.target.checked)}
        />
      </span>
      {conflict && (
        <span id={`${id}-problem`} className="field-problem" role="alert">
          {conflict}
        </span>
      )}
    </div>
  );
}
