// Opens the served page in the user's browser. The address carries the token and a command line can be read by every user of
// the computer, so the browser is given a file of ours that only this user can read, and that leads on.
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const openers: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/** @returns how to remove the file again */
export async function openBrowser(address: string): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "omnifer-")); // mode 0700
  const file = join(folder, "open.html");
  await writeFile(file, `<!doctype html><meta http-equiv="refresh" content="0; url=${address}">`, { mode: 0o600 });
  const [command, ...before] = openers[process.platform] ?? ["xdg-open"];
  const child = spawn(command!, [...before, file], { stdio: "ignore", detached: true });
  child.on("error", () => {}); // no opener: the address stands in the terminal
  child.unref();
  return () => rm(folder, { recursive: true, force: true });
}
