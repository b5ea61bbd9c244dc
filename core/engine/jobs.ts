// The engine's jobs: what may be asked for, what each is asked to do now, and how it is carried out. The queue itself is core/jobs.
import { sep } from "node:path";
import type { JobView } from "../contract/job-view.ts";
import type { ProjectState } from "../contract/project-state.ts";
import type { HostRequests, InputOf, WindowRequests } from "../contract/requests.ts";
import { WorkbenchError } from "../errors.ts";
import { JobQueue } from "../jobs/queue.ts";
import { RuleName } from "../selection-rules.ts";
import type { Handlers } from "../wire.ts";
import { currentOf, type EngineContext, recipeOf, requireDataset, requireMade } from "./context.ts";
import { distillationInput } from "./distillation-input.ts";
import { requireDistillation } from "./distilled-learner.ts";
import { importDistilledInput } from "./import-distilled.ts";
import { JobInput, jobTitles, type StageName, stageNames, stageWeights } from "./job-inputs.ts";
import { requireSet, setChoiceOf } from "./known-sets.ts";
import { performJob } from "./perform-job.ts";
import { precisionEffectInput } from "./precision-effect.ts";
import { probeInput } from "./probe-distilled.ts";
import { tableRecipe } from "./reproduction/known-recipe.ts";
import { reproductionPhases } from "./reproduction/reproduce.ts";
import type { JobMemo } from "./stage-context.ts";

type Asked = InputOf<"job.start">;
type JobRequests = Extract<
  keyof WindowRequests | keyof HostRequests,
  | "job.start"
  | "job.cancel"
  | "job.resume"
  | "data.import"
  | "data.compose"
  | "sets.add"
  | "sets.read-as"
  | "data.compose-sets"
  | "run.evaluate-set"
  | "weights.import"
  | "distillation.start"
  | "distilled.import"
  | "run.evaluate"
  | "tables.run"
  | "tables.reproduce"
  | "demonstration.begin"
>;

export interface Jobs {
  handlers: Handlers<JobRequests>;
  views(): JobView[];
  /** The stage that is being computed; null when no job runs. */
  runningStage(): StageName | null;
  /** The run that is being trained. */
  training(): ProjectState["training"];
  close(): Promise<void>;
}

export function createJobs(context: EngineContext): Jobs {
  let runningStage: StageName | null = null;
  let training: ProjectState["training"] = null;

  const enter = (stage: StageName | null, run: ProjectState["training"]) => {
    if (stage === runningStage && run?.runId === training?.runId) return;
    runningStage = stage;
    training = run;
    context.changed();
  };

  const queue = new JobQueue({
    jobs: context.project.store.jobs,
    phasesOf: (job) => {
      const input = JobInput.parse(job.input);
      if (input.kind === "reproduce") return reproductionPhases(input, stageNames);
      const { datasetId } = currentOf(context);
      const dataset = datasetId === null ? null : (context.project.store.datasets.get(datasetId)?.count ?? null);
      return stageWeights(input, dataset).map(([name, share]) => ({ name, words: stageNames[name], share }));
    },
    canRepeat: (job) => !isSent(job.input, context.project.uploadsDirectory) && !hasImported(context, job),
    run: async ({ input, memo }, { report, remember, signal }) => {
      const made = { ...((memo ?? {}) as JobMemo) };
      try {
        await performJob(JobInput.parse(input), {
          engine: context,
          made,
          isAside: false,
          remember: () => remember(made),
          enter,
          report,
          signal,
        });
      } finally {
        enter(null, null);
      }
    },
    onChange: (view) => {
      context.emit("job", view);
      if (view.state !== "running") context.changed();
    },
    onNotice: (text) => context.emit("notice", { level: "warning", text }),
  });

  /** An unfinished job that was asked exactly the same goes on; otherwise a new one starts. */
  const startOrResume = (input: JobInput): { jobId: string } => {
    const asked = JSON.stringify(input);
    const same = queue
      .views()
      .find(({ id, canResume }) => canResume && JSON.stringify(context.project.store.jobs.get(id)?.input) === asked);
    if (!same) return { jobId: queue.start({ kind: input.kind, title: jobTitles[input.kind], input }) };
    queue.resume(same.id);
    return { jobId: same.id };
  };

  return {
    handlers: {
      "job.start": (asked) => startOrResume(inputOf(context, asked)),
      "distillation.start": ({ runId, seed }) => startOrResume(distillationInput(context, runId, seed)),
      "job.cancel": ({ jobId }) => {
        queue.cancel(jobId);
        return {};
      },
      "job.resume": ({ jobId }) => {
        queue.resume(jobId);
        return {};
      },
      "data.import": ({ directory, classes }) => startOrResume({ kind: "import-dataset", directory, classes }),
      "data.compose": (asked) => startOrResume({ kind: "compose-dataset", ...asked }),
      "sets.add": (asked) => startOrResume({ kind: "inspect-set", setId: null, ...asked }),
      "sets.read-as": ({ setId, ...asked }) =>
        startOrResume({ kind: "inspect-set", setId, directory: requireSet(context, setId).directory, ...asked }),
      "data.compose-sets": ({ anchor, pool, test, ...asked }) => {
        const roles = { anchor: setChoiceOf(context, anchor), pool: setChoiceOf(context, pool), test: setChoiceOf(context, test) };
        return startOrResume({ kind: "compose-dataset", roles, ...asked });
      },
      "run.evaluate-set": ({ test, ...asked }) =>
        startOrResume({ kind: "evaluate", directory: null, test: setChoiceOf(context, test), ...asked }),
      "weights.import": (asked) => startOrResume({ kind: "import-weights", ...asked }),
      "distilled.import": ({ file }) => startOrResume(importDistilledInput(context, file)),
      "run.evaluate": (asked) => startOrResume({ kind: "evaluate", ...asked }),
      "tables.run": ({ table, rowId }) => {
        const recipe = tableRecipe(context);
        context.project.store.settings.set("reproduction", recipe); // sets that become known later do not take the place of these
        return startOrResume({ kind: "reproduce", tables: [table], rowId, recipe });
      },
      "tables.reproduce": (asked) => {
        context.project.store.history.changeSetting("what the command line ran the tables with", "reproduction", asked.recipe);
        return startOrResume({ kind: "reproduce", rowId: null, ...asked });
      },
      "demonstration.begin": () => beginDemonstration(context, queue, startOrResume),
    },
    views: () => queue.views(),
    runningStage: () => runningStage,
    training: () => training,
    close: () => queue.close(),
  };
}

