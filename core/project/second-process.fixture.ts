// Starts open-project.fixture.ts in another Node process, under another user where that is asked for and possible (as root).
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { build } from "vite";
import type { Outcome } from "./open-project.fixture.ts";

const isRoot = process.getuid?.() === 0;
/** "nobody": root may write wherever it likes, so what may not be written must be tried by someone else. */
const ordinaryUser = isRoot ? { uid: 65534, gid: 65534 } : {};

export interface SecondProcess {
  /** What it says of the folder it was asked to open or create. */
  outcome: Outcome;
  child: ChildProcess;
}

export interface SecondProcesses {
  /** Opens or creates the project in `directory`, and keeps it open until it is killed or its input ends. */
  start(command: "open" | "create", directory: string, as?: "ordinary user"): Promise<SecondProcess>;
  remove(): Promise<void>;
}

/** Bundles the script once. */
export async function secondProcesses(): Promise<SecondProcesses> {
  const outDir = await mkdtemp(join(tmpdir(), "second-process-"));
  await chmod(outDir, 0o755);
  const isPackage = (id: string) => !id.startsWith(".") && !id.startsWith("/");
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: resolve("core/project/open-project.fixture.ts"),
      outDir,
      rollupOptions: { external: isPackage, output: { format: "cjs", entryFileNames: "open-project.cjs" } },
    },
  });
  const children: ChildProcess[] = [];
  return {
    async start(command, directory, as) {
      const child = spawn(process.execPath, [join(outDir, "open-project.cjs"), command, directory], {
        env: { ...process.env, NODE_PATH: resolve("node_modules") },
        stdio: ["pipe", "pipe", "inherit"],
        ...(as ? ordinaryUser : {}),
      });
      children.push(child);
      const [line] = (await once(createInterface({ input: child.stdout! }), "line")) as [string];
      return { child, outcome: JSON.parse(line) as Outcome };
    },
    async remove() {
      for (const child of children) child.kill("SIGKILL");
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
