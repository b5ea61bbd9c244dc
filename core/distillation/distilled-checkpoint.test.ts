import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { checkpointEpochs, checkpointPath } from "./distilled-checkpoint.ts";

const folder = mkdtempSync(join(tmpdir(), "omnifer-checkpoints-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("names the file of an outer epoch", () => {
  expect(checkpointPath("d", 10)).toBe(join("d", "checkpoints", "epoch-0010.safetensors"));
});

it("lists the epochs that are kept by number, and nothing else of the folder", async () => {
  expect(await checkpointEpochs(folder)).toEqual([]);
  mkdirSync(join(folder, "checkpoints"));
  for (const epoch of [100, 0, 20, 12_345]) writeFileSync(checkpointPath(folder, epoch), "");
  for (const name of ["state.safetensors", ".epoch-0030.safetensors.ab.writing", "epoch-0040.safetensors.old"]) {
    writeFileSync(join(folder, "checkpoints", name), "");
  }
  expect(await checkpointEpochs(folder)).toEqual([0, 20, 100, 12_345]);
});
