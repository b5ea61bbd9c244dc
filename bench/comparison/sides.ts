// The columns of a row, and the processes behind them.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Peer, startPeer, startProgram } from "../peer.ts";
import type { Work } from "./rows.ts";
import type { Ready, Side, SideJob } from "./side.ts";

const ours: Side = { label: "ours", program: "ours", precision: "float32", compile: false };
const peer: Side = { label: "PyTorch", program: "peer", precision: "float32", compile: false };
const compiled: Side = { label: "torch.compile", program: "peer", precision: "float32", compile: true };
const autocast: Side = { label: "PyTorch, bfloat16 autocast", program: "peer", precision: "bfloat16", compile: false };

/** Columns that are asked for by name. */
export interface FurtherColumns {
  compile: boolean;
  bfloat16: boolean;
}

/** Ours and PyTorch's; where work is in memory also the further columns. Ratios are between sides of one precision. */
export function sidesOf(work: Work, { compile, bfloat16 }: FurtherColumns): Side[] {
  const further = work === "training" || work === "extraction" ? [...(compile ? [compiled] : []), ...(bfloat16 ? [autocast] : [])] : [];
  return [ours, peer, ...further];
}

export interface Running extends Side {
  ready: Ready;
  peer: Peer;
}

/** Starts one side and waits until it can make turns. */
export async function startSide(side: Side, job: SideJob, { python, folder }: { python: string; folder: string }): Promise<Running> {
  const { label, program, precision, compile } = side;
  const file = join(folder, `${label.replace(/\W+/g, "-")}.json`);
  writeFileSync(file, JSON.stringify({ ...job, precision, compile } satisfies SideJob));
  // Garbage is collected before memory is measured, as Python does by itself.
  const bundle = join(dirname(fileURLToPath(import.meta.url)), "ours.cjs");
  const process_ =
    program === "ours" ? startProgram(process.execPath, ["--expose-gc", bundle, file]) : startPeer(python, "compare.py", [file]);
  return { ...side, peer: process_, ready: await process_.heard<Ready>() };
}
