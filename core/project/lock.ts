// The lock file of a project: it names the program that has it open to a second one. Nobody ever has to remove it by hand: a lock
// whose process is gone is recognised and taken over. That two programs never write at once is SQLite's own lock (database.ts).
import { promises } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import { WorkbenchError } from "../errors.ts";
import { fileSystemError } from "./file-system-error.ts";
import { isAlive, processStart } from "./process-identity.ts";
import { readIfPresent } from "./read-if-present.ts";

const Owner = z.object({
  pid: z.int().positive(),
  /** From processStart; null where the system does not say. */
  started: z.string().nullable(),
  host: z.string(),
  /** ISO 8601, UTC: when the project was opened. */
  since: z.string(),
});
type Owner = z.infer<typeof Owner>;

/** An owner touches its lock so often; where its process cannot be looked up, silence for `silentMilliseconds` means that it is gone. */
const touchMilliseconds = 10_000;
const silentMilliseconds = 60_000;

/** What tells who we are and who else lives; a test gives others. */
export interface Neighbourhood {
  pid: number;
  host: string;
  now(): Date;
  processStart(pid: number): string | null;
  isAlive(pid: number): boolean;
}

const thisMachine: Neighbourhood = { pid: process.pid, host: hostname(), now: () => new Date(), processStart, isAlive };

export interface Lock {
  /** Removes the lock file, if it is still ours. */
  release(): Promise<void>;
}

/**
 * Takes the lock at `path` or throws.
 *
 * @throws WorkbenchError `locked` with the owner's process number and since when; `read-only` or `disk-full` when it cannot be written
 */
export async function takeLock(path: string, machine: Neighbourhood = thisMachine): Promise<Lock> {
  const owner: Owner = {
    pid: machine.pid,
    started: machine.processStart(machine.pid),
    host: machine.host,
    since: machine.now().toISOString(),
  };
  const text = JSON.stringify(owner);
  for (let attempt = 1; !(await createLock(path, text)); attempt++) {
    await requireFree(path, machine);
    if (attempt > 3) throw new WorkbenchError("locked", `Several programs are opening ${path} at this moment. Try again.`);
    await promises.rm(path, { force: true });
  }
  const touching = setInterval(() => void promises.utimes(path, new Date(), new Date()).catch(() => undefined), touchMilliseconds);
  touching.unref();
  const release = async () => {
    clearInterval(touching);
    if ((await readIfPresent(path)) === text) await promises.rm(path, { force: true });
  };
  return { release };
}

/** Throws `locked` when a living program owns the lock at `path`. For a folder in which no lock can be made. */
export async function requireFree(path: string, machine: Neighbourhood = thisMachine): Promise<void> {
  const content = await readIfPresent(path);
  if (content === null) return;
  const owner = ownerOf(content);
  const silent = await isSilent(path, machine);
  // A lock without an owner is one that is being written, or the trace of a program that died doing so.
  if (owner ? !ownerLives(owner, silent, machine) : silent) return;
  const who = owner ? ` (process ${owner.pid} on ${owner.host}, since ${localTime(owner.since)})` : "";
  throw new WorkbenchError("locked", `This project is open in another program${who}. Close it there, then try again.`);
}

function ownerLives(owner: Owner, silent: boolean, machine: Neighbourhood): boolean {
  if (owner.host !== machine.host) return !silent; // its processes cannot be seen from here
  if (!machine.isAlive(owner.pid)) return false;
  const started = machine.processStart(owner.pid);
  return started !== null && owner.started !== null ? started === owner.started : !silent;
}

/** @returns false when there is a lock already */
async function createLock(path: string, text: string): Promise<boolean> {
  try {
    await promises.writeFile(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    await promises.rm(path, { force: true }).catch(() => undefined); // made, but not written: the disk is full
    throw fileSystemError(error, path);
  }
}

/** @returns null for what is not a lock of ours, such as one half written */
export function ownerOf(content: string): Owner | null {
  try {
    return Owner.parse(JSON.parse(content));
  } catch {
    return null;
  }
}

async function isSilent(path: string, machine: Neighbourhood): Promise<boolean> {
  const touched = await promises.stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0, // gone meanwhile
  );
  return machine.now().getTime() - touched > silentMilliseconds;
}

const localTime = (iso: string): string => new Date(iso).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
