import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { usualSetup } from "../networks/network-setup.ts";
import { finishedResult, firstEpoch, runStart } from "./run.fixture.ts";
import { readRunRecord, type Upgrade, verifyRunFiles, writeRunRecord } from "./run-record.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "run-"));
  path = join(folder, "run.json");
  await writeFile(join(folder, "weights.safetensors"), "abc");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (weightsDigest = finishedResult.weightsDigest) =>
  writeRunRecord(folder, { start: runStart, result: { ...finishedResult, weightsDigest }, epochs: [firstEpoch] });
const rewrite = async (change: (json: Record<string, unknown>) => unknown) =>
  writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, "utf8")))));

describe("run.json", () => {
  it("keeps recipe, seed, data, backend, cost, epochs, and the digests of the files beside it", async () => {
    const written = await write();
    expect(written).toMatchObject({ version: 2, ...runStart, result: finishedResult, epochs: [firstEpoch] });
    // SHA-256 of "abc" (FIPS 180-2, B.1)
    expect(written.files).toEqual({
      "weights.safetensors": { bytes: 3, digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    });
    expect(await readRunRecord(folder)).toEqual({ record: written, readOnlyReason: null });
  });

  it("never changes: the same result again is the same record, another one is refused", async () => {
    const first = await write();
    expect(await write()).toEqual(first);
    await expect(write("other")).rejects.toThrow("run.json exists; a finished run never changes.");
    expect((await readRunRecord(folder)).record).toEqual(first);
  });

  it("of an unfinished run is not there", async () => {
    await expect(readRunRecord(folder)).rejects.toMatchObject({ code: "not-found" });
  });

  it("that is damaged says so, whatever it holds", async () => {
    await write();
    const damaged = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record({ version: fc.integer({ max: 2 }) }).map((json) => JSON.stringify(json)),
    );
    await fc.assert(
      fc.asyncProperty(damaged, async (text) => {
        fc.pre(!/"version":\s*([3-9]|1\d)/.test(text));
        await writeFile(path, text);
        await expect(readRunRecord(folder)).rejects.toMatchObject({ code: "bad-input", problem: { file: path } });
      }),
    );
  });
});

describe("run.json of another version", () => {
  it("of version 1 was made by the compact network, from its seed", async () => {
    await write();
    await rewrite(({ pretrained: _, das: __, ...others }) => ({ ...others, network: "compact", version: 1 }));
    const { record } = await readRunRecord(folder);
    expect(record).toMatchObject({ version: 2, network: usualSetup("compact"), pretrained: null, das: null });
  });

  /** Version 2 renamed `seed` of version 1, here called `start`. */
  const upgrades: Upgrade[] = [({ start, ...others }) => ({ ...others, seed: start })];

  it("that is older is brought up to date after a copy was made beside it", async () => {
    const record = await write();
    await rewrite(({ seed, ...others }) => ({ ...others, start: seed, version: 1 }));
    const older = await readFile(path, "utf8");
    expect(await readRunRecord(folder, upgrades)).toEqual({ record: { ...record, version: 2 }, readOnlyReason: null });
    expect(await readFile(`${path}.v1.bak`, "utf8")).toBe(older);
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual({ ...record, version: 2 });
    expect((await readdir(folder)).sort()).toEqual(["run.json", "run.json.v1.bak", "weights.safetensors"]);
  });

  it("that is newer is read where it can be understood, with a sentence that says so, and stays as it is", async () => {
    const record = await write();
    await rewrite((json) => ({ ...json, version: 3, invention: true }));
    const newer = await readFile(path, "utf8");
    expect(await readRunRecord(folder)).toEqual({
      record: { ...record, version: 3 },
      readOnlyReason: `${path} was written by a newer version of the workbench (format 3, known here up to 2). Update the workbench to work on it.`,
    });
    expect(await readFile(path, "utf8")).toBe(newer);
  });

  it("that is newer and cannot be understood is refused with the same sentence", async () => {
    await writeFile(path, '{"version":9}');
    await expect(readRunRecord(folder)).rejects.toMatchObject({ code: "read-only", message: expect.stringContaining("format 9") });
  });
});

describe("the files of a run", () => {
  it("are compared with their digests", async () => {
    const record = await write();
    await verifyRunFiles(folder, record);
    await writeFile(join(folder, "weights.safetensors"), "abd");
    await expect(verifyRunFiles(folder, record)).rejects.toThrow(
      /weights\.safetensors: found 3 bytes with SHA-256 [0-9a-f]{64}, expected 3 bytes with SHA-256 ba7816bf.*repeat the run/,
    );
  });

  it("that are missing are named", async () => {
    const record = await write();
    await rm(join(folder, "weights.safetensors"));
    await expect(verifyRunFiles(folder, record)).rejects.toThrow("weights.safetensors: found no file");
  });
});
