// Compute as a program of its own, for tests that start and end processes.
import { join } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "..", "..");

/** Builds it inside the repository, because the bundle finds its packages from there; its path. */
export async function bundleCompute(): Promise<string> {
  const outDir = join(root, ".runtime", "test-compute");
  const entry = join(root, "core", "compute", "process.ts");
  await build({
    configFile: join(root, "vite.node.config.ts"),
    root,
    logLevel: "error",
    build: { outDir, rollupOptions: { input: { compute: entry } } },
  });
  return join(outDir, "compute.cjs");
}
