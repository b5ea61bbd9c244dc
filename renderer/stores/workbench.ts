// The project as the engine last told it, and what the whole window shows around every view: connection, notices, view state.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { JobView } from "../../core/contract/job-view.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { OutputOf } from "../../core/contract/requests.ts";
import type { ViewName, ViewState } from "../../core/contract/view-state.ts";
import { type ErrorRecord, errorRecordOf } from "../../core/errors.ts";
import type { PipelineRecipe } from "../../core/recipe.ts";
import type { Client } from "../../core/wire.ts";
import type { ConnectionStatus } from "../connection.ts";
import { strings } from "../strings.ts";
import { isUnfinished, mergeJob } from "./jobs.ts";

export interface Notice {
  id: number;
  level: "info" | "warning" | "error";
  text: string;
  /** Fields of a bad input, shown as place, found, expected and mend. */
  problem?: ErrorRecord["problem"];
}

export interface WorkbenchState {
  connection: ConnectionStatus;
  host: OutputOf<"host.info"> | null;
  project: ProjectState | null;
  /** Belongs to the window from its first state on; the engine only keeps it. */
  view: ViewState;
  notices: Notice[];
  isShortcutSheetOpen: boolean;
  /** A stopped job that the user has put aside. */
  dismissedJobId: string | null;

  connectionChanged(status: ConnectionStatus): void;
  projectChanged(project: ProjectState): void;
  jobChanged(job: JobView): void;
  changeView(change: Partial<ViewState>): void;
  goTo(view: ViewName): void;
  notify(notice: Omit<Notice, "id">): void;
  dismiss(noticeId: number): void;
  setShortcutSheet(isOpen: boolean): void;
  dismissJob(jobId: string): void;
  /** Waits for an answer; an error becomes a notice. @returns undefined after an error */
  attempt<T>(answer: Promise<T>): Promise<T | undefined>;
  /** As `attempt`, for requests that answer with the state after their commit. */
  apply(answer: Promise<ProjectState>): Promise<void>;
  /** Saves the recipe with a change, as one undoable step. One change waits for the one before, so that none undoes another. */
  changeRecipe(change: (recipe: PipelineRecipe) => Partial<PipelineRecipe>): Promise<void>;
  /** The recipe once every change of it is saved. */
  savedRecipe(): Promise<PipelineRecipe | null>;
}

export type WorkbenchStore = StoreApi<WorkbenchState>;

const firstView: ViewState = { view: "data", theme: "system", tileSize: 96, classIndex: null, order: "nearest" };
const noticesShown = 4;
/** View state changes with every notch of a slider; it is sent when it rests. */
const viewSaveDelayMs = 400;

export function createWorkbenchStore(client: Client): WorkbenchStore {
  let nextNotice = 1;
  let viewSave: ReturnType<typeof setTimeout> | undefined;
  let latestChange = Promise.resolve();

  return createStore<WorkbenchState>()((set, get) => ({
    connection: "connecting",
    host: null,
    project: null,
    view: firstView,
    notices: [],
    isShortcutSheetOpen: false,
    dismissedJobId: null,

    connectionChanged(connection) {
      set({ connection });
      if (connection !== "open") return;
      void get().apply(client.request("project.state", {}));
      void get()
        .attempt(client.request("host.info", {}))
        .then((host) => host && set({ host }));
    },
    projectChanged(project) {
      set((state) => ({ project, view: state.project ? state.view : project.view }));
    },
    jobChanged(job) {
      const before = get().project?.jobs.find(({ id }) => id === job.id);
      if (job.state === "done" && before && isUnfinished(before)) {
        get().notify({ level: "info", text: strings.job.finished(job.title, job.elapsedSeconds) });
      }
      set(({ project }) => ({ project: project && { ...project, jobs: mergeJob(project.jobs, job) } }));
    },
    changeView(change) {
      set(({ view }) => ({ view: { ...view, ...change } }));
      clearTimeout(viewSave);
      viewSave = setTimeout(() => void get().attempt(client.request("view.save", { view: get().view })), viewSaveDelayMs);
    },
    goTo(view) {
      get().changeView({ view });
    },
    notify(notice) {
      // An error that comes again takes its own place; an event that happens again is told again.
      const isAgain = ({ level, text }: Notice) => level === "error" && text === notice.text;
      set(({ notices }) => ({
        notices: [...notices.filter((earlier) => !isAgain(earlier)), { ...notice, id: nextNotice++ }].slice(-noticesShown),
      }));
    },
    dismiss(noticeId) {
      set(({ notices }) => ({ notices: notices.filter(({ id }) => id !== noticeId) }));
    },
    dismissJob(dismissedJobId) {
      set({ dismissedJobId });
    },
    setShortcutSheet(isShortcutSheetOpen) {
      set({ isShortcutSheetOpen });
    },
    async attempt(answer) {
      try {
        return await answer;
      } catch (error) {
        const { code, message, problem } = errorRecordOf(error);
        // A death is told by the connection or by the host's own notice, once, not by each request that it cut off.
        if (code !== "engine-died") get().notify({ level: "error", text: message, problem });
        return undefined;
      }
    },
    async apply(answer) {
      const project = await get().attempt(answer);
      if (project) get().projectChanged(project);
    },
    changeRecipe(change) {
      latestChange = latestChange.then(async () => {
        const { project, apply } = get();
        if (project) await apply(client.request("recipe.save", { recipe: { ...project.recipe, ...change(project.recipe) } }));
      });
      return latestChange;
    },
    async savedRecipe() {
      await latestChange;
      return get().project?.recipe ?? null;
    },
  }));
}
