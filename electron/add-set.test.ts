import { describe, expect, it } from "vitest";
import type { Answer } from "../core/host/engine-supervisor.ts";
import { addSet } from "./add-set.ts";

const dialogThatReturns = (...filePaths: string[]) => ({ showOpenDialog: async () => ({ canceled: filePaths.length === 0, filePaths }) });

function engineThatAnswers(answer: Answer) {
  const asked: unknown[] = [];
  return {
    asked,
    ask: async (name: string, input: unknown) => {
      asked.push({ name, input });
      return answer;
    },
  };
}

describe("adding a data set", () => {
  it("queues a look into what was chosen", async () => {
    const engine = engineThatAnswers({ ok: true, output: { jobId: "job-1" } });
    expect(await addSet(dialogThatReturns("/RAF-DB"), engine)).toEqual({ chosen: true });
    expect(engine.asked).toEqual([{ name: "sets.add", input: { directory: "/RAF-DB", reader: null, choices: {} } }]);
  });

  it("does nothing when the dialog was closed", async () => {
    const engine = engineThatAnswers({ ok: true, output: {} });
    expect(await addSet(dialogThatReturns(), engine)).toEqual({ chosen: false });
    expect(engine.asked).toEqual([]);
  });

  it("passes the engine's refusal on with its words", async () => {
    const problem = { file: "RAF-DB", found: "no such folder", expected: "a folder", mend: "Choose another folder." };
    const engine = engineThatAnswers({ ok: false, error: { code: "bad-input", message: "RAF-DB: found no such folder", problem } });
    await expect(addSet(dialogThatReturns("/RAF-DB"), engine)).rejects.toMatchObject({ code: "bad-input", problem });
  });
});
