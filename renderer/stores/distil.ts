// The distillations of the project, the one that is shown with its epochs and checkpoints, and which image of which epoch is looked at.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { EventPayload } from "../../core/contract/events.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type {
  DasComparison,
  DistillationCheckpoint,
  DistillationEpoch,
  DistillationSummary,
  ProbeResult,
} from "../../core/distillation/distillation-view.ts";
import type { Client } from "../../core/wire.ts";
import type { WorkbenchStore } from "./workbench.ts";

export interface DistilState {
  /** Newest first. */
  distillations: DistillationSummary[];
  shownId: string | null;
  /** By distillation, ascending; of those that were shown or distilled while this window was open. */
  epochs: Record<string, DistillationEpoch[]>;
  /** Numbers of a checkpoint, by `checkpointKey`. */
  checkpoints: Record<string, DistillationCheckpoint>;
  /** Of the shown distillation. */
  comparison: DasComparison | null;
  probe: ProbeResult | null;
  /** The checkpoint that is looked at; null follows the newest one. */
  epoch: number | null;
  /** The image that is looked at, in the order of the distillation's labels. */
  imageIndex: number;
  /** Deviations of all pixels that black and white lie apart from their mean. */
  contrast: number;

  /** Shows a distillation, and makes it the one that DAS applies and the probe asks. */
  choose(distillationId: string): void;
  showEpoch(epoch: number | null): void;
  showImage(imageIndex: number): void;
  setContrast(contrast: number): void;
  /** Asks for the numbers of a checkpoint that are not here yet; the nearest real samples are among them once a distillation has ended. */
  needCheckpoint(distillationId: string, epoch: number): void;
}

export type DistilStore = StoreApi<DistilState>;

export const contrasts = { min: 0.5, max: 6, step: 0.25, usual: 2 } as const;

export const checkpointKey = (distillationId: string, epoch: number): string => `${distillationId}/${epoch}`;

