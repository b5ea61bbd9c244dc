// The selection under the user's hand. It moves at once, is counted from suffix sums, and is saved when the hand rests; the gallery
// follows as fast as the engine answers.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { AnchorPrecision, GalleryOrder, MinedRow } from "../../core/contract/mining-views.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import { ThresholdCounts } from "../../core/mining/threshold-counts.ts";
import type { DeltaChoice, Selection, SelectionRule } from "../../core/recipe.ts";
import type { Client } from "../../core/wire.ts";
import { createPager, type Pager } from "../gallery/pager.ts";
import { countsFor, isSameSelection, type PoolCounts } from "../views/threshold/selection-changes.ts";
import type { WorkbenchStore } from "./workbench.ts";

export interface ThresholdState {
  poolId: string | null;
  poolCount: number;
  /** null until the histograms of the pool are here. */
  counts: PoolCounts | null;
  selection: Selection | null;
  /** Where delta stood before the last change: the ghost on the histogram. */
  previous: Selection | null;
  isChoosing: boolean;
  /** Estimate for the saved selection; null before a calibration. */
  anchorPrecision: AnchorPrecision | null;

  /**
   * Moves the selection without saving it: by a key, which has rested when no other follows, or while a pointer holds the line, which may
   * pause as long as it likes.
   */
  move(selection: Selection, by?: "key" | "pointer"): void;
  /** Saves what `move` left, as one undoable step. */
  rest(): void;
  /** A change that is one step in itself. */
  change(selection: Selection): void;
  choose(choice: DeltaChoice): Promise<void>;
}

export interface ThresholdStore extends StoreApi<ThresholdState> {
  gallery: Pager<MinedRow>;
}

/** Keys repeat faster than this; when they pause, the step is saved. */
const restDelayMs = 350;

