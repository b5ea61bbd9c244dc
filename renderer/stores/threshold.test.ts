import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WorkbenchError } from "../../core/errors.ts";
import { at } from "../../core/mining/selection.fixture.ts";
import type { Selection } from "../../core/recipe.ts";
import { clientOf, projectState } from "./project-state.fixture.ts";
import { createThresholdStore } from "./threshold.ts";
import { createWorkbenchStore } from "./workbench.ts";

const project = (delta: number) => projectState({ selection: at(delta) });

const died = () => {
  throw new WorkbenchError("engine-died", "The engine stopped before it answered.");
};

/** An engine with a pool of three images, margins 0.25, 0.5 and 0.75 and a hair, that keeps what is saved. */
function engine() {
  const saved: number[] = [];
  const pages: Selection[] = [];
  const counts = Array.from({ length: 4096 }, (_, bin) => ([1024, 2048, 3072].includes(bin) ? 1 : 0));
  const answers: Record<string, (input: { selection: Selection }) => unknown> = {
    "mining.histograms": () => ({
      poolCount: 3,
      rules: ["margin", "confidence"].map((rule) => ({ rule, agreement: false, counts: [counts, []] })),
    }),
    "mining.counts": () => ({ aboveByClass: [1, 0] }),
    "mining.page": (input) => {
      pages.push(input.selection);
      return { total: 0, rows: [] };
    },
    "selection.save": ({ selection: next }) => {
      saved.push(next.delta);
      return project(next.delta);
    },
  };
  return { answers, saved, pages };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

/** @param changes  answers that differ */
function open(changes: ReturnType<typeof engine>["answers"] = {}) {
  const { answers, saved, pages } = engine();
  Object.assign(answers, changes);
  const client = clientOf(answers);
  const workbench = createWorkbenchStore(client);
  const threshold = createThresholdStore(client, workbench);
  workbench.getState().projectChanged(project(0.25));
  return { workbench, threshold, saved, pages, answers };
}

describe("the selection under the user's hand", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is one step however long the hand that holds the line pauses", async () => {
    const { threshold, saved } = open();
    await settled();
    threshold.getState().move(at(0.375), "pointer");
    await vi.advanceTimersByTimeAsync(60_000);
    threshold.getState().move(at(0.5), "pointer");
    threshold.getState().rest();
    expect(saved).toEqual([0.5]);
    threshold.getState().move(at(0.625));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(saved).toEqual([0.5, 0.625]);
  });

  it("counts at once while it moves, and is saved once, when it rests", async () => {
    const { threshold, saved } = open();
    await settled();
    for (const delta of [0.375, 0.5, 0.625]) threshold.getState().move(at(delta));
    const { counts, selection: moved, previous } = threshold.getState();
    expect(counts!.all.margin.countAt(moved!).total).toBe(1);
    expect(previous?.delta).toBe(0.25);
    expect(saved).toEqual([]);
    threshold.getState().rest();
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved).toEqual([0.625]);
  });

  it("is saved after a pause of the keys", async () => {
    const { threshold, saved } = open();
    await settled();
    threshold.getState().move(at(0.5));
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved).toEqual([0.5]);
  });

  it("is not torn back by news of the project while it moves", async () => {
    const { threshold, workbench } = open();
    await settled();
    threshold.getState().move(at(0.5));
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
    const { threshold, workbench } = open({
      "selection.save": () => {
        throw new Error("The project is open read-only.");
      },
    });
    await settled();
    threshold.getState().change(at(0.75));
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

  it("has the engine count a delta off the grid, and shows that count", async () => {
    const asked = vi.fn(() => ({ aboveByClass: [1, 0] }));
    const { threshold, workbench } = open({ "mining.counts": asked });
    await settled();
    expect(asked).not.toHaveBeenCalled();
    const justAbove = 0.75 + 2 ** -14; // the image at 0.75 and a hair is accepted, its step of the grid begins below
    workbench.getState().projectChanged(project(justAbove));
    const shown = () => threshold.getState().counts!.all.margin.countAt(threshold.getState().selection!);
    expect(shown()).toMatchObject({ total: 0, isExact: false });
    await settled();
    expect(shown()).toMatchObject({ total: 1, isExact: true });
    workbench.getState().projectChanged(project(justAbove));
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it.each(["mining.histograms", "mining.counts", "mining.page"])("asks %s again when the engine died before it answered", async (name) => {
    const { workbench, threshold, answers } = open({ [name]: died });
    const offGrid = project(0.75 + 2 ** -14);
    workbench.getState().projectChanged(offGrid);
    threshold.gallery.show(0, 10);
    await settled();
    answers[name] = engine().answers[name]!;
    workbench.getState().projectChanged({ ...offGrid });
    await settled();
    const { counts, selection: shown } = threshold.getState();
    expect(counts?.all.margin.countAt(shown!)).toMatchObject({ total: 1, isExact: true });
    expect(threshold.gallery.store.getState()).toMatchObject({ total: 0, error: null });
  });

  it("asks for the estimate again when the engine died before it answered", async () => {
    const estimate = { precision: 0.9, low: 0.8, high: 0.95, anchorCount: 100, folds: 5, personDisjoint: true };
    const { workbench, threshold, answers } = open({ "mining.anchor-precision": died });
    const calibrated = { ...project(0.25), calibrationId: "calibration-1" };
    workbench.getState().projectChanged(calibrated);
    await settled();
    expect(threshold.getState().anchorPrecision).toBeNull();
    answers["mining.anchor-precision"] = () => ({ estimate });
    workbench.getState().projectChanged({ ...calibrated });
    await settled();
    expect(threshold.getState().anchorPrecision).toEqual(estimate);
  });
});
