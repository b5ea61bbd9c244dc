// What is used and from where. TensorFlow lives in compute, so its part is asked there, or told from the last run while compute is busy.
import { cpus } from "node:os";
import type { BackendDescription } from "../compute/protocol.ts";
import type { DoctorReport } from "../contract.ts";
import { errorRecordOf } from "../errors.ts";
import type { EngineContext } from "./context.ts";

export async function doctorReport({ compute, project }: EngineContext): Promise<DoctorReport> {
  const lines = [
    { name: "Node", value: process.versions.node, ok: true },
    { name: "Electron", value: process.versions.electron ?? "not in use here", ok: true },
    { name: "Processor cores", value: String(cpus().length), ok: true },
  ];
  if (compute.isBusy) {
    const lastRun = project.store.runs.all().find(({ result }) => result !== null)?.result;
    const busy = { name: "TensorFlow", value: "busy with a job", ok: true };
    return { lines: [...lines, ...(lastRun ? backendLines(lastRun.backend) : [busy])] };
  }
  try {
    return { lines: [...lines, ...backendLines(await compute.run({ kind: "describe" }, () => {}, new AbortController().signal))] };
  } catch (error) {
    return { lines: [...lines, { name: "TensorFlow", value: errorRecordOf(error).message, ok: false }] };
  }
}

/** Lines about TensorFlow and sharp, as compute describes them. */
export function backendLines({ backend, device, tensorflow, tfjs, threads, sharp, note }: BackendDescription): DoctorReport["lines"] {
  return [
    { name: "TensorFlow", value: `${tensorflow} (tfjs ${tfjs}, backend ${backend})`, ok: backend === "tensorflow" },
    { name: "Device", value: device, ok: true },
    { name: "Threads", value: String(threads), ok: true },
    ...(note ? [{ name: "Speed", value: note, ok: false }] : []),
    { name: "sharp", value: sharp, ok: true },
  ];
}
