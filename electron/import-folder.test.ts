import { describe, expect, it } from "vitest";
import { dialogThatReturns, engineThatAnswers } from "./chosen.fixture.ts";
import { importFolder } from "./import-folder.ts";

describe("importing a folder", () => {
  it("queues the import of what was chosen", async () => {
    const engine = engineThatAnswers({ ok: true, output: { jobId: "import-1" } });
    expect(await importFolder(dialogThatReturns("/faces"), engine)).toEqual({ chosen: true });
    expect(engine.heard).toEqual([{ name: "data.import", input: { directory: "/faces", classes: null } }]);
  });

  it("does nothing when the dialog was closed", async () => {
    const engine = engineThatAnswers({ ok: true, output: {} });
    expect(await importFolder(dialogThatReturns(), engine)).toEqual({ chosen: false });
    expect(engine.heard).toEqual([]);
  });

  it("passes the engine's refusal on with its words", async () => {
    const problem = { file: "labels.csv", found: "no such file", expected: "labels.csv", mend: "Choose another folder." };
    const engine = engineThatAnswers({ ok: false, error: { code: "bad-input", message: "labels.csv: found no such file", problem } });
    await expect(importFolder(dialogThatReturns("/faces"), engine)).rejects.toMatchObject({ code: "bad-input", problem });
  });
});
