// Is there an NVIDIA driver? The kernel module says so itself; in some containers only nvidia-smi does.
import { readFileSync } from "node:fs";
import { parseDriverVersion } from "./tensorflow-plan.mjs";

/** @returns {Promise<string | null>} the driver's version */
export async function findNvidiaDriver({ exec, versionFile = "/proc/driver/nvidia/version" }) {
  try {
    const version = parseDriverVersion(readFileSync(versionFile, "utf8"));
    if (version) return version;
  } catch {
    // No kernel module to be read; ask the tool.
  }
  const outcome = await exec("nvidia-smi", ["--query-gpu=driver_version", "--format=csv,noheader"], { limitSeconds: 5 });
  return outcome.status === 0 ? (/^\d+(?:\.\d+)+/m.exec(outcome.stdout)?.[0] ?? null) : null;
}
