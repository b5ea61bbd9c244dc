// What every part of the engine works with: one open project, its compute client, what it holds in memory, and how it tells the window.
import type { ComputeClient } from "../compute/client.ts";
import type { EventName, EventPayload } from "../contract/events.ts";
import { WorkbenchError } from "../errors.ts";
import type { DatasetRecord } from "../project/datasets.ts";
import type { Project } from "../project/project.ts";
import type { SettingValue } from "../project/settings.ts";
import { defaultPipelineRecipe } from "../recipe.ts";
import type { OpenedFiles } from "./opened-files.ts";

export interface EngineContext {
  project: Project;
  compute: ComputeClient;
  opened: OpenedFiles;
  emit<N extends EventName>(event: N, payload: EventPayload<N>): void;
  /** Tells every window the state after a commit. */
  changed(): void;
}

/** What the four steps of Fig. 1 show now. */
export type Current = SettingValue<"current">;

export const nothingYet: Current = {
  datasetId: null,
  primitiveRunId: null,
  poolId: null,
  calibrationId: null,
  vasRunId: null,
  controlRunId: null,
  distillationId: null,
};

export const currentOf = ({ project }: EngineContext): Current => project.store.settings.get("current") ?? nothingYet;

/** Changes some of the current ids, the others stay; `work` is committed with them or not at all. */
export function setCurrent(context: EngineContext, change: Partial<Current>, work: () => void = () => {}): void {
  const { store } = context.project;
  store.transaction(() => {
    work();
    store.settings.set("current", { ...currentOf(context), ...change });
  });
  context.changed();
}

export const recipeOf = ({ project }: EngineContext): SettingValue<"recipe"> =>
  project.store.settings.get("recipe") ?? defaultPipelineRecipe;

/** @throws WorkbenchError `not-found` when the project has no data set yet */
export function requireDataset(context: EngineContext): DatasetRecord {
  const { datasetId } = currentOf(context);
  const dataset = datasetId === null ? undefined : context.project.store.datasets.get(datasetId);
  if (!dataset) throw new WorkbenchError("not-found", "This project has no data set yet. Import a folder first.");
  return dataset;
}

/** A current id that a step needs. @throws WorkbenchError `not-found` that says which step comes first */
export function requireMade(id: string | null, first: string): string {
  if (id === null) throw new WorkbenchError("not-found", `${first} first.`);
  return id;
}
