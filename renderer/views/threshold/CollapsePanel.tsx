// Class collapse, said before any retraining, with what helps as buttons.
import { TriangleAlert } from "lucide-react";
import { type CollapseMend, collapseWarning } from "../../../core/mining/balance.ts";
import type { Selection } from "../../../core/recipe.ts";
import { Button } from "../../components/Button.tsx";
import { useClasses, useIsReadOnly, useThreshold } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { type RuleCounts, withCap, withEqualShares, withRule } from "./selection-changes.ts";

interface CollapsePanelProps {
  counts: RuleCounts;
  selection: Selection;
}

export function CollapsePanel({ counts, selection }: CollapsePanelProps) {
  const classes = useClasses();
  const change = useThreshold((state) => state.change);
  const isReadOnly = useIsReadOnly();
  const ruleCounts = counts[selection.rule];
  const warning = collapseWarning(ruleCounts.countAt(selection).countByClass, classes);
  if (!warning) return null;

  const mended = (mend: CollapseMend): Selection => {
    if (mend.kind === "cap") return withCap(selection, mend.capPerClass);
    return mend.kind === "per-class-delta" ? withEqualShares(selection, ruleCounts) : withRule(selection, "confidence", counts);
  };
  const labelOf = (mend: CollapseMend): string =>
    mend.kind === "cap" ? strings.threshold.mends.cap(mend.capPerClass) : strings.threshold.mends[mend.kind];
  return (
    <section className="collapse" aria-label={strings.threshold.warningTitle}>
      <TriangleAlert className="collapse-icon" aria-hidden />
      <p className="collapse-text">{warning.text}</p>
      <div className="collapse-mends">
        {warning.mends
          .filter((mend) => mend.kind !== "confidence-rule" || selection.rule !== "confidence")
          .map((mend) => (
            <Button key={mend.kind} title={mend.text} disabled={isReadOnly} onClick={() => change(mended(mend))}>
              {labelOf(mend)}
            </Button>
          ))}
      </div>
    </section>
  );
}
