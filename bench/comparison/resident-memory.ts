// Memory of this process that lies in RAM, as Linux counts it; null elsewhere. bench/peers/resident_memory.py does the same.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

export const residentBytes = (): number | null => statusBytes("VmRSS");
export const peakBytes = (): number | null => statusBytes("VmHWM");

/** From here on the peak counts anew, so that reading the benchmark's files is no part of it. */
export function resetPeak(): void {
  (globalThis as { gc?: () => void }).gc?.();
  if (existsSync("/proc/self/clear_refs")) writeFileSync("/proc/self/clear_refs", "5");
}

function statusBytes(key: string): number | null {
  if (!existsSync("/proc/self/status")) return null;
  const [, kibibytes] = new RegExp(`^${key}:\\s*(\\d+)`, "m").exec(readFileSync("/proc/self/status", "utf8"))!;
  return Number(kibibytes) * 1024;
}
