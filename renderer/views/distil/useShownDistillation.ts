// The distillation that the view shows, with what is known of its epochs and checkpoints by now.
import { useMemo } from "react";
import type { DistillationEpoch, DistillationSummary } from "../../../core/distillation/distillation-view.ts";
import { keptEpochs } from "../../stores/distil.ts";
import { useDistil } from "../../stores/stores.tsx";

export interface ShownDistillation {
  summary: DistillationSummary;
  epochs: readonly DistillationEpoch[];
  /** Outer epochs whose images can be shown, ascending. */
  kept: readonly number[];
  /** The one that is looked at; null while no images are kept. */
  epoch: number | null;
}

const noEpochs: DistillationEpoch[] = [];

/** null while there is none, or none that the list knows yet. */
export function useShownDistillation(): ShownDistillation | null {
  const summary = useDistil((state) => state.distillations.find(({ id }) => id === state.shownId) ?? null);
  const epochs = useDistil((state) => (state.shownId === null ? noEpochs : (state.epochs[state.shownId] ?? noEpochs)));
  const chosen = useDistil((state) => state.epoch);
  return useMemo(() => {
    if (!summary) return null;
    const kept = keptEpochs(summary, epochs);
    const epoch = chosen !== null && kept.includes(chosen) ? chosen : (kept.at(-1) ?? null);
    return { summary, epochs, kept, epoch };
  }, [summary, epochs, chosen]);
}
