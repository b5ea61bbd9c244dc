// Our side of bench/compare.ts: one process, one row of the table. The first line of output says what this side runs on; then every
// line of input asks for one turn and is answered by one line. Run: node ours.cjs JOB (see side.ts)
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { describeBackend, loadTensorFlow } from "../../core/tensor/backend.ts";
import { peakBytes, resetPeak, residentBytes } from "./resident-memory.ts";
import type { Ready, SideJob, Turn, TurnRequest } from "./side.ts";

/** One kind of work, at its start weights. */
export interface Worker {
  turn(request: TurnRequest): Promise<Omit<Turn, "peakBytes">>;
}

/** Loaded by need, so that no row starts slower or larger by what another needs. */
const openers: Record<SideJob["work"], (job: SideJob) => Promise<Worker>> = {
  training: async (job) => (await import("./training-work.ts")).openTraining(job),
  extraction: async (job) => (await import("./extraction-work.ts")).openExtraction(job),
  distillation: async (job) => (await import("./distillation-work.ts")).openDistillation(job),
  epoch: async (job) => (await import("./epoch-work.ts")).openEpoch(job),
};

async function main(): Promise<void> {
  const job = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as SideJob;
  loadTensorFlow();
  const idleBytes = residentBytes();
  const worker = await openers[job.work](job);
  resetPeak();
  const { device, tensorflow, tfjs, node } = describeBackend();
  answer({ idleBytes, device, versions: { tensorflow, tfjs, node }, mode: "eager" } satisfies Ready);
  for await (const line of createInterface({ input: process.stdin })) {
    answer({ ...(await worker.turn(JSON.parse(line) as TurnRequest)), peakBytes: peakBytes() } satisfies Turn);
  }
}

function answer(value: Ready | Turn): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1); // input is still open, and whoever asked waits
});
