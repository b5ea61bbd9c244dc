// A number that is typed: the draft stays as typed until Enter or leaving the field, is refused with a reason, and never jumps.
import { useEffect, useId, useState } from "react";
import { type NumberRule, parseNumber } from "./parse-number.ts";

interface NumberFieldProps {
  label: string;
  /** null shows an empty field. */
  value: number | null;
  rule: NumberRule;
  format?: (value: number) => string;
  unit?: string;
  placeholder?: string;
  hint?: string;
  isLabelHidden?: boolean;
  isDisabled?: boolean;
  /** Gets null from an emptied field, where the rule allows it. */
  onCommit(value: number | null): void;
  /** Enter on a valid number, changed or not; comes after `onCommit`. */
  onEnter?(value: number | null): void;
}

export function NumberField(props: NumberFieldProps) {
  const {
    label,
    value,
    rule,
    format = String,
    unit,
    placeholder,
    hint,
    isLabelHidden = false,
    isDisabled = false,
    onCommit,
    onEnter,
  } = props;
  const id = useId();
  const shown = value === null ? "" : format(value);
  const [draft, setDraft] = useState(shown);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setDraft(shown);
    setProblem(null);
  }, [shown]);

  /** @returns the number, or undefined for a draft that was refused */
  const commit = (): number | null | undefined => {
    const parsed = draft === shown ? { value } : parseNumber(draft, rule);
    setProblem("problem" in parsed ? parsed.problem : null);
    if ("problem" in parsed) return undefined;
    setDraft(parsed.value === null ? "" : format(parsed.value));
    if (parsed.value !== value) onCommit(parsed.value);
    return parsed.value;
  };

  return (
    <div className="field">
      <label htmlFor={id} className={isLabelHidden ? "visually-hidden" : "field-label"}>
        {label}
      </label>
      <span className={problem ? "field-box field-box-wrong" : "field-box"}>
        <input
          id={id}
          className="field-input number"
          inputMode="decimal"
          value={draft}
          placeholder={placeholder}
          title={hint}
          disabled={isDisabled}
          aria-invalid={problem !== null}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => void commit()}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              const committed = commit();
              if (committed !== undefined) onEnter?.(committed);
            }
            if (event.key === "Escape") setDraft(shown);
          }}
        />
        {unit && <span className="field-unit">{unit}</span>}
      </span>
      {problem && (
        <span id={`${id}-problem`} className="field-problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
