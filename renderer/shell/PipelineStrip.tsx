// Fig. 1 of the paper as a map: where the project stands in (a) to (d), and a way to each part.
import { Check, RotateCcw } from "lucide-react";
import { StepName, type StepState } from "../../core/contract/project-state.ts";
import type { ViewName } from "../../core/contract/view-state.ts";
import { useWorkbench } from "../stores/stores.tsx";
import { strings } from "../strings.ts";

/** Where each part is worked on. */
const viewOfStep: Record<StepName, ViewName> = {
  primitive: "train",
  mining: "train",
  threshold: "threshold",
  retraining: "results",
  distillation: "distil",
};

export function PipelineStrip() {
  const steps = useWorkbench((state) => state.project?.steps);
  const goTo = useWorkbench((state) => state.goTo);
  return (
    <nav aria-label={strings.shell.pipeline} className="strip">
      <ol className="strip-steps">
        {StepName.options.map((step) => {
          const state = steps?.[step] ?? "waiting";
          const { letter, name, does } = strings.steps[step];
          return (
            <li key={step} className="strip-item">
              <button
                type="button"
                className={`strip-step strip-step-${state}`}
                title={`${does} Fig. 1 (${letter}): ${strings.stepStates[state]}.`}
                onClick={() => goTo(viewOfStep[step])}
              >
                <StepBadge letter={letter} state={state} />
                <span className="strip-text">
                  <span className="strip-name">{name}</span>
                  <span className="strip-state">
                    {hasSign(state) && `${letter} · `}
                    {strings.stepStates[state]}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** Where a sign stands in place of the letter of Fig. 1, the letter moves to the words. */
const hasSign = (state: StepState): boolean => state === "done" || state === "stale";

const StepBadge = ({ letter, state }: { letter: string; state: StepState }) => (
  <span className="strip-badge" aria-hidden>
    {state === "done" && <Check />}
    {state === "stale" && <RotateCcw />}
    {state === "running" && <span className="strip-spinner turning" />}
    {!hasSign(state) && letter}
  </span>
);
