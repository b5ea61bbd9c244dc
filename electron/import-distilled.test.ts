import { describe, expect, it } from "vitest";
import { dialogThatReturns, engineThatAnswers } from "./chosen.fixture.ts";
import { importDistilled } from "./import-distilled.ts";

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
