// Which learner distilled images are applied to, and what has to be said about it.
import { InputError, WorkbenchError } from "../errors.ts";
import { currentOf, type EngineContext, requireMade } from "./context.ts";

/**
 * The current distillation, of the current data set, and the learner that DAS starts from: the one it was made for, or for imported images
 * that name none of this project, the current one.
 *
 * @throws WorkbenchError `not-found` without one
 */
export function requireDistillation(engine: EngineContext) {
  const current = currentOf(engine);
  const distillation = engine.project.store.distillations.get(requireMade(current.distillationId, "Distil the samples"));
  if (!distillation?.result) throw new WorkbenchError("not-found", "The distillation is not finished. Resume it first.");
  if (distillation.datasetId !== current.datasetId) {
    throw new WorkbenchError("not-found", "These images were distilled from another data set. Import its folder again, or distil anew.");
  }
  const primitiveRunId = distillation.runId ?? requireMade(current.primitiveRunId, "Train the primitive learner");
  return { distillation, primitiveRunId };
}

/** Says it when images are applied to a learner that they were not made for, or when that is not the current one. */
export function warnOfOtherLearner(
  engine: EngineContext,
  { runId, name }: { runId: string | null; name: string },
  primitiveRunId: string,
): void {
  const warn = (text: string) => engine.emit("notice", { level: "warning", text });
  if (runId === null) {
    warn(
      `${name} was not made for a learner of this project, and distilled images teach little to another one. It is applied to ${primitiveRunId}.`,
    );
  } else if (runId !== currentOf(engine).primitiveRunId) {
    warn(`These images were distilled for the learner ${runId}, which is not the current one: every retraining starts from ${runId}.`);
  }
}

/** @throws InputError when a learner cannot see the images at all */
export function requireSameSize(
  engine: EngineContext,
  { name, network }: { name: string; network: { inputSize: number } },
  primitiveRunId: string,
): void {
  const { inputSize } = engine.project.store.runs.get(primitiveRunId)!.network;
  if (network.inputSize === inputSize) return;
  throw new InputError({
    file: name,
    found: `images ${network.inputSize} pixels wide`,
    expected: `images for the learner ${primitiveRunId}, which sees ${inputSize} pixels`,
    mend: "Distil for this learner, or train one of that size.",
  });
}
