import { describe, expect, it, vi } from "vitest";
import type { JobView } from "../../core/contract/job-view.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { RuleOutcome } from "../../core/contract/rule-views.ts";
import { clientOf, projectState } from "./project-state.fixture.ts";
import { createRulesStore } from "./rules.ts";
import { createWorkbenchStore } from "./workbench.ts";

const settled = () => new Promise((resume) => setImmediate(resume));
const compared = (rule: RuleOutcome["rule"]) => ({ rule }) as RuleOutcome;
const comparison = (state: JobView["state"]) => ({ id: "job-1", kind: "compare-rules", state }) as JobView;

function open() {
  const ask = vi.fn((): { outcomes: RuleOutcome[] } => ({ outcomes: [compared("margin")] }));
  const client = clientOf({ "rules.comparison": ask });
  const workbench = createWorkbenchStore(client);
  const store = createRulesStore(client, workbench);
  const hear = async (changes: Partial<ProjectState>) => {
    workbench.getState().projectChanged(projectState(changes));
    await settled();
  };
  return { ask, hear, rules: () => store.getState().outcomes.map(({ rule }) => rule) };
}

describe("compared selection rules in the window", () => {
  it("come one by one while a comparison runs, and rest when it is over", async () => {
    const { ask, hear, rules } = open();
    await hear({});
    await hear({});
    expect(ask).toHaveBeenCalledTimes(1);
    ask.mockReturnValue({ outcomes: [compared("margin"), compared("cag")] });
    await hear({ jobs: [comparison("running")] });
    expect(rules()).toEqual(["margin", "cag"]);
    await hear({ jobs: [comparison("done")] });
    await hear({ jobs: [comparison("done")] });
    expect(ask).toHaveBeenCalledTimes(3);
  });

  it("are those of the current learner", async () => {
    const { ask, hear, rules } = open();
    await hear({});
    ask.mockReturnValue({ outcomes: [] });
    await hear({ primitiveRunId: "run-2" });
    expect(rules()).toEqual([]);
  });

  it("are asked for again after an answer that failed", async () => {
    const { ask, hear, rules } = open();
    ask.mockImplementationOnce(() => {
      throw new Error("not now");
    });
    await hear({});
    expect(rules()).toEqual([]);
    await hear({});
    expect(rules()).toEqual(["margin"]);
  });
});
