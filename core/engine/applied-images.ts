// Distilled images and the learner that they are applied to: where what takes their place lies, and what it was made from.
import { join } from "node:path";
import { type BaselinesRecord, readBaselinesRecord } from "../distillation/baselines-record.ts";
import type { EngineContext } from "./context.ts";

export interface Applied {
  distillationId: string;
  primitiveRunId: string;
}

/** Imported images may be applied to one learner after the other, and what is nearest differs between them. */
export function baselinesDirectory({ project }: EngineContext, { distillationId, primitiveRunId }: Applied): string {
  const isImported = project.store.distillations.get(distillationId)?.origin === "imported";
  return join(project.distillationDirectory(distillationId), "baselines", ...(isImported ? [primitiveRunId] : []));
}

/** What imported images are compared with; null before it is made. */
export const importedBaselines = (engine: EngineContext, applied: Applied): Promise<BaselinesRecord | null> =>
  readBaselinesRecord(baselinesDirectory(engine, applied));

/** A comparison has more than anchors alone: a distillation brings the rest along. */
export async function hasBaselines(engine: EngineContext, applied: Applied): Promise<boolean> {
  const { origin } = engine.project.store.distillations.get(applied.distillationId)!;
  return origin !== "imported" || (await importedBaselines(engine, applied)) !== null;
}
