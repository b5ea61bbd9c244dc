// `omnifer weights`: what a file of weights is, and the same weights in our form, without a project.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { networkOf } from "../../core/networks/network.ts";
import { usualSetup } from "../../core/networks/network-setup.ts";
import { storedShape } from "../../core/networks/weights/layout.ts";
import { parseSafetensors, type StoredTensor, serialiseSafetensors } from "../../core/networks/weights/safetensors.ts";
import { expect, test } from "../fixtures/terminal.ts";

/** The compact network for three classes, as somebody's DataParallel might have saved it. */
function compactFile(folder: string): string {
  const tensors: Record<string, StoredTensor> = {};
  for (const { name, kind, shape } of networkOf(usualSetup("compact")).parameters(3)) {
    const stored = storedShape(shape, kind);
    tensors[`module.${name}`] = { dtype: "F32", shape: stored, values: new Float32Array(stored.reduce((a, b) => a * b, 1)).fill(0.5) };
  }
  const path = join(folder, "compact-anywhere.safetensors");
  writeFileSync(path, serialiseSafetensors(tensors));
  return path;
}

test("inspect tells what a file is; convert writes it under our names", async ({ omnifer, folder }) => {
  const path = compactFile(folder);
  const inspected = await omnifer("weights", "inspect", path).ended;
  expect(inspected).toMatchObject({ status: 0, stderr: "" });
  expect(inspected.stdout).toContain("network        compact\n");
  expect(inspected.stdout).toContain('  "module.conv1.weight" F32 [32,1,3,3] -> conv1.weight\n');

  const target = join(folder, "compact.safetensors");
  const converted = await omnifer("weights", "convert", path, target, "--classes", "7", "--json").ended;
  expect(converted.status).toBe(0);
  expect(JSON.parse(converted.stdout)).toMatchObject({ file: "compact.safetensors", report: { network: "compact", head: "from-seed" } });
  const { tensors, metadata } = parseSafetensors(readFileSync(target), "compact.safetensors");
  expect(tensors["conv1.weight"]!.shape).toEqual([32, 1, 3, 3]);
  expect(tensors["fc.weight"]).toBeUndefined();
  expect(metadata).toMatchObject({ network: "compact", source: "compact-anywhere.safetensors" });
});

test("convert writes the mean and deviation that it is given, and refuses what cannot be meant", async ({ omnifer, folder }) => {
  const path = compactFile(folder);
  const target = join(folder, "compact.safetensors");
  const given = ["--mean", "0.4", "--std", "0.3"];
  expect((await omnifer("weights", "convert", path, target, ...given).ended).status).toBe(0);
  const { metadata } = parseSafetensors(readFileSync(target), "compact.safetensors");
  expect(JSON.parse(metadata.normalisation!)).toEqual({ unit: 255, mean: [0.4], deviation: [0.3] });

  const colours = ["--mean", "0.5,0.5,0.5", "--std", "0.5,0.5,0.5"];
  const refused = await omnifer("weights", "convert", path, target, ...colours).ended;
  expect(refused).toMatchObject({ status: 1, stdout: "" });
  expect(refused.stderr).toContain("expected one number each: it sees grey pictures");
});

test("a file that fits no network is listed and ends with 1; a web page is told what it is", async ({ omnifer, folder }) => {
  const stranger = join(folder, "stranger.safetensors");
  writeFileSync(stranger, serialiseSafetensors({ a: { dtype: "F32", shape: [2], values: Float32Array.of(1, 2) } }));
  const { status, stdout } = await omnifer("weights", "inspect", stranger).ended;
  expect(status).toBe(1);
  expect(stdout).toContain('  "a" F32 [2]\nstranger.safetensors: found tensors named "a", expected names of');

  const page = join(folder, "vgg_face_dag.pth");
  writeFileSync(page, "<!doctype html><title>Sign in</title>");
  const refused = await omnifer("weights", "convert", page, join(folder, "out.safetensors")).ended;
  expect(refused).toMatchObject({ status: 1, stdout: "" });
  expect(refused.stderr).toContain("omnifer: vgg_face_dag.pth: found a web page, expected weights of PyTorch");
});
