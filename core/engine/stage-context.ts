// What a job lends to its stages, and what every stage does with it: names what it makes, finds its data set, tells how far it is.
import { randomBytes } from "node:crypto";
import type { DatasetLocation, TaskEvent } from "../compute/protocol.ts";
import type { ProjectState } from "../contract/project-state.ts";
import type { PipelineMade } from "../pipeline.ts";
import type { DatasetRecord } from "../project/datasets.ts";
import type { RuleName } from "../selection-rules.ts";
import { type Current, type EngineContext, setCurrent } from "./context.ts";
import type { StageName } from "./job-inputs.ts";

/** What a job has made so far, and of which data set. */
export interface JobMemo extends PipelineMade {
  datasetId?: string;
  /** The data set that is made of it without some of its pictures. */
  leftOutId?: string;
  weightsId?: string;
  /** The data set on disk that it looked into. */
  setId?: string;
  /** Of a comparison of selection rules: what each rule has made. */
  rules?: Partial<Record<RuleName, PipelineMade>>;
}

/** What a job lends to its stages. */
export interface StageContext {
  engine: EngineContext;
  /** What the job has made so far; `remember` stores it. */
  made: JobMemo;
  remember(): void;
  /**
   * Works beside the four steps that the project shows: changes none of them, and takes what is there already instead of making it again.
   */
  isAside: boolean;
  /** Says which stage begins, and which run it trains, if any. */
  enter(stage: StageName, training: ProjectState["training"]): void;
  report(stage: string, done: number, total: number): void;
  signal: AbortSignal;
}

export const newId = (what: string): string => `${what}-${randomBytes(5).toString("hex")}`;

type MadeKey = "primitiveRunId" | "poolId" | "calibrationId" | "vasRunId" | "controlRunId" | "distillationId";

/**
 * The id of what a stage makes: the one that the job remembers from before a crash, or a new one that it remembers from now on.
 *
 * @param made  finds the same thing where it was made before; work aside takes that
 */
export function idOf(stage: StageContext, key: MadeKey, what: string, made: () => string | undefined = () => undefined): string {
  const known = stage.made[key];
  if (known !== undefined) return known;
  const id = (stage.isAside ? made() : undefined) ?? newId(what);
  stage.made[key] = id;
  stage.remember();
  return id;
}

/** Commits `work`, and what the project shows from then on, unless the stage works aside. */
export const showAs = (stage: StageContext, change: Partial<Current>, work: () => void): void =>
  setCurrent(stage.engine, stage.isAside ? {} : change, work);

/** The same stage as one part of several that are alike: its reports count from the end of the parts before. */
export const partOf = (stage: StageContext, index: number, count: number): StageContext => ({
  ...stage,
  report: (name, done, total) => stage.report(name, index * total + done, count * total),
});

/** The data set that the job was asked for. */
export function datasetOf({ engine, made }: StageContext): DatasetRecord {
  return engine.project.store.datasets.get(made.datasetId ?? "")!;
}

export const locationOf = ({ project }: EngineContext, { id, roots }: DatasetRecord): DatasetLocation => ({
  datasetDirectory: project.datasetDirectory(id),
  roots,
});

/** Fails before anything is begun where files of the data set are others than when it was imported. @throws InputError */
export async function requireUnchanged({ engine, signal }: StageContext, dataset: DatasetRecord): Promise<void> {
  await engine.compute.run({ kind: "require-unchanged", dataset: locationOf(engine, dataset) }, () => undefined, signal);
}

/** Which stage a phase of a task is; phases that are over in a moment are none. */
export type PhaseStages = Partial<Record<string, StageName>>;

/** Hears a task's events as progress of its stages; the last one is the work itself, and is entered at once. */
export function progressOf(
  stage: StageContext,
  stageOfPhase: PhaseStages,
  training: ProjectState["training"] = null,
): (event: TaskEvent) => void {
  const last = Object.values(stageOfPhase).at(-1)!;
  stage.enter(last, training);
  return (event) => {
    const name = event.type === "progress" ? stageOfPhase[event.phase] : undefined;
    if (event.type === "progress" && name) stage.report(name, event.done, event.total);
    else if (event.type === "note") stage.engine.emit("notice", { level: "info", text: event.text });
  };
}
