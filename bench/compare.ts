// Every row of the comparison with PyTorch, or those of one name: training steps, feature extraction, an epoch from JPEG files, start to
// the first update, and the memory of each. Both sides run in turns on the same start weights, batches and threads; what they compute is
// compared. Ends with two tables, and writes .runtime/bench/results.json (results-NAME.json for one name).
// Run: node bench/run.mjs [NAME] [--quick] [--compile] [--precision bfloat16] [--pairs N] [--steps N] [--batch N]
//   [--faces DIR] [--profile] [--python FILE]
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, release, type as systemName, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Precision } from "../core/recipe.ts";
import { threadCount } from "../core/tensor/backend.ts";
import { quick, type Row, rows, rowsNamed } from "./comparison/rows.ts";
import { type Measuring, profileRow, runRow } from "./comparison/run-row.ts";
import { type MeasuredRow, speedsOf } from "./comparison/summary.ts";
import { memoryTable, remarks, speedTable } from "./comparison/tables.ts";

const options = {
  quick: { type: "boolean", default: false },
  compile: { type: "boolean", default: false },
  precision: { type: "string", default: "float32" },
  pairs: { type: "string" },
  steps: { type: "string" },
  batch: { type: "string" },
  faces: { type: "string" },
  profile: { type: "boolean", default: false },
  python: { type: "string", default: process.env.OMNIFER_PYTHON ?? "python3" },
} as const;

const readArguments = () => parseArgs({ options, allowPositionals: true });
type Options = ReturnType<typeof readArguments>["values"];

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [name] = positionals;
  const chosen = (name === undefined ? rows : rowsNamed(name)).map((row) => withOptions(row, values));
  if (chosen.length === 0) throw new Error(`No row "${name}". Rows: ${rows.map((row) => row.name).join(", ")}.`);
  const folder = mkdtempSync(join(tmpdir(), "omnifer-bench-"));
  const measuring: Measuring = {
    folder,
    python: values.python,
    faces: resolve(values.faces ?? usualFaces()),
    threads: threadCount(),
    further: { compile: values.compile, bfloat16: Precision.parse(values.precision) === "bfloat16" },
    show: (line) => console.log(line),
  };
  const measured: MeasuredRow[] = [];
  try {
    for (const row of chosen) {
      if (values.profile) await profileRow(row, measuring);
      else measured.push(await runRow(row, measuring));
      if (measured.length > 0) writeResults(measured, name);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  if (measured.length === 0) return;
  console.log(["", machine(measuring), "", speedTable(measured), "", memoryTable(measured), "", ...remarks(measured)].join("\n"));
}

function withOptions(row: Row, { quick: isQuick, pairs, steps, batch }: Options): Row {
  const usual = isQuick ? quick(row) : row;
  return {
    ...usual,
    pairs: countOf("pairs", pairs) ?? usual.pairs,
    steps: countOf("steps", steps) ?? usual.steps,
    batchSize: countOf("batch", batch) ?? usual.batchSize,
  };
}

function countOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`--${option} takes a number from 1 on, not "${text}".`);
  return Number(text);
}

/** Photographs where they are at hand, else the faces of the demonstration, drawn once. */
function usualFaces(): string {
  const photographs = process.env.OMNIFER_REAL_FACES ?? "../shared/data/real-faces";
  return existsSync(join(photographs, "labels.csv")) ? photographs : join(".runtime", "bench", "faces");
}

function machine({ threads }: Measuring): string {
  return `${cpus()[0]!.model}, ${threads} threads, ${Math.round(totalmem() / 2 ** 30)} GiB, ${systemName()} ${release()}`;
}

/** After every row, so that nothing measured is lost with a later one. */
function writeResults(measured: readonly MeasuredRow[], name: string | undefined): void {
  const results = {
    date: new Date().toISOString(),
    machine: { processor: cpus()[0]!.model, cores: cpus().length, memoryBytes: totalmem(), system: `${systemName()} ${release()}` },
    versions: Object.assign({}, ...(measured[0]?.sides ?? []).map(({ versions }) => versions)) as Record<string, string>,
    threads: threadCount(),
    rows: measured.map((row) => ({ ...row, speeds: row.parts.map((part, index) => ({ part, sides: speedsOf(row, index) })) })),
  };
  const file = join(".runtime", "bench", name === undefined ? "results.json" : `results-${name}.json`);
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
