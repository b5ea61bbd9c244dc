import { describe, expect, it } from "vitest";
import type { Answer } from "../core/host/engine-supervisor.ts";
import { importFolder } from "./import-folder.ts";

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

describe("importing a folder", () => {
  it("queues the import of what was chosen", async () => {
    const engine = engineThatAnswers({ ok: true, output: { jobId: "import-1" } });
    expect(await importFolder(dialogThatReturns("/faces"), engine)).toEqual({ chosen: true });
    expect(engine.asked).toEqual([{ name: "data.import", input: { directory: "/faces", classes: null } }]);
  });

  it("does nothing when the dialog was closed", async () => {
    const engine = engineThatAnswers({ ok: true, output: {} });
    expect(await importFolder(dialogThatReturns(), engine)).toEqual({ chosen: false });
    expect(engine.asked).toEqual([]);
  });

  it("passes the engine's refusal on with its words", async () => {
    const problem = { file: "labels.csv", found: "no such file", expected: "labels.csv", mend: "Choose another folder." };
    const engine = engineThatAnswers({ ok: false, error: { code: "bad-input", message: "labels.csv: found no such file", problem } });
    await expect(importFolder(dialogThatReturns("/faces"), engine)).rejects.toMatchObject({ code: "bad-input", problem });
  });
});
