// Measures one row: every side in a process of its own, all on the same files and threads, turn by turn, each going first in its turn.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defaultRecipes } from "../../core/recipe.ts";
import { checkedSteps, type Row } from "./rows.ts";
import { requireSameWork } from "./same-work.ts";
import type { SideJob, Turn } from "./side.ts";
import { type FurtherColumns, type Running, sidesOf, startSide } from "./sides.ts";
import type { MeasuredRow, MeasuredSide } from "./summary.ts";

export interface Measuring {
  /** Where files are drawn; start weights stay for the next row of the network. */
  folder: string;
  python: string;
  /** A data set of pictures: images/ and labels.csv. */
  faces: string;
  threads: number;
  further: FurtherColumns;
  show(line: string): void;
}

const classCount = 7;

/** @throws Error when a side ends early, or when the sides did not do the same work */
export async function runRow(row: Row, measuring: Measuring): Promise<MeasuredRow> {
  const folder = join(measuring.folder, row.name);
  mkdirSync(folder, { recursive: true });
  try {
    const job = prepare(row, measuring, folder);
    const sides = row.work === "start" ? await runStarts(row, job, measuring, folder) : await runTurns(row, job, measuring, folder);
    return { ...row, threads: measuring.threads, sides };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Where a step's time goes, of ours and of PyTorch's. */
export async function profileRow(row: Row, measuring: Measuring): Promise<void> {
  const folder = join(measuring.folder, row.name);
  mkdirSync(folder, { recursive: true });
  const job = prepare(row, measuring, folder);
  for (const side of sidesOf(row.work, measuring.further)) {
    const { peer } = await startSide(side, job, { ...measuring, folder });
    await peer.turn<Turn>({ steps: checkedSteps, isChecked: true });
    measuring.show(`${side.label}, ${row.name}:`);
    await peer.turn<Turn>({ steps: row.steps, isProfiled: true });
    await peer.stop();
  }
}

function prepare(
  { work, network, inputSize, batchSize, learntSteps }: Row,
  { folder: shared, faces, threads }: Measuring,
  folder: string,
): SideJob {
  const { learningRate, momentum, weightDecay } = defaultRecipes[network].primitive;
  const job: SideJob = {
    work: work === "start" ? "training" : work,
    network,
    inputSize,
    classCount,
    batchSize,
    learntSteps,
    weights: join(shared, `${network}.safetensors`),
    batches: join(folder, "batches.safetensors"),
    ...{ learningRate, momentum, weightDecay, threads },
    device: "cpu",
    precision: "float32",
    compile: false,
    ...{ paths: [], labels: [], dataset: "" },
  };
  const file = join(folder, "job.json");
  writeFileSync(file, JSON.stringify(job));
  const program = join(dirname(fileURLToPath(import.meta.url)), "prepare.cjs");
  const filled = execFileSync(process.execPath, [program, file, faces], { maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "inherit"] });
  return JSON.parse(filled.toString()) as SideJob;
}

async function runTurns(row: Row, job: SideJob, measuring: Measuring, folder: string): Promise<MeasuredSide[]> {
  const running: Running[] = [];
  try {
    const sides: MeasuredSide[] = [];
    let checked: number[] | undefined;
    for (const side of sidesOf(row.work, measuring.further)) {
      const started = await startSide(side, job, { ...measuring, folder });
      running.push(started);
      if (started.ready.device === "gpu") job.device = "cuda"; // ours comes first, and PyTorch follows it
      const begun = performance.now();
      const { proof } = await started.peer.turn<Turn>({ steps: checkedSteps, isChecked: true });
      checked ??= proof;
      requireSameWork(row.work, side.precision, checked, proof);
      if (row.work !== "epoch") await started.peer.turn<Turn>({ steps: row.steps }); // an epoch is warm-up enough
      const warmUpSeconds = (performance.now() - begun) / 1000;
      sides.push({ ...side, ...started.ready, warmUpSeconds, turns: [], peakBytes: null });
      measuring.show(`${row.name}: ${side.label} ready (${started.ready.mode}), warmed up in ${warmUpSeconds.toFixed(1)} s`);
    }
    for (let pair = 0; pair < row.pairs; pair++) {
      const order = [...sides.keys()];
      if (pair % 2 === 1) order.reverse();
      for (const index of order) sides[index]!.turns.push(await running[index]!.peer.turn<Turn>({ steps: row.steps }));
      showPair(row, sides, pair, measuring);
    }
    for (const side of sides) side.peakBytes = side.turns.at(-1)!.peakBytes;
    return sides;
  } finally {
    for (const { peer } of running) await peer.stop();
  }
}

/** Fresh processes, from their start to the end of the first update; the first pair fills the caches of the disk. */
async function runStarts(row: Row, job: SideJob, measuring: Measuring, folder: string): Promise<MeasuredSide[]> {
  const sides: MeasuredSide[] = [];
  for (let pair = -1; pair < row.pairs; pair++) {
    const proofs: number[][] = [];
    for (const [index, side] of sidesOf(row.work, measuring.further).entries()) {
      const begun = performance.now();
      const { peer, ready } = await startSide(side, job, { ...measuring, folder });
      const turn = await peer.turn<Turn>({ steps: row.steps, isChecked: true });
      if (ready.device === "gpu") job.device = "cuda"; // as above
      const seconds = [(performance.now() - begun) / 1000];
      await peer.stop();
      proofs.push(turn.proof);
      requireSameWork(row.work, side.precision, proofs[0]!, turn.proof);
      if (pair < 0) sides.push({ ...side, ...ready, warmUpSeconds: seconds[0]!, turns: [], peakBytes: null });
      else sides[index]!.turns.push({ ...turn, seconds });
      sides[index]!.peakBytes = turn.peakBytes;
    }
    if (pair >= 0) showPair(row, sides, pair, measuring);
  }
  return sides;
}

function showPair(row: Row, sides: MeasuredSide[], pair: number, { show }: Measuring): void {
  const shown = sides.map(({ label, turns }) => `${label} ${turns[pair]!.seconds.map((seconds) => seconds.toFixed(2)).join(" + ")} s`);
  show(`${row.name}, pair ${pair + 1} of ${row.pairs}: ${shown.join(", ")}`);
}
