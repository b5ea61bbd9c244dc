import { describe, expect, it, vi } from "vitest";
import { createAlignmentStore } from "./alignment.ts";
import { clientOf, projectState } from "./project-state.fixture.ts";
import { createWorkbenchStore } from "./workbench.ts";

const settled = () => new Promise((resume) => setImmediate(resume));
const counts = { pictures: 30, found: 28, marked: 0 };
const dataset = (id: string, alignment?: Record<string, typeof counts>) => ({
  ...{ id, name: "Faces", isDemonstration: false, hasGroups: false, digest: "d0", count: { anchor: 30, pool: 9, test: 30 } },
  countByClass: { anchor: [15, 15], pool: [0, 0], test: [15, 15] },
  ...(alignment && { alignment }),
});

async function open() {
  const ask = vi.fn<(input: unknown) => unknown>(() => ({ total: 30, rows: [] }));
  const client = clientOf({ "data.alignment": ask });
  const workbench = createWorkbenchStore(client);
  const store = createAlignmentStore(client, workbench);
  const hear = async (set: ReturnType<typeof dataset>) => {
    workbench.getState().projectChanged(projectState({ dataset: set as never }));
    await settled();
  };
  await hear(dataset("data-1", { test: counts }));
  return { store, ask, hear };
}

describe("the alignment that is looked at", () => {
  it("begins with the first role that was turned upright, and is asked for once it is shown", async () => {
    const { store, ask } = await open();
    expect(store.getState()).toMatchObject({ isShown: false, split: "test", page: null });
    expect(ask).not.toHaveBeenCalled();
    store.getState().setShown(true);
    await settled();
    expect(ask).toHaveBeenCalledWith({ split: "test", show: "all", from: 0, count: 24 });
    expect(store.getState().page).toEqual({ total: 30, rows: [] });
  });

  it("begins at the first face when others are asked for", async () => {
    const { store, ask } = await open();
    store.getState().setShown(true);
    store.getState().goTo(24);
    store.getState().showFaces({ show: "not-found" });
    await settled();
    expect(ask.mock.calls.map(([input]) => (input as { from: number }).from)).toEqual([0, 24, 0]);
  });

  it("shows no answer to an earlier question", async () => {
    const { store, ask } = await open();
    let answerFirst = (_: unknown) => {};
    ask.mockImplementationOnce(() => new Promise((resolve) => (answerFirst = resolve)));
    store.getState().setShown(true);
    store.getState().showFaces({ show: "found" });
    await settled();
    answerFirst({ total: 1, rows: [] });
    await settled();
    expect(store.getState().page?.total).toBe(30);
  });

  it("leaves the view when another data set has none", async () => {
    const { store, hear } = await open();
    store.getState().setShown(true);
    await hear(dataset("data-2"));
    expect(store.getState()).toMatchObject({ isShown: false, page: null });
  });
});
