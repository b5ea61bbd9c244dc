// The official Electron: its npm package downloads and verifies the archive (checksums.json inside the package) into node_modules/electron/dist.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { formatBytes } from "./progress.mjs";
import { probeDownload } from "./reachable.mjs";
import { lastLines } from "./setup-error.mjs";

const releases = "https://github.com/electron/electron/releases/download/";
const limitSeconds = 900;
const watchMilliseconds = 250;

/**
 * @returns {Promise<{ isHere: boolean, source: "official", version: string, from: string, why: string }>} never throws for the network:
 *   the wheel is there for that. `folder` holds the unpacked Electron when `isHere`.
 */
export async function officialElectron({ root, folder, exec, probe = probeDownload, report, env = process.env }) {
  const packageFolder = join(root, "node_modules", "electron");
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const answer = (isHere, why) => ({ isHere, source: "official", version, from: "Electron's release host", why });
  const url = archiveUrl(version, env);
  report(0, `asking ${new URL(url).host}`);
  const found = await probe(url);
  if ("reason" in found) return answer(false, found.reason);

  const temporary = join(folder, "download");
  mkdirSync(temporary);
  const note = `downloading Electron ${version} (${formatBytes(found.bytes)})`;
  const watch = setInterval(() => report((0.9 * bytesIn(temporary)) / found.bytes, note), watchMilliseconds);
  const outcome = await exec(process.execPath, [join(packageFolder, "install.js")], {
    cwd: root,
    limitSeconds,
    env: { ...env, TMPDIR: temporary },
  });
  clearInterval(watch);
  rmSync(temporary, { recursive: true, force: true });
  const unpacked = join(packageFolder, "dist");
  if (outcome.timedOut) return answer(false, `the download took more than ${limitSeconds / 60} minutes`);
  if (outcome.status !== 0 || !existsSync(join(unpacked, "electron")))
    return answer(false, lastLines(outcome.stderr, 1) || "the archive was not unpacked");
  for (const name of readdirSync(unpacked)) renameSync(join(unpacked, name), join(folder, name));
  rmSync(unpacked, { recursive: true });
  rmSync(join(packageFolder, "path.txt"), { force: true }); // else the package believes its own copy is still there
  return answer(true, `${new URL(url).host} answered`);
}

/** The address that the package itself will use: ELECTRON_MIRROR replaces the release host (same names below it). */
export function archiveUrl(version, env) {
  const mirror = env.ELECTRON_MIRROR || env.npm_config_electron_mirror || releases;
  const directory = env.ELECTRON_CUSTOM_DIR || env.npm_config_electron_custom_dir || `v${version}`;
  return `${mirror.replace(/\/?$/, "/")}${directory.replace("{{ version }}", version)}/electron-v${version}-linux-x64.zip`;
}

function bytesIn(folder) {
  try {
    return readdirSync(folder, { recursive: true }).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  } catch {
    return 0; // a file was moved between the two looks
  }
}
