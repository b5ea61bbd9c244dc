import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { DistilledUse } from "../compute/distillation-tasks.ts";
import { writeDistilled } from "../distillation/distilled-file.ts";
import { distilledSet, madeForCompact } from "../distillation/distilled-set.fixture.ts";
import type { MadeFor } from "../distillation/distilled-set.ts";
import { networkOf } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { digestOfFile } from "../project/durable.ts";
import { loadDistilled } from "./load-distilled.ts";

const folder = mkdtempSync(join(tmpdir(), "omnifer-images-"));
afterAll(() => rmSync(folder, { recursive: true }));
const weights = join(folder, "weights.safetensors");
writeFileSync(weights, "weights");
const { digest } = await digestOfFile(weights);

const training = { network: networkOf(madeForCompact.network), classes: madeForCompact.classes, startWeights: weights };

async function loaded(change: Partial<MadeFor>, told: Partial<typeof training> | { startWeights: null } = {}) {
  const made = { ...madeForCompact, weightsDigest: digest, ...change };
  const use: DistilledUse = { path: join(folder, "distilled.safetensors"), mode: "union", lambda: 0.1, statistics: "frozen" };
  await writeDistilled(use.path, distilledSet(made), made);
  return loadDistilled(use, { ...training, ...told });
}

describe("distilled images for a training", () => {
  it("come with how they are used, and without a warning where they were made for its start", async () => {
    const { distilled, warning } = await loaded({});
    expect(distilled).toMatchObject({ mode: "union", lambda: 0.1, set: { gradientSteps: 2, repeats: 3 } });
    expect(warning).toBeNull();
  });

  it("have no network of their own where they are a baseline", async () => {
    expect((await loaded({ weightsDigest: null })).warning).toBeNull();
  });

  it.each<[string, Partial<MadeFor>, Partial<typeof training> | { startWeights: null }, string]>([
    [
      "weights",
      { weightsDigest: "b".repeat(64) },
      {},
      `for the compact weights bbbbbbbbbbbb, and this training begins with weights ${digest.slice(0, 12)}`,
    ],
    ["weights than those that the seed draws", {}, { startWeights: null }, "and this training begins with weights drawn from the seed"],
    [
      "pixels",
      { weightsDigest: null },
      { network: networkOf({ ...madeForCompact.network, normalisation: { unit: 255, mean: [0.4], deviation: [0.25] } }) },
      "for compact (pixels / 255, mean 0.5, deviation 0.25), and this training begins with compact (pixels / 255, mean 0.4, deviation 0.25)",
    ],
  ])("warn where they were made for other %s", async (_, change, told, names) => {
    const { warning } = await loaded(change, told);
    expect(warning).toContain("These images were distilled for another network");
    expect(warning).toContain(names);
  });

  it("are refused where their pictures are others", async () => {
    const larger = loaded({}, { network: networkOf(usualSetup("compact", 48)) });
    await expect(larger).rejects.toThrow(
      "distilled.safetensors: found images of 16 x 16 pixels in 1 channel, expected 48 x 48 in 1, which compact takes. " +
        "Choose images that were distilled for this network, or distil again.",
    );
    const colour = loaded({}, { network: networkOf(usualSetup("resnet34", 32)) });
    await expect(colour).rejects.toThrow("expected 32 x 32 in 3, which resnet34 takes");
  });

  it.each([[["surprise", "fear"]], [["fear", "surprise", "happiness"]]])(
    "are refused where their classes are others: %s",
    async (classes) => {
      await expect(loaded({}, { classes })).rejects.toThrow(
        `distilled.safetensors: found images of the classes surprise, fear, happiness, expected ${classes.join(", ")}.`,
      );
    },
  );

  it("are refused where their file is none", async () => {
    const use: DistilledUse = { path: weights, mode: "union", lambda: 0.1, statistics: "frozen" };
    await expect(loadDistilled(use, training)).rejects.toThrow("weights.safetensors: found");
  });
});
