import { describe, expect, it, vi } from "vitest";
import type { JobView } from "../../core/contract/job-view.ts";
import type { KnownSet } from "../../core/contract/set-views.ts";
import { createComposeStore } from "./compose.ts";
import { ckPlus, rafDb, webFaces } from "./known-set.fixture.ts";
import { createKnownSetsStore } from "./known-sets.ts";
import { clientOf, projectState } from "./project-state.fixture.ts";
import { createWorkbenchStore } from "./workbench.ts";

const settled = () => new Promise((resume) => setImmediate(resume));
const look = (id: string): JobView => ({
  ...{ id, kind: "inspect-set", title: "Data set on disk", state: "done", phase: "", done: 1, total: 1, fraction: 1 },
  ...{ ratePerSecond: null, secondsLeft: null, elapsedSeconds: 1, isCancelling: false, canResume: false, error: null },
});

/** A window on a project that knows some sets. */
async function open(...known: KnownSet[]) {
  let sets = known;
  let isChosen = true;
  const compose = vi.fn<(input: unknown) => unknown>(() => ({ jobId: "job-9" }));
  const readAs = vi.fn<(input: unknown) => unknown>(() => ({ jobId: "job-8" }));
  const answers = {
    "sets.list": () => ({ sets }),
    "data.compose-sets": compose,
    "sets.read-as": readAs,
    "host.add-set": () => ({ chosen: isChosen }),
  };
  const client = clientOf(answers);
  const workbench = createWorkbenchStore(client);
  const knownSets = createKnownSetsStore(client, workbench);
  const store = createComposeStore(client, workbench, knownSets);
  const hear = async (jobs: JobView[], now: KnownSet[] = sets) => {
    sets = now;
    workbench.getState().projectChanged(projectState({ jobs }));
    await settled();
  };
  await hear([]);
  const closeDialog = () => {
    isChosen = false;
  };
  return { closeDialog, store, hear, compose, readAs, drafts: () => store.getState().drafts, act: store.getState() };
}

describe("the draft of a data set that is put together", () => {
  it("gives a role the parts that another one has left", async () => {
    const { act, drafts } = await open(rafDb);
    act.chooseSet("anchor", "set-raf");
    act.chooseSet("pool", "set-raf");
    expect([drafts().anchor?.parts, drafts().pool?.parts]).toEqual([["train"], ["test"]]);
    act.chooseSet("anchor", null);
    expect(drafts().anchor).toBeNull();
  });

  it("asks for a look into the folder when a choice was not read yet", async () => {
    const { act, drafts, readAs } = await open(ckPlus);
    act.chooseSet("test", "set-ck");
    expect(readAs).not.toHaveBeenCalled();
    act.changeDraft("test", { ...drafts().test!, choices: { contempt: "keep" } });
    expect(readAs).toHaveBeenCalledWith({ setId: "set-ck", reader: "ck-plus", choices: { contempt: "keep" } });
  });

  it("takes what was added for the role that it was added from, and for no other", async () => {
    const { act, drafts, hear } = await open(rafDb);
    await act.addSet("pool");
    await hear([look("job-1")], [webFaces, rafDb]);
    expect(drafts()).toMatchObject({ anchor: null, pool: { setId: "set-pool", parts: ["all"] }, test: null });
    await hear([look("job-2"), look("job-1")], [ckPlus, webFaces, rafDb]); // by another window
    expect(drafts().pool?.setId).toBe("set-pool");
  });

  it("takes nothing for a role whose folder dialog was closed", async () => {
    const { act, drafts, hear, closeDialog } = await open(rafDb);
    closeDialog();
    await act.addSet("pool");
    await hear([look("job-1")], [webFaces, rafDb]);
    expect(drafts().pool).toBeNull();
  });

  it("gives anchors and tests of one set the two sides of a fold, whichever of the two says which", async () => {
    const { act, drafts, compose } = await open(ckPlus, webFaces);
    act.chooseSet("anchor", "set-ck");
    act.chooseSet("pool", "set-pool");
    act.chooseSet("test", "set-ck");
    expect([drafts().anchor?.parts, drafts().test?.parts]).toEqual([["all"], []]);
    act.chooseFold("test", { protocol: "leave-one-subject-out", index: 0 });
    act.chooseFold("anchor", { protocol: "leave-one-subject-out", index: 1 });
    await act.compose();
    const fold = { protocol: "leave-one-subject-out", index: 1 };
    expect(compose).toHaveBeenCalledWith(
      expect.objectContaining({
        anchor: expect.objectContaining({ setId: "set-ck", parts: ["all"], fold: { ...fold, side: "train" } }),
        pool: expect.objectContaining({ fold: null }),
        test: expect.objectContaining({ setId: "set-ck", parts: ["all"], fold: { ...fold, side: "test" } }),
      }),
    );
  });

  it("asks for all that was chosen, and closes", async () => {
    const { act, store, compose } = await open(rafDb, webFaces, ckPlus);
    act.setOpen(true);
    act.chooseSet("anchor", "set-raf");
    act.chooseSet("pool", "set-pool");
    act.chooseSet("test", "set-ck");
    act.setAligned("test", true);
    act.setAligned("anchor", true);
    await act.compose();
    const none = { fold: null, meanings: {} };
    expect(compose).toHaveBeenCalledWith({
      anchor: { setId: "set-raf", choices: {}, parts: ["train"], ...none },
      pool: { setId: "set-pool", choices: {}, parts: ["all"], ...none },
      test: { setId: "set-ck", choices: { contempt: "leave-out" }, parts: ["all"], ...none },
      align: ["anchor", "test"],
      classes: null,
    });
    expect(store.getState().isOpen).toBe(false);
    act.setClasses(["happiness", "rest"]);
    await act.compose();
    expect(compose).toHaveBeenLastCalledWith(expect.objectContaining({ classes: ["happiness", "rest"] }));
  });

  it("stays open with all that was chosen when the engine refuses", async () => {
    const { act, store, compose, drafts } = await open(rafDb, webFaces);
    compose.mockImplementation(() => {
      throw new Error("not now");
    });
    act.setOpen(true);
    act.chooseSet("anchor", "set-raf");
    act.chooseSet("pool", "set-pool");
    act.chooseSet("test", "set-raf");
    await act.compose();
    expect([store.getState().isOpen, drafts().test?.parts]).toEqual([true, ["test"]]);
  });
});
