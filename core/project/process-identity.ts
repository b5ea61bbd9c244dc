// Tells one process from every other, also from a later one that was given the same number.
import { readFileSync } from "node:fs";

/**
 * When a process started, as text that only equals itself: the boot and the clock ticks since then. null where the system does
 * not say (other than Linux) or the process is gone.
 */
export function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const ticks = startTicksOf(stat);
    return ticks === null ? null : `${boot} ${ticks}`;
  } catch {
    return null;
  }
}

/** Field 22 of /proc/<pid>/stat. Field 2 is the command in parentheses and may itself hold blanks and parentheses. */
export function startTicksOf(stat: string): string | null {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields[19]; // field 3 is the first one after the command
  return ticks !== undefined && /^\d+$/.test(ticks) ? ticks : null;
}

/** Whether a process of this number exists, ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
