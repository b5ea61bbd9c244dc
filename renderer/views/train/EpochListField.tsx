// The epochs after which the learning rate falls, typed as a list.
import { useEffect, useId, useState } from "react";
import { parseEpochList } from "../../components/parse-number.ts";

interface EpochListFieldProps {
  label: string;
  epochs: readonly number[];
  lastEpoch: number;
  onCommit(epochs: number[]): void;
}

export function EpochListField({ label, epochs, lastEpoch, onCommit }: EpochListFieldProps) {
  const id = useId();
  const shown = epochs.join(", ");
  const [draft, setDraft] = useState(shown);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setDraft(shown);
    setProblem(null);
  }, [shown]);

  const commit = () => {
    const parsed = parseEpochList(draft, lastEpoch);
    setProblem("problem" in parsed ? parsed.problem : null);
    if ("problem" in parsed) return;
    setDraft(parsed.value.join(", "));
    if (parsed.value.join(", ") !== shown) onCommit(parsed.value);
  };
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <span className={problem ? "field-box field-box-wrong" : "field-box"}>
        <input
          id={id}
          className="field-input number"
          value={draft}
          aria-invalid={problem !== null}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
            if (event.key === "Escape") setDraft(shown);
          }}
        />
      </span>
      {problem && (
        <span id={`${id}-problem`} className="field-problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
