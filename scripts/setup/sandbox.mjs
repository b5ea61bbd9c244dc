// Chromium's sandbox needs either user namespaces or a set-user-id helper. Some distributions forbid the first to ordinary users; the
// workbench drops the sandbox for root alone, so for everybody else the helper must be made to work.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { electronFolder } from "./electron.mjs";
import { SetupError } from "./setup-error.mjs";

const forbidden = { "/proc/sys/kernel/apparmor_restrict_unprivileged_userns": "1", "/proc/sys/kernel/unprivileged_userns_clone": "0" };

/** @param {{ runtime: string, exec: Function, uid?: number, areNamespacesForbidden?: () => boolean }} needs */
export function sandboxStep({ runtime, exec, uid = process.getuid(), areNamespacesForbidden = namespacesForbidden }) {
  const helper = join(electronFolder(runtime), "chrome-sandbox");
  return {
    name: "Sandbox",
    isDone: () => uid === 0 || !areNamespacesForbidden() || isPrivileged(helper),
    async run(report) {
      report(0, "sudo");
      const commands = [
        ["chown", "root:root", helper],
        ["chmod", "4755", helper],
      ];
      for (const command of commands) {
        const outcome = await exec("sudo", ["-n", ...command]);
        if (outcome.status !== 0) {
          throw new SetupError("this system lets only privileged programs build a sandbox, and Electron's helper is not one yet", {
            mend: `Paste: ${commands.map(([program, mode, file]) => `sudo ${program} ${mode} "${file}"`).join(" && ")}   then run the same command again.`,
          });
        }
      }
      return "the helper is set up";
    },
  };
}

const namespacesForbidden = () =>
  Object.entries(forbidden).some(([file, value]) => existsSync(file) && readFileSync(file, "utf8").trim() === value);

function isPrivileged(helper) {
  const found = existsSync(helper) ? statSync(helper) : null;
  return found !== null && found.uid === 0 && (found.mode & 0o4755) === 0o4755;
}
