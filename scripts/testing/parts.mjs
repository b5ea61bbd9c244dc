// The parts of `npm test`, in the order in which they say something useful soonest. Each runs a program whose output is shown as it comes,
// and answers with its counts.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJson } from "../setup/atomic.mjs";
import { tallyCheck, tallyPlaywright, tallyTap, tallyVitest } from "./tally.mjs";
import { withVirtualScreen } from "./virtual-screen.mjs";

/**
 * @param {{ root: string, show: (command: string, args: string[], env?: NodeJS.ProcessEnv) => Promise<number> }} needs
 *   `show` runs a program with this terminal and resolves to its exit status
 * @returns {Record<string, (patterns: string[]) => Promise<import("./tally.mjs").Tally[]>>}
 */
export function testParts({ root, show }) {
  const tool = (name) => join(root, "node_modules", ".bin", name);
  const check = async (part, name, args) => tallyCheck(part, await show(tool(name), args));
  const vitest = (project) => (patterns) =>
    withReportFile(async (file) => {
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
      const status = await show(tool("vitest"), ["run", "--project", project, ...reporters, ...patterns]);
      return [tallyVitest(project, readJson(file), status)];
    });
  return {
    lint: async () => [
      await check("format and lint", "biome", ["check", "--error-on-warnings", "."]),
      await check("types", "tsc", ["--noEmit", "-p", "."]),
      await check("types of core, without the DOM", "tsc", ["--noEmit", "-p", "tsconfig.core.json"]),
      await check("dead code", "knip", []),
    ],
    scripts: (patterns) =>
      withReportFile(async (file) => {
        const reporters = ["spec:stdout", `tap:${file}`].flatMap((pair) => {
          const [reporter, destination] = pair.split(/:(.*)/s);
          return ["--test-reporter", reporter, "--test-reporter-destination", destination];
        });
        const status = await show(process.execPath, ["--test", ...reporters, ...scriptTests(root, patterns)]);
        return [tallyTap("scripts", readFileSync(file, "utf8"), status)];
      }),
    unit: vitest("unit"),
    engine: vitest("engine"),
    e2e: (patterns) =>
      withReportFile((file) =>
        withVirtualScreen(async (display) => {
          const args = ["test", "--config", "e2e/playwright.config.ts", "--reporter=list,json", ...patterns];
          const status = await show(tool("playwright"), args, { ...process.env, DISPLAY: display, PLAYWRIGHT_JSON_OUTPUT_FILE: file });
          return [tallyPlaywright("e2e", readJson(file), status)];
        }),
      ),
  };
}

function scriptTests(root, patterns) {
  const files = readdirSync(join(root, "scripts"), { recursive: true }).filter((name) => name.endsWith(".test.mjs"));
  return files
    .filter((name) => patterns.length === 0 || patterns.some((pattern) => name.includes(pattern)))
    .sort()
    .map((name) => join(root, "scripts", name));
}

async function withReportFile(body) {
  const folder = mkdtempSync(join(tmpdir(), "omnifer-test-"));
  try {
    return await body(join(folder, "report"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
