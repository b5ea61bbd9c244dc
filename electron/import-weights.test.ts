import { describe, expect, it } from "vitest";
import { dialogThatReturns, engineThatAnswers } from "./chosen.fixture.ts";
import { importWeights } from "./import-weights.ts";

const asked = { network: "vgg-face", channelOrder: "bgr", normalisation: null } as const;

describe("importing weights", () => {
  it("queues the import of what was chosen, with what was said about it", async () => {
    const engine = engineThatAnswers({ ok: true, output: { jobId: "import-1" } });
    expect(await importWeights(dialogThatReturns("/models/vgg.h5"), engine, asked)).toEqual({ chosen: true });
    expect(engine.heard).toEqual([
      { name: "weights.import", input: { file: "/models/vgg.h5", network: "vgg-face", channelOrder: "bgr", normalisation: null } },
    ]);
  });

  it("does nothing when the dialog was closed", async () => {
    const engine = engineThatAnswers({ ok: true, output: {} });
    expect(await importWeights(dialogThatReturns(), engine, asked)).toEqual({ chosen: false });
    expect(engine.heard).toEqual([]);
  });

  it("passes the engine's refusal on with its words", async () => {
    const problem = { file: "vgg.h5", found: "nothing", expected: "weights", mend: "Choose another file." };
    const engine = engineThatAnswers({ ok: false, error: { code: "bad-input", message: "vgg.h5: found nothing", problem } });
    await expect(importWeights(dialogThatReturns("/vgg.h5"), engine, asked)).rejects.toMatchObject({ code: "bad-input", problem });
  });
});
