// The app's two builds, window and Node bundles, made again only when a source changed. They are built beside dist/ and take its place
// together, so that nobody starts a half-new app.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allFinished } from "./all-finished.mjs";
import { makeFolder, readJson, writeJson } from "./atomic.mjs";
import { firstLines, SetupError } from "./setup-error.mjs";

const sourceFolders = ["assets", "core", "electron", "renderer"];
const sourceFiles = ["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "vite.node.config.ts"];
const builds = [
  { name: "window", config: "vite.config.ts", folder: "renderer" },
  { name: "engine", config: "vite.node.config.ts", folder: "node" },
];

/** @param {{ root: string, exec: Function }} needs */
export function buildStep({ root, exec }) {
  const dist = join(root, "dist");
  return {
    name: "Build",
    isDone: () => existsSync(join(dist, "node", "cli.cjs")) && readJson(join(dist, "built.json"))?.sources === sourceHash(root),
    async run(report) {
      const sources = sourceHash(root); // before the build: a file changed meanwhile asks for another one
      let finished = 0;
      report(0, builds.map((build) => build.name).join(", "));
      await makeFolder(dist, async (partial) => {
        await allFinished(
          builds.map(async (build) => {
            await buildOne({ root, exec, build, outDir: join(partial, build.folder) });
            finished += 1;
            report(finished / builds.length, build.name);
          }),
        );
        writeJson(join(partial, "built.json"), { sources });
      });
      return "window and engine";
    },
  };
}

async function buildOne({ root, exec, build, outDir }) {
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const outcome = await exec(
    process.execPath,
    [vite, "build", "--config", build.config, "--outDir", outDir, "--emptyOutDir", "--logLevel", "warn"],
    { cwd: root },
  );
  if (outcome.status === 0) return;
  throw new SetupError(`the ${build.name} could not be built`, {
    detail: firstLines(outcome.stderr + outcome.stdout),
    mend: `See the first error above, or run: npx vite build --config ${build.config}`,
  });
}

/** One hash over everything that goes into the app; tests stay out, because they do not. */
export function sourceHash(root) {
  const hash = createHash("sha256");
  const add = (file) =>
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  for (const folder of sourceFolders) {
    for (const file of filesBelow(root, folder)) add(file);
  }
  for (const file of sourceFiles) if (existsSync(join(root, file))) add(file);
  return hash.digest("hex");
}

function filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}
