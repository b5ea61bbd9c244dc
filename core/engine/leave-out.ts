// Leaving out what a check found: a data set without the anchors and pool pictures that show a test face again takes the place of the
// project's. What was made before belongs to the data set as it was, and comes back with it.
import type { LeaveOutResult } from "../compute/protocol.ts";
import type { JobView } from "../contract/job-view.ts";
import type { OutputOf } from "../contract/requests.ts";
import { WorkbenchError } from "../errors.ts";
import { alignmentWithout } from "../faces/role-alignment.ts";
import { listed } from "../hygiene/data-check.ts";
import { readLeftOut } from "../hygiene/left-out-file.ts";
import type { DatasetRecord } from "../project/datasets.ts";
import { type EngineContext, requireDataset, setCurrent } from "./context.ts";
import { keepDataset } from "./import-folder.ts";
import { latestMadeOf } from "./latest-made.ts";
import { datasetOf, locationOf, newId, progressOf, type StageContext } from "./stage-context.ts";

/** @throws InputError when nothing would be left of a class or of the pool; WorkbenchError `not-found` when there is nothing to leave out */
export async function leaveOut(stage: StageContext): Promise<void> {
  const { engine, made } = stage;
  const { store } = engine.project;
  const whole = datasetOf(stage);
  made.leftOutId ??= newId("data");
  stage.remember();
  const result = await engine.compute.run(
    { kind: "leave-out", dataset: locationOf(engine, whole), datasetDirectory: engine.project.datasetDirectory(made.leftOutId) },
    progressOf(stage, { hash: "hash", compare: "compare", look: "look", recheck: "recheck" }),
    stage.signal,
  );
  const { anchor, pool } = result.leftOut;
  const id = await keepDataset(engine, made.leftOutId, {
    name: `${whole.name}, without ${(anchor + pool).toLocaleString("en")} that ${anchor + pool === 1 ? "shows" : "show"} test faces again`,
    isDemonstration: whole.isDemonstration,
    result,
    alignment: whole.alignment && alignmentOf(whole.alignment, result),
    leftOut: { from: whole.id, anchor, pool },
  });
  setCurrent(engine, latestMadeOf(store, id), () => store.dataChecks.set(id, result.check));
}

function alignmentOf(whole: NonNullable<DatasetRecord["alignment"]>, { leftOut, leftOutUpright }: LeaveOutResult): typeof whole {
  const left = { ...whole };
  for (const split of ["anchor", "pool"] as const) {
    const role = whole[split];
    if (role) left[split] = alignmentWithout(role, leftOut[split], leftOutUpright[split]);
  }
  return left;
}

/** The data set with all its pictures again, and what was made from it. @throws WorkbenchError `busy` while a job works on the present one */
export function takeBack(context: EngineContext, jobs: readonly JobView[]): void {
  const { leftOut } = requireDataset(context);
  if (!leftOut) throw new WorkbenchError("not-found", "Nothing was left out of this data set.");
  if (jobs.some(({ state }) => state === "running" || state === "queued"))
    throw new WorkbenchError("busy", "A job works on this data set. Cancel it, or take the pictures back when it is done.");
  setCurrent(context, latestMadeOf(context.project.store, leftOut.from));
}

/** Of the project's data set. */
export async function leftOutOf(context: EngineContext): Promise<OutputOf<"data.left-out">> {
  const { id, leftOut } = requireDataset(context);
  if (!leftOut) return { leftOut: null };
  const pairs = await readLeftOut(context.project.datasetDirectory(id));
  return { leftOut: { datasetId: leftOut.from, total: pairs.length, pairs: pairs.slice(0, listed) } };
}
