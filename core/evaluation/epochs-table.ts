// The last epoch of a training and the best one on the validation split, apart: how each did, and whose weights the run hands on.
import type { EpochResult, RunMetrics } from "../contract/run-views.ts";
import { columns, percent } from "./text-table.ts";

/** Lines without colours; none without a validation split, where the last epoch is the only one with a test result. */
export function epochsTable({ keptEpoch, last, best }: Pick<RunMetrics, "keptEpoch" | "last" | "best">): string[] {
  if (!last || !best) return [];
  const row = (which: RunMetrics["keptEpoch"], { epoch, validationAccuracy, accuracy, meanClassAccuracy }: EpochResult) => [
    `${which}, epoch ${epoch}`,
    percent(validationAccuracy),
    percent(accuracy),
    percent(meanClassAccuracy),
    which === keptEpoch ? "handed on" : "",
  ];
  return columns([["", "validation", "test", "mean class", ""], row("last", last), row("best", best)]);
}
