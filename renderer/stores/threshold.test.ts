import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ProjectState } from "../../core/contract.ts";
import { defaultPipelineRecipe, type Selection } from "../../core/recipe.ts";
import type { Client } from "../../core/wire.ts";
import { createThresholdStore } from "./threshold.ts";
import { createWorkbenchStore } from "./workbench.ts";

const selection = (delta: number): Selection => ({ rule: "margin", delta, deltaOfClass: [], capPerClass: null });

const project = (delta: number): ProjectState => ({
  name: "Test",
  readOnlyReason: null,
  dataset: null,
  classes: ["happiness", "neutral"],
  recipe: defaultPipelineRecipe,
  steps: { primitive: "done", mining: "done", threshold: "done", retraining: "ready" },
  primitiveRunId: "run-1",
  poolId: "pool-1",
  controlRunId: null,
  vasRunId: null,
  training: null,
  selection: selection(delta),
  calibrationId: null,
  jobs: [],
  undo: null,
  redo: null,
  view: { view: "threshold", theme: "light", tileSize: 96, classIndex: null, order: "nearest" },
});

/** An engine with a pool of three images, margins 0.25, 0.5 and 0.75, that keeps what is saved. */
function engine(refuses = false) {
  const saved: number[] = [];
  const pages: Selection[] = [];
  const counts = Array.from({ length: 4096 }, (_, bin) => ([1024, 2048, 3072].includes(bin) ? 1 : 0));
  const answers: Record<string, (input: { selection: Selection }) => unknown> = {
    "mining.histograms": () => ({ poolCount: 3, rules: ["margin", "confidence"].map((rule) => ({ rule, counts: [counts, []] })) }),
    "mining.page": (input) => {
      pages.push(input.selection);
      return { total: 0, rows: [] };
    },
    "selection.save": ({ selection: next }) => {
      if (refuses) throw new Error("The project is open read-only.");
      saved.push(next.delta);
      return project(next.delta);
    },
  };
  const client = {
    request: async (name: string, input: never) => answers[name]!(input),
    on: () => () => {},
    rejectAll: () => {},
  } as unknown as Client;
  return { client, saved, pages };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

function open(refuses = false) {
  const { client, saved, pages } = engine(refuses);
  const workbench = createWorkbenchStore(client);
  const threshold = createThresholdStore(client, workbench);
  workbench.getState().projectChanged(project(0.25));
  return { workbench, threshold, saved, pages };
}

describe("the selection under the user's hand", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("counts at once while it moves, and is saved once, when it rests", async () => {
    const { threshold, saved } = open();
    await settled();
    for (const delta of [0.375, 0.5, 0.625]) threshold.getState().move(selection(delta));
    const { counts, selection: moved, previous } = threshold.getState();
    expect(counts!.margin.countAt(moved!).total).toBe(1);
    expect(previous?.delta).toBe(0.25);
    expect(saved).toEqual([]);
    threshold.getState().rest();
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved).toEqual([0.625]);
  });

  it("is saved after a pause of the keys", async () => {
    const { threshold, saved } = open();
    await settled();
    threshold.getState().move(selection(0.5));
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved).toEqual([0.5]);
  });

  it("is not torn back by news of the project while it moves", async () => {
    const { threshold, workbench } = open();
    await settled();
    threshold.getState().move(selection(0.5));
    workbench.getState().projectChanged(project(0.25));
    expect(threshold.getState().selection?.delta).toBe(0.5);
  });

  it("follows an undo, and leaves the ghost where it was before", async () => {
    const { threshold, workbench } = open();
    await settled();
    workbench.getState().projectChanged(project(0.125));
    expect(threshold.getState()).toMatchObject({ selection: { delta: 0.125 }, previous: { delta: 0.25 } });
  });

  it("goes back to what the engine has when the save was refused, and says why", async () => {
    const { threshold, workbench } = open(true);
    await settled();
    threshold.getState().change(selection(0.75));
    await settled();
    expect(threshold.getState().selection?.delta).toBe(0.25);
    expect(workbench.getState().notices.map(({ text }) => text)).toEqual(["The project is open read-only."]);
  });

  it("asks the gallery for the class and order of the view", async () => {
    const { workbench, pages } = open();
    await settled();
    const before = pages.length;
    workbench.getState().changeView({ order: "near-threshold" });
    await settled();
    expect(pages.length).toBe(before + 1);
  });
});
