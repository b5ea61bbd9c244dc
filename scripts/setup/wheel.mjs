// Wheels: download with pip, verify, unpack. A finished, verified file stays in the download folder until its step is done, so that a
// set-up that was interrupted starts again where it was; a connection that breaks off is continued by pip itself.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { requireChecksum } from "./checksum.mjs";
import { findPip } from "./pip.mjs";
import { formatBytes } from "./progress.mjs";
import { diskFullError, isDiskFull, lastLines, SetupError } from "./setup-error.mjs";

const watchMilliseconds = 250;
const unpackScript = fileURLToPath(new URL("unpack_wheel.py", import.meta.url));

// Any Python may fetch these: the wheels are unpacked for their C libraries, and no Python runs afterwards.
const target = ["--only-binary=:all:", "--python-version", "3.12", "--implementation", "cp"].concat(
  ["manylinux_2_27_x86_64", "manylinux2014_x86_64"].flatMap((platform) => ["--platform", platform]),
);

/**
 * @param {{ name: string, version: string, file: string, bytes: number, sha256: string }} wheel from pins.mjs
 * @param {{ exec: Function, folder: string, report: (fraction: number, note?: string) => void }} needs
 * @returns {Promise<string>} path of the verified file inside `folder`
 * @throws SetupError for no network, a full disk, an unknown version, a checksum that differs
 */
export async function fetchWheel(wheel, { exec, folder, report }) {
  mkdirSync(folder, { recursive: true });
  const place = join(folder, wheel.file);
  if (!existsSync(place)) await download(wheel, { exec, folder, report, place });
  report(1, `checking ${wheel.name}`);
  await requireChecksum(place, wheel.sha256, wheel.file);
  return place;
}

async function download(wheel, { exec, folder, report, place }) {
  requireFreeSpace(folder, wheel.bytes);
  const pip = await findPip({ exec, folder });
  const incoming = join(folder, "incoming");
  rmSync(incoming, { recursive: true, force: true });
  mkdirSync(incoming);
  const note = `downloading ${wheel.name} ${wheel.version} (${formatBytes(wheel.bytes)})`;
  report(0, note);
  const watch = setInterval(() => report(largestFileBytes(incoming) / wheel.bytes, note), watchMilliseconds);
  try {
    const args = [
      "download",
      "--no-deps",
      "--no-input",
      "--progress-bar",
      "off",
      ...target,
      "--dest",
      incoming,
      `${wheel.name}==${wheel.version}`,
    ];
    const outcome = await exec(pip.command, [...pip.prefix, ...args], { env: { ...process.env, TMPDIR: incoming } });
    const arrived = readdirSync(incoming).find((name) => name.endsWith(".whl"));
    if (outcome.status !== 0 || !arrived) throw downloadError(wheel, folder, outcome);
    renameSync(join(incoming, arrived), place);
  } finally {
    clearInterval(watch);
    rmSync(incoming, { recursive: true, force: true });
  }
}

function downloadError(wheel, folder, outcome) {
  const text = outcome.stdout + outcome.stderr;
  if (isDiskFull(text)) return diskFullError(folder);
  const byHand = `fetch ${wheel.file} elsewhere and put it into ${folder}`;
  if (
    /NewConnectionError|Max retries|Retrying \(|Temporary failure|Name or service|timed out|ProxyError|SSLError|Connection (refused|reset)|IncompleteRead/.test(
      text,
    )
  ) {
    return new SetupError(
      `no network: ${wheel.name} ${wheel.version} (${formatBytes(wheel.bytes)}) could not be fetched from the Python package index`,
      {
        detail: lastLines(outcome.stderr, 3),
        mend: `Check the connection, HTTPS_PROXY and \`python3 -m pip config list\`, then run the same command again; or ${byHand}.`,
      },
    );
  }
  return new SetupError(`pip could not fetch ${wheel.name} ${wheel.version}`, {
    detail: lastLines(outcome.stderr, 3),
    mend: `Look at \`python3 -m pip config list\`: your index may lack this version. Or ${byHand}, then run the same command again.`,
  });
}

/** @throws SetupError before a download or an unpacking that cannot end well */
export function requireFreeSpace(folder, bytes) {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= bytes) return;
  throw new SetupError(`the disk is too full for the next step (${folder})`, {
    expected: `${formatBytes(bytes)} free`,
    found: `${formatBytes(bavail * bsize)} free`,
    mend: "Free some space, then run the same command again; what is already downloaded is kept.",
  });
}

/** pip writes to a folder of its own below TMPDIR first, so the newest bytes may lie one level down. */
function largestFileBytes(folder) {
  let largest = 0;
  try {
    for (const name of readdirSync(folder, { recursive: true })) {
      const entry = statSync(join(folder, name));
      if (entry.isFile()) largest = Math.max(largest, entry.size);
    }
  } catch {
    return largest; // a file was renamed between the two looks; the next look sees it
  }
  return largest;
}

/**
 * Unpacks the entries whose path matches `keep` (a Python regular expression, matched from the start) below `folder`.
 * @throws SetupError when the archive cannot be read or the disk is full
 */
export async function unpackWheel(file, { exec, folder, keep, report }) {
  const onLine = (line) => /^[\d.]+$/.test(line) && report(Number(line), "unpacking");
  const outcome = await exec("python3", [unpackScript, file, folder, keep], { onLine });
  if (outcome.status === 0) return;
  if (isDiskFull(outcome.stderr)) throw diskFullError(folder);
  throw new SetupError(`${file} could not be unpacked`, {
    detail: lastLines(outcome.stderr, 3),
    mend: `Remove ${file} and run the same command again.`,
  });
}
