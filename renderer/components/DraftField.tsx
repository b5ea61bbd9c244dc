// A value that is typed as text: the draft stays as typed until Enter or leaving the field, is refused with a reason, and never jumps.
import { useEffect, useId, useState } from "react";
import type { Parsed } from "./parse-number.ts";

export interface DraftFieldProps<Value> {
  label: string;
  value: Value;
  format(value: Value): string;
  parse(draft: string): Parsed<Value>;
  inputMode?: "decimal";
  unit?: string;
  placeholder?: string;
  hint?: string;
  /** One line below the label. */
  note?: string | undefined;
  /** What is wrong with the value together with others; the draft's own problem comes first. */
  conflict?: string | undefined;
  isLabelHidden?: boolean;
  isDisabled?: boolean;
  /** Gets a value that differs from the one before. */
  onCommit(value: Value): void;
  /** Enter on a valid draft, changed or not; comes after `onCommit`. */
  onEnter?(value: Value): void;
}

export function DraftField<Value>(props: DraftFieldProps<Value>) {
  const { label, value, format, parse, inputMode, unit, placeholder, hint, note, conflict, onCommit, onEnter } = props;
  const { isLabelHidden = false, isDisabled = false } = props;
  const id = useId();
  const shown = format(value);
  const [draft, setDraft] = useState(shown);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setDraft(shown);
    setProblem(null);
  }, [shown]);

  /** @returns null for a draft that was refused */
  const commit = (): { value: Value } | null => {
    const parsed = draft === shown ? { value } : parse(draft);
    setProblem("problem" in parsed ? parsed.problem : null);
    if ("problem" in parsed) return null;
    setDraft(format(parsed.value));
    if (parsed.value !== value) onCommit(parsed.value);
    return parsed;
  };
  const told = problem ?? conflict;

  return (
    <div className="field">
      <label htmlFor={id} className={isLabelHidden ? "visually-hidden" : "field-label"}>
        {label}
      </label>
      {note && (
        <span id={`${id}-note`} className="field-note">
          {note}
        </span>
      )}
      <span className={told ? "field-box field-box-wrong" : "field-box"}>
        <input
          id={id}
          className="field-input number"
          inputMode={inputMode}
          value={draft}
          placeholder={placeholder}
          title={hint}
          disabled={isDisabled}
          aria-invalid={told !== undefined}
          aria-describedby={describedBy(id, { note, problem: told })}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => void commit()}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              const committed = commit();
              if (committed) onEnter?.(committed.value);
            }
            if (event.key === "Escape") setDraft(shown);
          }}
        />
        {unit && <span className="field-unit">{unit}</span>}
      </span>
      {told && (
        <span id={`${id}-problem`} className="field-problem" role="alert">
          {told}
        </span>
      )}
    </div>
  );
}

/** The ids of what is there, for aria-describedby: `ID-note`, `ID-problem`. */
export const describedBy = (id: string, parts: Record<string, string | undefined>): string | undefined =>
  Object.entries(parts)
    .flatMap(([name, text]) => (text ? [`${id}-${name}`] : []))
    .join(" ") || undefined;
