// Memory of this process that lies in RAM, as Linux counts it; null elsewhere. bench/peers/resident_memory.py does the same.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

export const residentBytes = (): number | null => statusBytes("VmRSS");
export const peakBytes = (): number | null => statusBytes("VmHWM");

/** From here on the peak counts anew, so that reading the benchmark's files is no part of it. */
export function resetPeak(): void {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  gc?.(); // buffers are freed on the side; a second collection first waits until the first has done so
  if (existsSync("/proc/self/clear_refs")) writeFileSync("/proc/self/clear_refs", "5");
}

function statusBytes(key: string): number | null {
  if (!existsSync("/proc/self/status")) return null;
  const [, kibibytes] = new RegExp(`^${key}:\\s*(\\d+)`, "m").exec(readFileSync("/proc/self/status", "utf8"))!;
  return Number(kibibytes) * 1024;
}
