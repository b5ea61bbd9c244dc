// pip is the client for wheels, because it honours the person's own mirror, proxy, certificates and credentials. Which pip: the person's own
// where it can continue a broken download (25.1 on), else a newer one, run straight from its wheel without being installed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { requireChecksum } from "./checksum.mjs";
import { pipWheel } from "./pins.mjs";
import { SetupError } from "./setup-error.mjs";

const resumingPip = { major: 25, minor: 1 };
const pythonOfPinnedPip = { major: 3, minor: 10 };

/**
 * @param {{ exec: typeof import("./run-command.mjs").runCommand, folder: string }} needs `folder` keeps the newer pip
 * @returns {Promise<{ command: string, prefix: string[] }>} call as `command ...prefix download ...`
 * @throws SetupError where there is no Python 3 with pip
 */
export async function findPip({ exec, folder }) {
  const own = { command: "python3", prefix: ["-m", "pip"] };
  const version = await exec(own.command, [...own.prefix, "--version"]);
  if (version.status !== 0) {
    throw new SetupError("Python 3 with pip is needed to fetch TensorFlow, and `python3 -m pip` does not run", {
      found: version.status === 127 ? "no python3" : version.stderr.trim().split("\n").pop(),
      mend: "Install it (Debian, Ubuntu: sudo apt-get install -y python3-pip), then run the same command again.",
    });
  }
  const [pip, python] = parsePipVersion(version.stdout);
  if (isAtLeast(pip, resumingPip) || !isAtLeast(python, pythonOfPinnedPip)) return own;
  return (await fetchNewerPip({ exec, folder, own })) ?? own;
}

/** `pip 23.2.1 from /usr/lib/... (python 3.11)` -> both versions as numbers. */
function parsePipVersion(text) {
  const versionAfter = (pattern) => {
    const [, major, minor] = pattern.exec(text) ?? [];
    return { major: Number(major ?? 0), minor: Number(minor ?? 0) };
  };
  return [versionAfter(/^pip (\d+)\.(\d+)/), versionAfter(/\(python (\d+)\.(\d+)/)];
}

const isAtLeast = (version, least) => version.major > least.major || (version.major === least.major && version.minor >= least.minor);

/** Null where the index does not have it: the person's own pip then does the work, only without resuming. */
async function fetchNewerPip({ exec, folder, own }) {
  const file = join(folder, pipWheel.file);
  if (!existsSync(file)) {
    const args = [
      ...own.prefix,
      "download",
      "--no-deps",
      "--no-input",
      "--retries",
      "1",
      "--dest",
      folder,
      `${pipWheel.name}==${pipWheel.version}`,
    ];
    const outcome = await exec(own.command, args);
    if (outcome.status !== 0 || !existsSync(file)) return null;
  }
  await requireChecksum(file, pipWheel.sha256, pipWheel.file);
  return { command: own.command, prefix: [join(file, "pip")] };
}
