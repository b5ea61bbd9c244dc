import { describe, expect, it, vi } from "vitest";
import type { JobView } from "../../core/contract/job-view.ts";
import type { MeasuredPrecisionEffect } from "../../core/contract/mining-views.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import { createPrecisionEffectStore } from "./precision-effect.ts";
import { clientOf, projectState } from "./project-state.fixture.ts";
import { createWorkbenchStore } from "./workbench.ts";

const settled = () => new Promise((resume) => setImmediate(resume));
const measured = (runId: string) => ({ runId, delta: 0.25 }) as MeasuredPrecisionEffect;
const measurement = (id: string, state: JobView["state"]) => ({ id, kind: "precision-effect", state }) as JobView;

/** An engine that has measured the learner called run-1. */
function open() {
  const ask = vi.fn((): { effect: MeasuredPrecisionEffect | null } => ({ effect: measured("run-1") }));
  const client = clientOf({ "mining.precision-effect": ask });
  const workbench = createWorkbenchStore(client);
  const store = createPrecisionEffectStore(client, workbench);
  const hear = async (changes: Partial<ProjectState>) => {
    workbench.getState().projectChanged(projectState(changes));
    await settled();
  };
  return { ask, hear, effect: () => store.getState().effect };
}

describe("the effect of bfloat16 in the window", () => {
  it("is asked for once for a learner, and again when another measurement is done", async () => {
    const { ask, hear, effect } = open();
    await hear({});
    await hear({ jobs: [measurement("job-1", "running")] });
    expect([ask.mock.calls.length, effect()]).toEqual([1, measured("run-1")]);
    await hear({ jobs: [measurement("job-1", "done")] });
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it("is forgotten with its learner", async () => {
    const { ask, hear, effect } = open();
    await hear({});
    ask.mockReturnValue({ effect: null });
    await hear({ primitiveRunId: "run-2" });
    expect(effect()).toBeNull();
    await hear({ primitiveRunId: null });
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it("is asked for again after an answer that failed", async () => {
    const { ask, hear, effect } = open();
    ask.mockImplementationOnce(() => {
      throw new Error("not now");
    });
    await hear({});
    expect(effect()).toBeNull();
    await hear({});
    expect(effect()).toEqual(measured("run-1"));
  });
});
