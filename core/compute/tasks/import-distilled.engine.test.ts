import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkpointEpochs, checkpointPath } from "../../distillation/distilled-checkpoint.ts";
import { readDistilled, writeDistilled } from "../../distillation/distilled-file.ts";
import { distilledSet, madeForCompact } from "../../distillation/distilled-set.fixture.ts";
import type { MadeFor } from "../../distillation/distilled-set.ts";
import { InputError } from "../../errors.ts";
import { usualSetup } from "../../networks/network-setup.ts";
import { writeSafetensors } from "../../networks/weights/safetensors.ts";
import type { ImportDistilledTask } from "../distillation-tasks.ts";
import type { TaskContext, TaskEvent } from "../protocol.ts";
import { importDistilled } from "./import-distilled.ts";

const folder = mkdtempSync(join(tmpdir(), "omnifer-import-distilled-"));
afterAll(() => rmSync(folder, { recursive: true }));
const fixtures = join(import.meta.dirname, "../../distillation/fixtures");
const set = distilledSet(madeForCompact, 2, 3, true);
const digestOf = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

/** Into a new folder of a project whose learner is the one of `madeForCompact`. */
function taskOf(path: string, change: Partial<ImportDistilledTask> = {}): ImportDistilledTask {
  const { network, classes } = madeForCompact;
  const distillationDirectory = join(mkdtempSync(join(folder, "project-")), "distillation");
  const weightsDigest = madeForCompact.weightsDigest!;
  return { kind: "import-distilled", path, distillationDirectory, network, classes: [...classes], weightsDigest, ...change };
}

async function fileOf(made: MadeFor): Promise<string> {
  const path = join(mkdtempSync(join(folder, "file-")), "distilled.safetensors");
  await writeDistilled(path, set, made);
  return path;
}

function contextOf(signal = new AbortController().signal): TaskContext & { events: TaskEvent[] } {
  const events: TaskEvent[] = [];
  return { events, report: (event) => void events.push(event), signal, breathe: async () => undefined };
}

const notesIn = ({ events }: { events: TaskEvent[] }) => events.flatMap((event) => (event.type === "note" ? [event.text] : []));

describe("the import of distilled images", () => {
  it("keeps a file of the workbench as it was, with a checkpoint and previews to look at", async () => {
    const context = contextOf();
    const task = taskOf(await fileOf(madeForCompact));
    const result = await importDistilled(task, context);
    const kept = join(task.distillationDirectory, "distilled.safetensors");
    expect(await readDistilled(kept)).toEqual({ set, made: madeForCompact, metadata: { source: "distilled.safetensors" } });
    expect(result).toEqual({
      digest: digestOf(kept),
      network: madeForCompact.network,
      weightsDigest: madeForCompact.weightsDigest,
      gradientSteps: 2,
      repeats: 3,
      labels: [0, 1, 2, 0, 1, 2],
      stepSizes: [...set.stepSizes],
    });
    expect(await checkpointEpochs(task.distillationDirectory)).toEqual([0]);
    expect((await readDistilled(checkpointPath(task.distillationDirectory, 0))).set).toEqual(set);
    expect(readdirSync(join(task.distillationDirectory, "previews"))).toContain("preview-06-happiness.png");
    expect(notesIn(context)).toEqual([]);
  });

  it("reads a results.pth as images of the project's network, and says that the file does not", async () => {
    const context = contextOf();
    const task = taskOf(join(fixtures, "results.pth"));
    const result = await importDistilled(task, context);
    expect(result).toMatchObject({ network: task.network, weightsDigest: null, gradientSteps: 2, repeats: 3, labels: [0, 1, 2, 0, 1, 2] });
    const { set: read, made } = await readDistilled(join(task.distillationDirectory, "distilled.safetensors"));
    expect(made).toEqual({ network: task.network, weightsDigest: null, classes: task.classes });
    expect(read.images[1]).toBe(1 / 8);
    expect(notesIn(context)).toEqual([expect.stringContaining("read as those of compact (pixel / 255, less 0.5, over 0.25)")]);
  });

  const brighter = { ...madeForCompact.network, normalisation: { unit: 255 as const, mean: [0.4], deviation: [0.25] } };
  it.each<[string, MadeFor, string]>([
    ["other weights", { ...madeForCompact, weightsDigest: "b".repeat(64) }, "made for other weights"],
    ["pixels normalised otherwise", { ...madeForCompact, network: brighter }, "with pixels normalised otherwise"],
  ])("takes images that were made for %s, with a warning", async (_, made, words) => {
    const context = contextOf();
    expect(await importDistilled(taskOf(await fileOf(made)), context)).toMatchObject({ network: made.network });
    expect(notesIn(context)).toEqual([expect.stringContaining(words)]);
  });

  it("takes images that were made for no one network without a warning", async () => {
    const context = contextOf();
    await importDistilled(taskOf(await fileOf({ ...madeForCompact, weightsDigest: null })), context);
    expect(notesIn(context)).toEqual([]);
  });

  it("refuses other classes, other pictures and other files, and leaves nothing behind", async () => {
    const own = await fileOf(madeForCompact);
    const weights = join(folder, "weights.safetensors");
    await writeSafetensors(weights, { "fc.bias": { dtype: "F32", shape: [1], values: Float32Array.of(1) } }, { network: "compact" });
    const page = join(folder, "page.pth");
    writeFileSync(page, "<!doctype html><title>Sign in</title>");
    const refused: [ImportDistilledTask, string][] = [
      [taskOf(own, { classes: ["fear", "surprise", "happiness"] }), "found images of surprise, fear, happiness, expected fear, surprise"],
      [taskOf(own, { network: usualSetup("compact", 48) }), "grey images of 16 x 16 pixels, expected grey images of 48 x 48"],
      [taskOf(own, { network: usualSetup("vgg-face", 32) }), "expected RGB images of 32 x 32 pixels, as vgg-face"],
      [taskOf(join(fixtures, "results.pth"), { network: usualSetup("compact", 48) }), "[N,1,48,48]"],
      [taskOf(weights), "expected a file of distilled images"],
      [taskOf(page), "found a web page, expected distilled images. Choose the distilled.safetensors"],
      [taskOf(join(folder, "none")), "none: found no readable file"],
    ];
    for (const [task, words] of refused) {
      const refusal = importDistilled(task, contextOf());
      await expect(refusal, words).rejects.toThrow(InputError);
      await expect(refusal).rejects.toThrow(words);
      expect(existsSync(task.distillationDirectory)).toBe(false);
    }
  });

  it("stops when asked", async () => {
    const task = taskOf(await fileOf(madeForCompact));
    await expect(importDistilled(task, contextOf(AbortSignal.abort()))).rejects.toThrow();
    expect(existsSync(task.distillationDirectory)).toBe(false);
  });
});
