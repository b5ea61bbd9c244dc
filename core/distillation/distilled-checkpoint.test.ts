import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { checkpointEpochs, checkpointPath, checkpointsFolder } from "./distilled-checkpoint.ts";

const folder = mkdtempSync(join(tmpdir(), "omnifer-checkpoints-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("names the file of an outer epoch", () => {
  expect(checkpointPath("d", 10)).toBe(join("d", "checkpoints", "epoch-0010.safetensors"));
});

it("lists the epochs that are kept by number, and nothing else of the folder", async () => {
  expect(await checkpointEpochs(folder)).toEqual([]);
  mkdirSync(checkpointsFolder(folder));
  for (const epoch of [12_345, 9_999, 0, 20]) writeFileSync(checkpointPath(folder, epoch), "");
  for (const name of ["state.safetensors", ".epoch-0030.safetensors.ab.writing", "epoch-0040.safetensors.old"]) {
    writeFileSync(join(checkpointsFolder(folder), name), "");
  }
  expect(await checkpointEpochs(folder)).toEqual([0, 20, 9_999, 12_345]);
});
