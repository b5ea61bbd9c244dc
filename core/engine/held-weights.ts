// The pretrained weights of a project: what the window lists, and what a learner starts from.
import { promises } from "node:fs";
import type { FaceApiWeightsTask } from "../compute/protocol.ts";
import type { WeightsSummary } from "../contract/project-state.ts";
import { InputError, WorkbenchError } from "../errors.ts";
import { faceApiModelFolder, readFaceApiReport } from "../networks/weights/face-api.ts";
import type { ImportReport } from "../networks/weights/import-report.ts";
import type { WeightsRecord } from "../project/weights.ts";
import { builtInWeightsId } from "../recipe.ts";
import { type EngineContext, recipeOf } from "./context.ts";

/** Those that come with the workbench are always among them: they become the project's own when a learner first starts from them. */
export function weightsSummaries(context: EngineContext): WeightsSummary[] {
  const used = usedIds(context);
  const held = context.project.store.weights.all().map(({ id, name, report }) => ({ id, name, network: report.network }));
  if (!held.some(({ id }) => id === builtInWeightsId)) held.push({ id: builtInWeightsId, name: builtInWeightsId, network: "face-resnet" });
  return held.map((weights) => ({ ...weights, isBuiltIn: weights.id === builtInWeightsId, isInUse: used.has(weights.id) }));
}

/** What became of each tensor at the import; of built-in weights also before a learner first starts from them. @throws WorkbenchError `not-found` */
export function importReportOf(context: EngineContext, weightsId: string): ImportReport {
  const isYetToBeHeld = weightsId === builtInWeightsId && !context.project.store.weights.get(weightsId);
  return isYetToBeHeld ? readFaceApiReport(faceApiModelFolder()) : requireWeights(context, weightsId).report;
}

/** Pretrained weights that the project holds; those of face-api become its own when they are first asked for. */
export async function heldWeights(
  { project, compute }: EngineContext,
  id: string,
  signal: AbortSignal,
): Promise<WeightsRecord | undefined> {
  const { weights } = project.store;
  if (id === builtInWeightsId && !weights.get(id)) {
    const task: FaceApiWeightsTask = { kind: "face-api-weights", weightsDirectory: project.weightsDirectory(id) };
    weights.add({ id, name: builtInWeightsId, ...(await compute.run(task, () => {}, signal)) });
  }
  return weights.get(id);
}

/** Forgets an entry, then deletes its folder. @throws InputError when a run or the recipe starts from it */
export async function removeWeights(context: EngineContext, weightsId: string): Promise<void> {
  const { name } = requireWeights(context, weightsId);
  if (usedIds(context).has(weightsId)) {
    throw new InputError({
      file: name,
      found: "weights that a run or the recipe starts from",
      expected: "weights that nothing uses",
      mend: "Choose another start in the recipe; what a run started from stays with the project.",
    });
  }
  context.project.store.weights.remove(weightsId);
  await promises.rm(context.project.weightsDirectory(weightsId), { recursive: true, force: true });
}

/** @throws WorkbenchError `not-found` */
function requireWeights({ project }: EngineContext, weightsId: string): WeightsRecord {
  const record = project.store.weights.get(weightsId);
  if (!record) throw new WorkbenchError("not-found", `There are no weights ${weightsId}.`);
  return record;
}

function usedIds(context: EngineContext): Set<string> {
  const { start } = recipeOf(context);
  const ofRuns = context.project.store.runs.all().flatMap(({ pretrained }) => (pretrained ? [pretrained.weightsId] : []));
  return new Set(start.from === "weights" ? [start.weightsId, ...ofRuns] : ofRuns);
}
