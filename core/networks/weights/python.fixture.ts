// The scripts that open our files in PyTorch need a Python that has torch: OMNIFER_PYTHON, or the one that the benchmark set up. Tests of
// them are skipped where there is none.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");

export const python = [process.env.OMNIFER_PYTHON, join(root, ".runtime/bench/python/bin/python")].find(
  (candidate) => candidate !== undefined && spawnSync(candidate, ["-c", "import torch"]).status === 0,
);

export const scriptPath = (name: string): string => join(root, "scripts", name);
