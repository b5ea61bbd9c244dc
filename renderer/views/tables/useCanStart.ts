// Whether a table, or a row of it, may be run now.
import { unfinishedOf } from "../../stores/jobs.ts";
import { useIsReadOnly, useWorkbench } from "../../stores/stores.tsx";

/** One reproduction at a time: what a second one would ask for, the first may be making. */
export function useCanStart(): boolean {
  const isRunning = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "reproduce") !== null);
  return !useIsReadOnly() && !isRunning;
}