export function createDistilStore(client: Client, workbench: WorkbenchStore): DistilStore {
  const { attempt } = workbench.getState();
  /** What was asked and answered, or is on its way, by what the answer is made of; an answer that failed is forgotten and asked again. */
  const asked = new Map<string, string>();

  const store = createStore<DistilState>()((set, get) => ({
    distillations: [],
    shownId: null,
    epochs: {},
    checkpoints: {},
    comparison: null,
    probe: null,
    epoch: null,
    imageIndex: 0,
    contrast: contrasts.usual,

    choose(distillationId) {
      show(distillationId);
      const { project } = workbench.getState();
      if (project) follow(project);
      void attempt(client.request("distillation.choose", { distillationId }));
    },
    showEpoch(epoch) {
      set({ epoch });
    },
    showImage(imageIndex) {
      set({ imageIndex });
    },
    setContrast(contrast) {
      set({ contrast });
    },
    needCheckpoint(distillationId, epoch) {
      const key = checkpointKey(distillationId, epoch);
      ask(
        `checkpoint ${key}`,
        get().distillations.find(({ id }) => id === distillationId)?.state ?? "",
        () => client.request("distillation.checkpoint", { distillationId, epoch }),
        (checkpoint) => set({ checkpoints: { ...get().checkpoints, [key]: checkpoint } }),
      );
    },
  }));

  /** Asks once for each thing that the answer is made of; an answer that a later question has overtaken is dropped. */
  function ask<T>(question: string, made: string, send: () => Promise<T>, take: (output: T) => void): void {
    if (asked.get(question) === made) return;
    asked.set(question, made);
    void attempt(send()).then((output) => {
      if (asked.get(question) !== made) return;
      if (output === undefined) asked.delete(question);
      else take(output);
    });
  }

  function show(shownId: string | null): void {
    if (shownId === store.getState().shownId) return;
    store.setState({ shownId, epoch: null, imageIndex: 0, comparison: null, probe: null });
    for (const question of ["comparison", "probe"]) asked.delete(question);
  }

  const addEpochs = (id: string, later: readonly DistillationEpoch[]) =>
    store.setState(({ epochs }) => ({ epochs: { ...epochs, [id]: mergeEpochs(epochs[id] ?? [], later) } }));

  /** Distillations that were heard of: the first news of one shows it, so that its images are seen forming. */
  const heard = new Set<string>();
  /** What a project's choice was when it was last heard; a change of it is followed, the window's own choice is not undone. */
  let chosenId: string | null = null;
  function follow(project: ProjectState): void {
    if (project.distillationId !== chosenId) show(project.distillationId);
    chosenId = project.distillationId;
    const jobsOf = (...kinds: string[]) =>
      project.jobs.filter(({ kind }) => kinds.includes(kind)).map(({ id, state, canResume }) => [id, state, canResume]);
    // A comparison measures imported images before it trains.
    const compared = [project.training?.runId, jobsOf("das")];
    askList(JSON.stringify([chosenId, project.primitiveRunId, jobsOf("distill", "import-distilled", "pipeline"), compared]));
    askAboutShown(JSON.stringify(compared), JSON.stringify(jobsOf("probe")));
  }

  function askList(made: string): void {
    ask(
      "list",
      made,
      () => client.request("distillations.list", {}),
      ({ distillations }) => {
        store.setState({ distillations });
        const { shownId } = store.getState();
        const isKnown = shownId !== null && (heard.has(shownId) || distillations.some(({ id }) => id === shownId));
        if (!isKnown) show(distillations[0]?.id ?? null);
        const { project } = workbench.getState();
        if (project) follow(project);
      },
    );
  }

  function askAboutShown(trained: string, probed: string): void {
    const { shownId: distillationId, distillations } = store.getState();
    if (distillationId === null || !distillations.some(({ id }) => id === distillationId)) return;
    const isShown = () => store.getState().shownId === distillationId;
    ask(
      `epochs ${distillationId}`,
      "",
      () => client.request("distillation.epochs", { distillationId }),
      // What an event told meanwhile is as true, and the answer may be older.
      ({ epochs }) =>
        store.setState((state) => ({
          epochs: { ...state.epochs, [distillationId]: mergeEpochs(epochs, state.epochs[distillationId] ?? []) },
        })),
    );
    ask(
      "comparison",
      `${distillationId} ${trained}`,
      () => client.request("das.comparison", { distillationId }),
      ({ comparison }) => isShown() && store.setState({ comparison }),
    );
    ask(
      "probe",
      `${distillationId} ${probed}`,
      () => client.request("probe.result", { distillationId }),
      ({ result }) => isShown() && store.setState({ probe: result }),
    );
  }

  client.on("distillation", ({ distillationId, metrics }: EventPayload<"distillation">) => {
    addEpochs(distillationId, [metrics]);
    if (heard.has(distillationId)) return;
    heard.add(distillationId);
    show(distillationId);
    askList(`first news of ${distillationId}`);
  });
  workbench.subscribe((state, before) => {
    if (state.project && state.project !== before.project) follow(state.project);
  });
  return store;
}

/** One entry an epoch, in order; a later report of an epoch (distillation resumed) replaces the earlier one. */
export function mergeEpochs(earlier: readonly DistillationEpoch[], later: readonly DistillationEpoch[]): DistillationEpoch[] {
  const byEpoch = new Map([...earlier, ...later].map((metrics) => [metrics.epoch, metrics]));
  return [...byEpoch.values()].sort((a, b) => a.epoch - b.epoch);
}

/** Outer epochs whose images are kept, ascending: those of the list, and those that were told since. */
export const keptEpochs = ({ checkpoints }: DistillationSummary, epochs: readonly DistillationEpoch[]): number[] =>
  [...new Set([...checkpoints, ...epochs.filter(({ isCheckpoint }) => isCheckpoint).map(({ epoch }) => epoch)])].sort((a, b) => a - b);
