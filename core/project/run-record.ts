// run.json: everything that a finished run was made with and what came of it, readable without this program. Written once,
// durably, before the run counts as finished; never changed afterwards.
import { promises } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { EpochMetrics, RunRole } from "../contract/run-views.ts";
import { DasArm } from "../distillation/das-recipe.ts";
import { InputError, WorkbenchError } from "../errors.ts";
import { NetworkSetup, usualSetup } from "../networks/network-setup.ts";
import { Selection, TrainingRecipe } from "../recipe.ts";
import { digestOfFile, writeDurably } from "./durable.ts";
import { fileSystemError } from "./file-system-error.ts";
import { readIfPresent } from "./read-if-present.ts";
import { Pretrained, type RunStart } from "./runs.ts";
import { RunResult } from "./task-results.ts";

const WrittenFileSchema = z.object({ digest: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(0) });

/** The newest version of run.json. Older ones are brought up to it by `upgrades`, step by step, so that only this one has a schema. */
export const RunRecord = z.object({
  version: z.int().min(1),
  id: z.string(),
  role: RunRole,
  network: NetworkSetup,
  recipe: TrainingRecipe,
  seed: z.int(),
  datasetId: z.string(),
  dataDigest: z.string(),
  parentRunId: z.string().nullable(),
  pretrained: Pretrained.nullable(),
  poolId: z.string().nullable(),
  selection: Selection.nullable(),
  /** Came with distillation; a record from before it has none. */
  das: DasArm.nullable().default(null),
  result: RunResult,
  epochs: z.array(EpochMetrics),
  /** By file name, relative to the folder of the run. */
  files: z.record(z.string(), WrittenFileSchema),
  /** ISO 8601, UTC. */
  finished: z.string(),
});
export type RunRecord = z.infer<typeof RunRecord>;

/** upgrades[n] turns the JSON of version n + 1 into that of version n + 2. */
export type Upgrade = (older: Record<string, unknown>) => Record<string, unknown>;
const knownUpgrades: readonly Upgrade[] = [
  // Version 1 knew the compact network only, for its usual pictures.
  (older) => ({ ...older, network: usualSetup("compact"), pretrained: null }),
];

const recordedFiles = ["weights.safetensors", "best.safetensors", "predictions.parquet", "auxiliary.parquet"];

const pathOf = (runDirectory: string): string => join(runDirectory, "run.json");

/**
 * Writes run.json of a finished run, with the digests of the files that lie beside it.
 *
 * @throws WorkbenchError `internal` when the run has one that says something else: a finished run never changes
 */
export async function writeRunRecord(
  runDirectory: string,
  run: { start: RunStart; result: RunResult; epochs: EpochMetrics[] },
): Promise<RunRecord> {
  const files = await digestsOf(runDirectory);
  const record = RunRecord.parse({
    version: knownUpgrades.length + 1,
    ...run.start,
    result: run.result,
    epochs: run.epochs,
    files,
    finished: new Date().toISOString(),
  });
  const path = pathOf(runDirectory);
  const before = await readIfPresent(path);
  if (before !== null) {
    // A program that died between this file and its commit writes the same record again; anything else is a second result.
    const { record: known } = parse(before, path, knownUpgrades);
    if (known.result.weightsDigest !== record.result.weightsDigest)
      throw new WorkbenchError("internal", `${path} exists; a finished run never changes.`);
    return known;
  }
  await writeDurably(path, `${JSON.stringify(record, null, 2)}\n`);
  return record;
}

/**
 * Reads run.json. An older version is brought up to date after a copy of it was made beside it (run.json.v1.bak); where the folder
 * cannot be written, it is brought up to date in memory only.
 *
 * @returns the record and, for one of a newer version that can still be understood, a sentence that says so
 * @throws InputError when it is damaged; WorkbenchError `not-found`, or `read-only` when a newer version cannot be understood
 */
export async function readRunRecord(
  runDirectory: string,
  upgrades: readonly Upgrade[] = knownUpgrades,
): Promise<{ record: RunRecord; readOnlyReason: string | null }> {
  const path = pathOf(runDirectory);
  const text = await readIfPresent(path);
  if (text === null) throw new WorkbenchError("not-found", `${path} is missing: the run was not finished.`);
  const { record, version, readOnlyReason } = parse(text, path, upgrades);
  if (version < upgrades.length + 1) {
    try {
      await writeDurably(`${path}.v${version}.bak`, text);
      await writeDurably(path, `${JSON.stringify(record, null, 2)}\n`);
    } catch (error) {
      if (!(error instanceof WorkbenchError) || error.code !== "read-only") throw error;
    }
  }
  return { record, readOnlyReason };
}

/** Compares the files of a run with the digests in its record. @throws InputError that names the first file that differs or is missing */
export async function verifyRunFiles(runDirectory: string, record: RunRecord): Promise<void> {
  for (const [name, expected] of Object.entries(record.files)) {
    const file = join(runDirectory, name);
    const found = await digestOfFile(file).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      throw fileSystemError(error, file);
    });
    if (found?.digest === expected.digest) continue;
    throw new InputError({
      file,
      found: found ? `${found.bytes} bytes with SHA-256 ${found.digest}` : "no file",
      expected: `${expected.bytes} bytes with SHA-256 ${expected.digest}`,
      mend: "Put the file back from a backup, or repeat the run.",
    });
  }
}

function parse(
  text: string,
  path: string,
  upgrades: readonly Upgrade[],
): { record: RunRecord; version: number; readOnlyReason: string | null } {
  const newest = upgrades.length + 1;
  let version = 0;
  try {
    let json = z.looseObject({ version: z.int().min(1) }).parse(JSON.parse(text)) as Record<string, unknown>;
    version = json.version as number;
    for (const upgrade of upgrades.slice(version - 1)) json = upgrade(json);
    const record = RunRecord.parse({ ...json, version: Math.max(version, newest) });
    return { record, version, readOnlyReason: version > newest ? newerSentence(path, version, newest) : null };
  } catch (error) {
    if (version > newest) throw new WorkbenchError("read-only", newerSentence(path, version, newest), { cause: error });
    const expected = `the record of a run (format up to ${newest})`;
    throw new InputError(
      { file: path, found: "something else", expected, mend: "Put it back from a backup, or repeat the run." },
      { cause: error },
    );
  }
}

const newerSentence = (path: string, version: number, newest: number): string =>
  `${path} was written by a newer version of the workbench (format ${version}, known here up to ${newest}). Update the workbench to work on it.`;

async function digestsOf(runDirectory: string): Promise<RunRecord["files"]> {
  const files: RunRecord["files"] = {};
  const present = new Set(await promises.readdir(runDirectory));
  for (const name of recordedFiles) if (present.has(name)) files[name] = await digestOfFile(join(runDirectory, name));
  return files;
}
