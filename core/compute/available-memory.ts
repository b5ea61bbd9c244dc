// Memory that this process may still take before the system ends it: what Linux itself estimates, or what is left of the limit of a
// container.
import { promises } from "node:fs";
import { freemem, totalmem } from "node:os";

/** A text file of the system; null where there is none. */
export type ReadSystemFile = (path: string) => Promise<string | null>;

const readSystemFile: ReadSystemFile = (path) => promises.readFile(path, "utf8").catch(() => null);

/** Bytes. macOS counts as free only what nothing has ever used, and gives up caches and compresses instead: there, all memory. */
export async function availableBytes(read: ReadSystemFile = readSystemFile): Promise<number> {
  const ofSystem = kibibytesOf(await read("/proc/meminfo"), "MemAvailable:") ?? (process.platform === "darwin" ? totalmem() : freemem());
  return Math.min(ofSystem, (await leftInContainer(read)) ?? Number.POSITIVE_INFINITY);
}

/** What is left of the limit of a control group (version 2); pages of files count as used there, but are given up when needed. */
async function leftInContainer(read: ReadSystemFile): Promise<number | null> {
  const [limit, used, detail] = await Promise.all(["max", "current", "stat"].map((name) => read(`/sys/fs/cgroup/memory.${name}`)));
  const [limitBytes, usedBytes] = [Number.parseInt(limit ?? "", 10), Number.parseInt(used ?? "", 10)];
  if (!Number.isFinite(limitBytes) || !Number.isFinite(usedBytes)) return null; // none, or "max"
  return Math.max(0, limitBytes - usedBytes + fieldOf(detail, "active_file ") + fieldOf(detail, "inactive_file "));
}

function kibibytesOf(text: string | null | undefined, field: string): number | null {
  const kibibytes = fieldOf(text, field);
  return kibibytes > 0 ? kibibytes * 1024 : null;
}

/** The number after a name at the start of a line; 0 where it is missing. */
function fieldOf(text: string | null | undefined, field: string): number {
  const line = text?.split("\n").find((one) => one.startsWith(field));
  return Number.parseInt(line?.slice(field.length) ?? "", 10) || 0;
}
