// The npm packages of package-lock.json, without their install scripts: two of those download from hosts that many networks refuse, and the
// steps after this one do their work from other sources.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readJson, writeJson } from "./atomic.mjs";
import { diskFullError, firstLines, isDiskFull, SetupError } from "./setup-error.mjs";

const watchMilliseconds = 500;

/** @param {{ root: string, exec: Function }} needs */
export function dependenciesStep({ root, exec }) {
  const stampFile = join(root, "node_modules", ".omnifer.json");
  return {
    name: "Dependencies",
    isDone: () => isInstalled(root, stampFile),
    async run(report) {
      const packages = lockedPackages(readJson(join(root, "package-lock.json")));
      const note = `npm ci, ${packages.length} packages`;
      report(0, note);
      const watch = setInterval(
        () => report(packages.filter((path) => existsSync(join(root, path))).length / packages.length, note),
        watchMilliseconds,
      );
      try {
        const outcome = await exec("npm", ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"], { cwd: root });
        if (outcome.status !== 0) throw installError(outcome, root);
      } finally {
        clearInterval(watch);
      }
      writeJson(stampFile, { lock: lockHash(root) });
      return `${packages.length} packages`;
    },
  };
}

/**
 * Stamped with this lock file, or (installed by hand with npm) every locked package is there in its version: then it is stamped, because
 * `npm ci` would remove and fetch everything again.
 */
function isInstalled(root, stampFile) {
  if (readJson(stampFile)?.lock === lockHash(root)) return true;
  const installed = readJson(join(root, "node_modules", ".package-lock.json"))?.packages;
  const locked = readJson(join(root, "package-lock.json"));
  if (!installed || !locked || !samePackages(installed, locked)) return false;
  writeJson(stampFile, { lock: lockHash(root) });
  return true;
}

const lockHash = (root) =>
  createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");

const lockedPackages = (lock) => Object.keys(lock.packages).filter((path) => path !== "" && !lock.packages[path].optional);

/** Packages for other platforms are locked as optional and not installed here, so they may be absent; nothing may be there besides. */
function samePackages(installed, locked) {
  const isSame = (path) => installed[path]?.version === locked.packages[path]?.version;
  return Object.keys(installed).every(isSame) && lockedPackages(locked).every(isSame);
}

function installError(outcome, root) {
  const text = outcome.stderr + outcome.stdout;
  if (isDiskFull(text)) return diskFullError(root);
  const detail = firstLines(text.replace(/^npm (warn|notice).*\n?/gm, ""), 4);
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|network/i.test(text)) {
    return new SetupError("no network: the npm packages could not be fetched", {
      detail,
      mend: "Check the connection, `npm config get registry` and `npm config get proxy`, then run the same command again.",
    });
  }
  return new SetupError("npm ci failed", { detail, mend: "Read npm's own words above, then run the same command again." });
}
