// What is used and from where. TensorFlow lives in compute, so its part is asked there, or told from the last run while compute is busy.
import { cpus } from "node:os";
import type { BackendDescription, DescribeResult } from "../compute/protocol.ts";
import type { DoctorReport } from "../contract/doctor-report.ts";
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

/** Lines about TensorFlow and sharp, as compute describes them; a run's description says nothing of bfloat16. */
export function backendLines(description: BackendDescription | DescribeResult): DoctorReport["lines"] {
  const { backend, device, tensorflow, tfjs, threads, sharp, note } = description;
  return [
    { name: "TensorFlow", value: `${tensorflow} (tfjs ${tfjs}, backend ${backend})`, ok: backend === "tensorflow" },
    { name: "Device", value: device, ok: true },
    { name: "Threads", value: String(threads), ok: true },
    ...("bfloat16Speed" in description ? [bfloat16Line(description.bfloat16Speed)] : []),
    ...(note ? [{ name: "Speed", value: note, ok: false }] : []),
    { name: "sharp", value: sharp, ok: true },
  ];
}

function bfloat16Line(speed: number | null): DoctorReport["lines"][number] {
  return { name: "bfloat16", value: speed === null ? "not on this machine" : `${speed.toFixed(2)} times the speed of float32`, ok: true };
}
