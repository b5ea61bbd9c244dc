import { describe, expect, it } from "vitest";
import type { Answer } from "../core/host/engine-supervisor.ts";
import { importDistilled } from "./import-distilled.ts";

const dialogThatReturns = (...filePaths: string[]) => ({ showOpenDialog: async () => ({ canceled: filePaths.length === 0, filePaths }) });

function engineThatAnswers(answer: Answer) {
  const heard: unknown[] = [];
  return {
    heard,
    ask: async (name: string, input: unknown) => {
      heard.push({ name, input });
      return answer;
    },
  };
}

describe("importing distilled images", () => {
  it("queues the import of what was chosen", async () => {
    const engine = engineThatAnswers({ ok: true, output: { jobId: "import-1" } });
    expect(await importDistilled(dialogThatReturns("/images/results.pth"), engine)).toEqual({ chosen: true });
    expect(engine.heard).toEqual([{ name: "distilled.import", input: { file: "/images/results.pth" } }]);
  });

  it("does nothing when the dialog was closed", async () => {
    const engine = engineThatAnswers({ ok: true, output: {} });
    expect(await importDistilled(dialogThatReturns(), engine)).toEqual({ chosen: false });
    expect(engine.heard).toEqual([]);
  });

  it("passes the engine's refusal on with its words", async () => {
    const problem = { file: "results.pth", found: "nothing", expected: "distilled images", mend: "Choose another file." };
    const engine = engineThatAnswers({ ok: false, error: { code: "bad-input", message: "results.pth: found nothing", problem } });
    await expect(importDistilled(dialogThatReturns("/results.pth"), engine)).rejects.toMatchObject({ code: "bad-input", problem });
  });
});
