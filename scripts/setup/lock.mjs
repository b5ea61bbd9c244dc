// One set-up at a time in one checkout: `npm start` in one terminal and `npm test` in another would rename under each other.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const pollMilliseconds = 300;

/** Runs `body` while this process holds the lock file; waits for a living holder, takes over from a dead one. */
export async function withLock(path, body, onWait = () => {}) {
  mkdirSync(dirname(path), { recursive: true });
  let hasSaidSo = false;
  while (!tryToHold(path)) {
    if (!hasSaidSo) onWait();
    hasSaidSo = true;
    await wait(pollMilliseconds);
  }
  try {
    return await body();
  } finally {
    rmSync(path, { force: true });
  }
}

function tryToHold(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  if (isAlive(holderOf(path))) return false;
  rmSync(path, { force: true });
  return tryToHold(path);
}

function holderOf(path) {
  try {
    return Number.parseInt(readFileSync(path, "utf8"), 10);
  } catch {
    return Number.NaN; // released between the two looks
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM"; // somebody else's process, so it lives
  }
}
