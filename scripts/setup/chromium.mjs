// A Chromium for the end-to-end tests: Playwright's own where its host answers, else one that is installed, else Debian's.
// Its path goes to .runtime/chromium.json, where e2e/playwright.config.ts reads it.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installDebianPackages } from "./apt.mjs";
import { readJson, writeJson } from "./atomic.mjs";
import { partOf } from "./progress.mjs";
import { probeDownload } from "./reachable.mjs";
import { SetupError } from "./setup-error.mjs";

const limitSeconds = 900;
const installedNames = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

export const chromiumFile = (runtime) => join(runtime, "chromium.json");

/**
 * @param {{ root: string, runtime: string, exec: Function, probe?: typeof probeDownload, path?: string, uid?: number }} needs
 */
export function chromiumStep({ root, runtime, exec, probe = probeDownload, path = process.env.PATH ?? "", uid }) {
  const file = chromiumFile(runtime);
  return {
    name: "Chromium (tests)",
    isDone() {
      const known = readJson(file);
      return (
        known !== null && existsSync(known.executable) && (known.playwright ?? null) === (known.playwright ? playwrightVersion(root) : null)
      );
    },
    async run(report, say) {
      const attempt = await fromPlaywright({ root, exec, probe, report: partOf(report, 0, 0.5) });
      if (attempt.why) say(`Playwright's Chromium: ${attempt.why}; taking the system's`);
      const found = attempt.executable
        ? attempt
        : ((await fromPath(path, exec)) ?? (await fromDebian({ path, exec, uid, report: partOf(report, 0.5, 1) })));
      writeJson(file, { ...found, ...(attempt.why ? { why: attempt.why } : {}) });
      return `${found.executable} (${found.source})`;
    },
  };
}

const playwrightVersion = (root) => readJson(join(root, "node_modules/playwright-core/package.json"))?.version ?? null;

async function fromPlaywright({ root, exec, probe, report }) {
  const cli = join(root, "node_modules/@playwright/test/cli.js");
  report(0, "asking Playwright's host");
  const plan = await exec(process.execPath, [cli, "install", "chromium", "--dry-run"], { cwd: root, limitSeconds: 30 });
  const url = /Download url:\s+(\S+)/.exec(plan.stdout)?.[1];
  if (!url) return { why: "it has no build for this system" };
  const answer = await probe(url);
  if ("reason" in answer) return { why: answer.reason };
  const onLine = (line) => {
    const percent = /(\d+)% of/.exec(line)?.[1];
    if (percent) report(Number(percent) / 100, "downloading");
  };
  const outcome = await exec(process.execPath, [cli, "install", "chromium"], { cwd: root, limitSeconds, onLine });
  if (outcome.status !== 0) return { why: "its download did not succeed" };
  const asked = await exec(process.execPath, ["-p", "require('playwright-core').chromium.executablePath()"], { cwd: root });
  const executable = asked.stdout.trim();
  if (!(await starts(executable, exec))) return { why: "it does not start here (libraries are missing)" };
  return { executable, source: "Playwright", playwright: playwrightVersion(root) };
}

async function fromPath(path, exec) {
  for (const name of installedNames) {
    const executable = path
      .split(delimiter)
      .map((folder) => join(folder, name))
      .find(existsSync);
    // Ubuntu's chromium-browser is a script that only asks for a snap: starting it tells.
    if (executable && (await starts(executable, exec))) return { executable, source: "already installed" };
  }
  return null;
}

async function fromDebian({ path, exec, uid, report }) {
  await installDebianPackages([["chromium"]], { exec, uid, report, purpose: "the tests in Chromium" });
  const found = await fromPath(path, exec);
  if (found) return { ...found, source: "Debian" };
  throw new SetupError("the package chromium was installed, and none of its names starts", {
    expected: installedNames.join(", "),
    mend: "Install Chromium or Chrome so that it is on PATH, then run the same command again.",
  });
}

const starts = async (executable, exec) => (await exec(executable, ["--version"], { limitSeconds: 20 })).status === 0;
