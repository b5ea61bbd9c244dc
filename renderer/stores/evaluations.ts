// Finished runs on other data sets (section 4.4: across databases): what came of them, and the draft of the next one.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { JobView } from "../../core/contract/job-view.ts";
import type { Evaluation } from "../../core/contract/result-views.ts";
import type { Client } from "../../core/wire.ts";
import type { KnownSetsStore } from "./known-sets.ts";
import { draftOf, followedDraft, type RoleDraft, reportOf, setOfProject } from "./role-draft.ts";
import type { WorkbenchStore } from "./workbench.ts";

export interface EvaluationsState {
  /** Newest first. */
  evaluations: Evaluation[];
  isOpen: boolean;
  /** null until one was chosen: the latest. */
  runId: string | null;
  draft: RoleDraft | null;
  isAligned: boolean;
  setOpen(isOpen: boolean): void;
  chooseRun(runId: string): void;
  /** null leaves it open. */
  chooseSet(setId: string | null): void;
  /** Opens the host's folder dialog; what is added, and new to the project, is chosen. */
  addSet(): Promise<void>;
  changeDraft(draft: RoleDraft): void;
  setAligned(isAligned: boolean): void;
  /** @param classes  of the run */
  evaluate(runId: string, classes: readonly string[]): Promise<void>;
}

export type EvaluationsStore = StoreApi<EvaluationsState>;

export function createEvaluationsStore(client: Client, workbench: WorkbenchStore, knownSets: KnownSetsStore): EvaluationsStore {
  let isAwaited = false;
  const setOf = (setId: string | undefined) => (knownSets.getState().sets ?? []).find(({ id }) => id === setId);
  const { attempt } = workbench.getState();

  const store = createStore<EvaluationsState>()((set, get) => ({
    evaluations: [],
    isOpen: false,
    runId: null,
    draft: null,
    isAligned: false,
    setOpen: (isOpen) => set({ isOpen }),
    chooseRun: (runId) => set({ runId }),
    chooseSet(setId) {
      const known = setOf(setId ?? undefined);
      if (known) get().changeDraft(draftOf(known, "test", []));
      else set({ draft: null });
    },
    async addSet() {
      isAwaited = await knownSets.getState().add();
    },
    changeDraft(draft) {
      set({ draft });
      const known = setOf(draft.setId);
      if (known && !reportOf(known, draft.choices)) void knownSets.getState().readAs(known.id, known.reader, draft.choices);
    },
    setAligned: (isAligned) => set({ isAligned }),
    async evaluate(runId, classes) {
      const { draft, isAligned } = get();
      const known = setOf(draft?.setId);
      if (!draft || !known) return;
      const input = { runId, test: setOfProject(known, draft, classes), align: isAligned };
      if (await attempt(client.request("run.evaluate-set", input))) set({ isOpen: false });
    },
  }));

  knownSets.subscribe(({ sets }, before) => {
    if (sets === null || sets === before.sets) return;
    const { draft, chooseSet } = store.getState();
    if (draft) store.setState({ draft: followedDraft(draft, "test", sets, []) });
    const added = before.sets && sets.find(({ id }) => !before.sets!.some((known) => known.id === id));
    if (added && isAwaited) chooseSet(added.id);
    if (added) isAwaited = false;
  });

  let loaded: string | null = null;
  function follow(jobs: readonly JobView[]): void {
    const key = jobs
      .filter(({ kind, state }) => kind === "evaluate" && state === "done")
      .map(({ id }) => id)
      .join();
    if (key === loaded) return;
    loaded = key;
    void attempt(client.request("evaluations.list", {})).then((answer) => {
      if (answer) store.setState({ evaluations: answer.evaluations });
      else loaded = null; // the next news of the project asks again
    });
  }
  workbench.subscribe((state, before) => {
    if (state.project && state.project !== before.project) follow(state.project.jobs);
  });
  return store;
}
