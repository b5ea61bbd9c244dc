import { describe, expect, it } from "vitest";
import { addSet } from "./add-set.ts";
import { dialogThatReturns, engineThatAnswers } from "./chosen.fixture.ts";

describe("adding a data set", () => {
  it("queues a look into what was chosen", async () => {
    const engine = engineThatAnswers({ ok: true, output: { jobId: "job-1" } });
    expect(await addSet(dialogThatReturns("/RAF-DB"), engine)).toEqual({ chosen: true });
    expect(engine.heard).toEqual([{ name: "sets.add", input: { directory: "/RAF-DB", reader: null, choices: {} } }]);
  });

  it("does nothing when the dialog was closed", async () => {
    const engine = engineThatAnswers({ ok: true, output: {} });
    expect(await addSet(dialogThatReturns(), engine)).toEqual({ chosen: false });
    expect(engine.heard).toEqual([]);
  });

  it("passes the engine's refusal on with its words", async () => {
    const problem = { file: "RAF-DB", found: "no such folder", expected: "a folder", mend: "Choose another folder." };
    const engine = engineThatAnswers({ ok: false, error: { code: "bad-input", message: "RAF-DB: found no such folder", problem } });
    await expect(addSet(dialogThatReturns("/RAF-DB"), engine)).rejects.toMatchObject({ code: "bad-input", problem });
  });
});
