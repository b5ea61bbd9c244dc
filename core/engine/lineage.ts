// Where a learner comes from: a pool may have been mined by a retrained one (self-training), and belongs to the primitive learner at the
// beginning of its line all the same.
import type { RunEntry } from "../project/runs.ts";
import type { Store } from "../project/store.ts";

/** The run itself, the run whose weights it started from, and so on back to the primitive learner. */
function lineOf({ runs }: Pick<Store, "runs">, runId: string): RunEntry[] {
  const line: RunEntry[] = [];
  for (let run = runs.get(runId); run; run = run.parentRunId === null ? undefined : runs.get(run.parentRunId)) line.push(run);
  return line;
}

/** The primitive learner that a learner was retrained from; a primitive one's own. */
export const primitiveOf = (store: Pick<Store, "runs">, runId: string): string => lineOf(store, runId).at(-1)?.id ?? runId;

/** Epochs that a learner was trained for, those of the weights that it started from included. */
export const epochsOf = (store: Pick<Store, "runs">, runId: string): number =>
  lineOf(store, runId).reduce((sum, run) => sum + keptEpochs(store, run), 0);

/** Epochs that went into the weights that a run handed on. */
export const keptEpochs = ({ runs }: Pick<Store, "runs">, { id, recipe, result }: RunEntry): number =>
  recipe.keptEpoch === "best" ? result!.best!.epoch : runs.epochs(id).length;
