// What a distillation is asked to do, from the settings as they stand.
import { InputError, WorkbenchError } from "../errors.ts";
import type { DistillationSource } from "../pipeline.ts";
import { currentOf, type EngineContext, recipeOf, requireDataset, requireMade } from "./context.ts";
import type { JobInput } from "./job-inputs.ts";
import { selectedSource } from "./selected-source.ts";

/**
 * @param asked  a primitive learner of the project; null is the one that mined the current pool, or the current one
 * @param seed   null is the recipe's
 * @throws WorkbenchError `not-found` that says which step comes first; InputError when the run is none that can be distilled for
 */
export function distillationInput(
  engine: EngineContext,
  asked: string | null,
  seed: number | null,
): Extract<JobInput, { kind: "distill" }> {
  const { id: datasetId } = requireDataset(engine);
  const before = recipeOf(engine);
  const recipe = { ...before, seed: seed ?? before.seed };
  if (asked !== null) requireLearner(engine, asked, datasetId);
  const source = recipe.distillation.source === "anchor" ? anchorsFor(engine, asked) : selectedFor(engine, asked);
  return { kind: "distill", datasetId, recipe, ...source };
}

function requireLearner({ project }: EngineContext, runId: string, datasetId: string): void {
  const run = project.store.runs.get(runId);
  if (run?.state === "finished" && run.role === "primitive" && run.datasetId === datasetId) return;
  throw new InputError({
    file: "learner",
    found: run
      ? `run ${runId}, which is ${run.state === "finished" ? "no primitive learner of this data set" : "not finished"}`
      : `no run ${runId}`,
    expected: "a finished primitive learner of the project's data set",
    mend: "The window lists the runs under Train.",
  });
}

const anchorsFor = (engine: EngineContext, asked: string | null): DistillationSource => ({
  primitiveRunId: asked ?? requireMade(currentOf(engine).primitiveRunId, "Train the primitive learner"),
  poolId: null,
  selection: null,
});

function selectedFor(engine: EngineContext, asked: string | null): DistillationSource {
  const found = selectedSource(engine, asked);
  if ("first" in found) throw new WorkbenchError("not-found", `${found.first} first.`);
  return found;
}