export function createThresholdStore(client: Client, workbench: WorkbenchStore): ThresholdStore {
  const gallery = createPager<MinedRow>();
  /** What the engine has; the selection on screen differs from it only while it moves. */
  let saved: Selection | null = null;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let isHeld = false;
  let savesUnderWay = 0;
  let askedOfGallery = "";
  /** Questions that are answered or on their way; forgotten when they fail, so that the next news of the project asks again. */
  let estimated = "";
  let countedPool: string | null = null;
  let countedSelection = "";
  const { attempt, apply } = workbench.getState();

  const store = createStore<ThresholdState>()((set, get) => ({
    poolId: null,
    poolCount: 0,
    counts: null,
    selection: null,
    previous: null,
    isChoosing: false,
    anchorPrecision: null,

    move(selection, by = "key") {
      set({ selection, previous: saved && !isSameSelection(saved, selection) ? saved : get().previous });
      askCounts();
      askGallery();
      isHeld = by === "pointer";
      clearTimeout(resting);
      resting = isHeld ? undefined : setTimeout(() => get().rest(), restDelayMs);
    },
    rest() {
      clearTimeout(resting);
      resting = undefined;
      isHeld = false;
      const { poolId, selection } = get();
      if (!poolId || !selection || (saved && isSameSelection(saved, selection))) return;
      saved = selection;
      void save(poolId, selection);
    },
    change(selection) {
      get().move(selection);
      get().rest();
    },
    async choose(choice) {
      const { poolId, selection } = get();
      if (!poolId || !selection) return;
      set({ isChoosing: true });
      const { rule, capPerClass, agreement } = selection;
      const chosen = await attempt(client.request("mining.choose", { poolId, rule, deltaChoice: choice, capPerClass, agreement }));
      set({ isChoosing: false });
      if (chosen) get().change(chosen.selection);
    },
  }));

  function askGallery(): void {
    const { poolId, selection } = store.getState();
    const { classIndex, order } = workbench.getState().view;
    if (!poolId || !selection) {
      gallery.ask(null);
      return;
    }
    const question = JSON.stringify([poolId, selection, classIndex, order]);
    if (question === askedOfGallery) {
      gallery.retry();
      return;
    }
    askedOfGallery = question;
    const asked: { classIndex: number | null; order: GalleryOrder } = { classIndex, order };
    gallery.ask((from, count) => client.request("mining.page", { poolId, selection, ...asked, from, count }));
  }

  async function save(poolId: string, selection: Selection): Promise<void> {
    savesUnderWay++;
    await apply(client.request("selection.save", { poolId, selection }));
    savesUnderWay--;
    const { project } = workbench.getState();
    if (project) follow(project);
  }

  async function loadPool(poolId: string): Promise<void> {
    countedPool = poolId;
    const answer = await attempt(client.request("mining.histograms", { poolId }));
    if (!answer && countedPool === poolId) countedPool = null;
    if (!answer || store.getState().poolId !== poolId) return;
    const { poolCount, rules } = answer;
    const countsOf = (rule: SelectionRule, agreement: boolean) => {
      const histogram = rules.find((candidate) => candidate.rule === rule && candidate.agreement === agreement);
      return ThresholdCounts.ofHistogram(histogram?.counts ?? [], poolCount);
    };
    const byRule = (agreement: boolean) => ({ margin: countsOf("margin", agreement), confidence: countsOf("confidence", agreement) });
    store.setState({ poolCount, counts: { all: byRule(false), agreeing: byRule(true) } });
    askCounts();
  }

  /** Has a delta off the grid of the histograms counted by the engine: the count on screen is the count that is trained on. */
  function askCounts(): void {
    const { poolId, counts, selection } = store.getState();
    if (!poolId || !counts || !selection || countsFor(counts, selection)[selection.rule].countAt(selection).isExact) return;
    const question = JSON.stringify([poolId, selection]);
    if (question !== countedSelection) void loadCounts(poolId, selection, question);
  }

  async function loadCounts(poolId: string, selection: Selection, question: string): Promise<void> {
    countedSelection = question;
    const answer = await attempt(client.request("mining.counts", { poolId, selection }));
    if (!answer && countedSelection === question) countedSelection = "";
    const { counts } = store.getState();
    if (!answer || !counts || store.getState().poolId !== poolId) return;
    const { rule, agreement } = selection;
    const known = countsFor(counts, selection);
    const knowing = { ...known, [rule]: known[rule].knowing(selection, answer.aboveByClass) };
    store.setState({ counts: { ...counts, [agreement ? "agreeing" : "all"]: knowing } });
  }

  async function loadAnchorPrecision(poolId: string, selection: Selection, estimate: string): Promise<void> {
    estimated = estimate;
    const answer = await attempt(client.request("mining.anchor-precision", { poolId, selection }));
    if (!answer && estimated === estimate) estimated = "";
    if (answer && saved === selection) store.setState({ anchorPrecision: answer.estimate });
  }

  function follow(project: ProjectState): void {
    if (project.poolId !== store.getState().poolId) changePool(project.poolId);
    if (project.poolId && project.poolId !== countedPool) void loadPool(project.poolId);
    const isMoving = isHeld || resting !== undefined || savesUnderWay > 0;
    if (project.selection && !isMoving) adopt(project.selection);
    const estimate = JSON.stringify([project.poolId, project.calibrationId, saved]);
    if (project.poolId && project.calibrationId && saved && estimate !== estimated)
      void loadAnchorPrecision(project.poolId, saved, estimate);
    askCounts();
    askGallery();
  }

  function changePool(poolId: string | null): void {
    saved = null;
    countedPool = null;
    countedSelection = "";
    store.setState({ poolId, counts: null, selection: null, previous: null, anchorPrecision: null });
  }

  /** Takes over a selection that was not made by this window's hand: after mining, an undo, or a save that was refused. */
  function adopt(selection: Selection): void {
    const { selection: shown, previous } = store.getState();
    if (saved && shown && isSameSelection(saved, selection)) return;
    store.setState({ selection, previous: saved ?? previous });
    saved = selection;
  }

  workbench.subscribe((state, before) => {
    if (state.project && state.project !== before.project) follow(state.project);
    else if (state.view !== before.view) askGallery();
  });

  return { ...store, gallery };
}
