// Installing Debian packages: as root, by a sudo that asks for no password, or by the person with one line to paste.
import { diskFullError, isDiskFull, lastLines, SetupError } from "./setup-error.mjs";

const install = ["install", "-y", "--no-install-recommends"];

/**
 * @param {string[][]} wanted each entry lists the names one package has on different releases, newest first
 * @param {{ exec: Function, uid?: number, report: Function, purpose: string }} needs `purpose` completes "is missing for ..."
 * @throws SetupError with the line to paste where this user may not install, and with apt's words where apt fails
 */
export async function installDebianPackages(wanted, { exec, uid = process.getuid(), report, purpose }) {
  if ((await exec("apt-get", ["--version"])).status !== 0) {
    throw new SetupError(`system packages are missing for ${purpose}, and this system has no apt-get`, {
      mend: `Install these (Debian's names) with your package manager, then run the same command again: ${wanted.map((names) => names.at(-1)).join(" ")}`,
    });
  }
  const root = uid === 0 ? [] : ["sudo", "-n"];
  if (uid !== 0 && (await exec("sudo", ["-n", "true"])).status !== 0) {
    const names = await chooseNames(wanted, exec);
    throw new SetupError(`system packages are missing for ${purpose}`, {
      mend: `Paste: sudo apt-get update && sudo apt-get ${install.join(" ")} ${names.join(" ")}   then run the same command again.`,
    });
  }
  const apt = (args) => {
    const [command, ...rest] = [...root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...args];
    return exec(command, rest);
  };
  report(0.05, "apt-get update");
  const update = await apt(["update", "-qq"]);
  const names = await chooseNames(wanted, exec);
  report(0.3, `apt-get install ${names.join(" ")}`);
  const outcome = await apt([...install, "-qq", ...names]);
  if (outcome.status === 0) return names;
  if (isDiskFull(outcome.stderr)) throw diskFullError("/");
  const isOffline =
    update.status !== 0 || /Could not resolve|Failed to fetch|Unable to connect|Temporary failure/.test(update.stderr + outcome.stderr);
  throw new SetupError(`${isOffline ? "no network: " : ""}apt-get could not install ${names.join(" ")} (for ${purpose})`, {
    detail: lastLines(outcome.stderr, 4),
    mend: `Paste and read what it says: sudo apt-get update && sudo apt-get ${install.join(" ")} ${names.join(" ")}`,
  });
}

/** Newer releases renamed some libraries (libgtk-3-0 became libgtk-3-0t64): take the first name that this release knows. */
async function chooseNames(wanted, exec) {
  const names = [];
  for (const alternatives of wanted) names.push(await firstKnown(alternatives, exec));
  return names;
}

async function firstKnown(alternatives, exec) {
  for (const name of alternatives) {
    const policy = alternatives.length > 1 ? await exec("apt-cache", ["policy", name]) : null;
    if (policy === null || /Candidate: (?!\(none\))/.test(policy.stdout)) return name;
  }
  return alternatives.at(-1);
}