/** Whether it works on a file that a window sent, which goes when its job ends. */
function isSent(input: unknown, uploads: string): boolean {
  const { file } = input as { file?: unknown };
  return typeof file === "string" && file.startsWith(uploads + sep);
}

/** Images that are here are not imported again by their job: what it had still to make, their comparison makes. */
function hasImported({ project }: EngineContext, { kind, memo }: { kind: string; memo: unknown }): boolean {
  const { distillationId } = (memo ?? {}) as JobMemo;
  return kind === "import-distilled" && project.store.distillations.get(distillationId ?? "") !== undefined;
}

/** What a job of this kind is asked to do, from the settings as they stand. */
function inputOf(
  context: EngineContext,
  { kind, withDas = false, probeOption = "from-start", rules = [...RuleName.options] }: Asked,
): JobInput {
  const { id: datasetId } = requireDataset(context);
  const recipe = recipeOf(context);
  const current = currentOf(context);
  switch (kind) {
    case "pipeline":
      return { kind, datasetId, recipe, withDas };
    case "primitive":
      return { kind, datasetId, recipe };
    case "mine":
      return { kind, datasetId, recipe, primitiveRunId: requireMade(current.primitiveRunId, "Train the primitive learner") };
    case "calibrate":
      return { kind, datasetId, recipe, poolId: requireMade(current.poolId, "Mine the pool") };
    case "precision-effect":
      return precisionEffectInput(context, datasetId);
    case "retrain": {
      const poolId = requireMade(current.poolId, "Mine the pool");
      const selection = context.project.store.selections.get(poolId);
      if (!selection) throw new WorkbenchError("not-found", "Choose a threshold first.");
      return { kind, datasetId, recipe, poolId, selection };
    }
    case "compare-rules":
      return { kind, datasetId, recipe, primitiveRunId: requireMade(current.primitiveRunId, "Train the primitive learner"), rules };
    case "distill":
      return distillationInput(context, null, null);
    case "das": {
      const { distillation, primitiveRunId } = requireDistillation(context);
      return { kind, datasetId, recipe, distillationId: distillation.id, primitiveRunId };
    }
    case "probe":
      return probeInput(context, probeOption);
    case "check-data":
    case "leave-out":
      return { kind, datasetId };
  }
}

/** Starts the demonstration in a project that has no data, and goes on with one that was cut short; one that was cancelled waits. */
function beginDemonstration(
  context: EngineContext,
  queue: JobQueue,
  startOrResume: (input: JobInput) => { jobId: string },
): { jobId: string | null } {
  if (context.project.readOnlyReason !== null) return { jobId: null };
  const earlier = queue.views().find(({ kind }) => kind === "prepare-demonstration");
  if (earlier?.state === "interrupted") {
    queue.resume(earlier.id);
    return { jobId: earlier.id };
  }
  if (earlier || currentOf(context).datasetId !== null) return { jobId: null };
  return startOrResume({ kind: "prepare-demonstration", recipe: recipeOf(context) });
}
