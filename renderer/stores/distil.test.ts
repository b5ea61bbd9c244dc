import { describe, expect, it, vi } from "vitest";
import type { EventPayload } from "../../core/contract/events.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { DistillationSummary } from "../../core/distillation/distillation-view.ts";
import { WorkbenchError } from "../../core/errors.ts";
import type { Client } from "../../core/wire.ts";
import { createDistilStore, keptEpochs, mergeEpochs } from "./distil.ts";
import { distillation, distillationEpoch } from "./distillation.fixture.ts";
import { clientOf, projectState } from "./project-state.fixture.ts";
import { createWorkbenchStore } from "./workbench.ts";

const settled = () => new Promise((resume) => setImmediate(resume));

/** A window on a project with these distillations, and what it asks of the engine. */
function open(distillations: DistillationSummary[]) {
  const list = vi.fn(() => ({ distillations }));
  const epochs = vi.fn((_: { distillationId: string }) => ({ epochs: [distillationEpoch({ epoch: 10, loss: 0.4, isCheckpoint: true })] }));
  const checkpoint = vi.fn(({ epoch }: { epoch: number }) => ({ epoch, stepSizes: [], neighbours: [], mean: 0, deviation: 1 }));
  const choose = vi.fn((_: { distillationId: string }) => ({}));
  const comparison = vi.fn((_: { distillationId: string }) => ({ comparison: null }));
  const answers = {
    "distillations.list": list,
    "distillation.epochs": epochs,
    "distillation.checkpoint": checkpoint,
    "distillation.choose": choose,
    "das.comparison": comparison,
    "probe.result": () => ({ result: null }),
  };
  let tell: (payload: EventPayload<"distillation">) => void = () => {};
  const on = (_: string, listener: typeof tell) => {
    tell = listener;
    return () => {};
  };
  const client = { ...clientOf(answers as never), on } as unknown as Client;
  const workbench = createWorkbenchStore(client);
  const distil = createDistilStore(client, workbench);
  const hear = async (changes: Partial<ProjectState>) => {
    workbench.getState().projectChanged(projectState(changes));
    await settled();
    await settled();
  };
  const tellEpoch = async (distillationId: string, epoch: number) => {
    tell({ distillationId, metrics: distillationEpoch({ epoch, loss: 0.1 * epoch, isCheckpoint: true }) });
    await settled();
  };
  return { list, epochs, checkpoint, choose, comparison, distil, hear, tellEpoch };
}

const [newer, older] = [distillation({ id: "newer" }), distillation({ id: "older" })];

describe("the distillation that is shown", () => {
  it("is the one that the project has chosen, with its epochs", async () => {
    const { distil, hear } = open([newer, older]);
    await hear({ distillationId: "older" });
    expect(distil.getState().shownId).toBe("older");
    expect(distil.getState().epochs.older?.map(({ epoch }) => epoch)).toEqual([10]);
  });

  it("is the newest one where the project has chosen none", async () => {
    const { distil, hear } = open([newer, older]);
    await hear({ distillationId: null });
    expect(distil.getState().shownId).toBe("newer");
  });

  it("changes with a choice, which the engine is told, and forgets the epoch and the image", async () => {
    const { distil, hear, choose } = open([newer, older]);
    await hear({ distillationId: "newer" });
    distil.getState().showEpoch(10);
    distil.getState().showImage(1);
    distil.getState().choose("older");
    await hear({ distillationId: "newer" }); // the engine's answer is still on its way
    expect(distil.getState()).toMatchObject({ shownId: "older", epoch: null, imageIndex: 0 });
    expect(choose).toHaveBeenCalledExactlyOnceWith({ distillationId: "older" });
  });

  it("is a new one from its first news on, and stays it while the list does not know it yet", async () => {
    const { distil, hear, tellEpoch, list } = open([older]);
    await hear({ distillationId: "older" });
    const before = list.mock.calls.length;
    await tellEpoch("forming", 0);
    await settled();
    expect(distil.getState().shownId).toBe("forming");
    expect(list.mock.calls.length).toBeGreaterThan(before);
    distil.getState().choose("older");
    await tellEpoch("forming", 1);
    expect(distil.getState().shownId).toBe("older");
  });
});

describe("what is asked of the engine", () => {
  it("is asked once while nothing of it changes", async () => {
    const { list, epochs, comparison, hear } = open([newer]);
    await hear({ distillationId: "newer" });
    const asked = [list, epochs, comparison].map(({ mock }) => mock.calls.length);
    await hear({ distillationId: "newer", undo: "something else" });
    expect([list, epochs, comparison].map(({ mock }) => mock.calls.length)).toEqual(asked);
  });

  it("compares anew with every run that is trained", async () => {
    const { comparison, hear } = open([newer]);
    await hear({ distillationId: "newer", training: { runId: "run-7", role: "das-control", epochs: 2 } });
    const asked = comparison.mock.calls.length;
    await hear({ distillationId: "newer", training: { runId: "run-8", role: "das", epochs: 2 } });
    expect(comparison.mock.calls.length).toBe(asked + 1);
  });

  it("asks again for a list that failed", async () => {
    const { list, distil, hear } = open([newer]);
    list.mockImplementationOnce(() => {
      throw new WorkbenchError("engine-died", "The engine stopped before it answered.");
    });
    await hear({});
    expect(distil.getState().distillations).toEqual([]);
    await hear({});
    expect(distil.getState().distillations).toEqual([newer]);
  });

  it("asks for the numbers of a checkpoint once", async () => {
    const { checkpoint, distil } = open([newer]);
    distil.getState().needCheckpoint("newer", 20);
    distil.getState().needCheckpoint("newer", 20);
    await settled();
    expect(checkpoint).toHaveBeenCalledOnce();
    expect(distil.getState().checkpoints["newer/20"]?.epoch).toBe(20);
  });
});

it("the numbers of a checkpoint are asked for again when its distillation has ended", async () => {
  const list = [distillation({ id: "newer", state: "distilling" })];
  const { checkpoint, distil, hear } = open(list);
  await hear({ distillationId: "newer" });
  distil.getState().needCheckpoint("newer", 20);
  list[0] = newer;
  await hear({ distillationId: "newer", primitiveRunId: "run-2" });
  distil.getState().needCheckpoint("newer", 20);
  expect(checkpoint).toHaveBeenCalledTimes(2);
});

describe("epochs", () => {
  it("are kept in order, the later report of each", () => {
    const merged = mergeEpochs(
      [distillationEpoch({ epoch: 2, loss: 0.9 }), distillationEpoch({ epoch: 1 })],
      [distillationEpoch({ epoch: 2, loss: 0.3 })],
    );
    expect(merged.map(({ epoch, loss }) => [epoch, loss])).toEqual([
      [1, 0.5],
      [2, 0.3],
    ]);
  });

  it("have their images where the list or an event says so", () => {
    const epochs = [distillationEpoch({ epoch: 25 }), distillationEpoch({ epoch: 30, isCheckpoint: true })];
    expect(keptEpochs(distillation({ checkpoints: [0, 10] }), epochs)).toEqual([0, 10, 30]);
  });
});
