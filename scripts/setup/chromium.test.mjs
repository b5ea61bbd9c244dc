import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { chromiumFile, chromiumStep } from "./chromium.mjs";
import { scriptedExec } from "./scripted-exec.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";

const silent = () => {};
const dryRun = ["install chromium --dry-run", { stdout: "  Download url:        https://playwright.example/chrome-linux64.zip\n" }];
const refused = async () => ({ reason: "playwright.example cannot be reached (ENOTFOUND)" });

/** A checkout and a folder on PATH; `putOnPath` puts a program there. */
function system(test) {
  const root = temporaryFolder(test);
  const bin = join(root, "bin");
  mkdirSync(bin);
  return { root, runtime: join(root, ".runtime"), path: bin, putOnPath: (name) => writeFileSync(join(bin, name), "") };
}

const known = (runtime) => JSON.parse(readFileSync(chromiumFile(runtime), "utf8"));

describe("the Chromium step", () => {
  it("takes Playwright's own where its host answers", async (test) => {
    const { root, runtime, path } = system(test);
    mkdirSync(join(root, "node_modules/playwright-core"), { recursive: true });
    writeFileSync(join(root, "node_modules/playwright-core/package.json"), '{ "version": "1.65.1" }');
    const executable = join(root, "chrome");
    writeFileSync(executable, "");
    const { exec } = scriptedExec([
      dryRun,
      ["install chromium", {}],
      ["executablePath", { stdout: `${executable}\n` }],
      ["chrome --version", {}],
    ]);
    const step = chromiumStep({ root, runtime, exec, path, probe: async () => ({ bytes: 1 }) });
    await step.run(silent, silent);
    assert.deepEqual(known(runtime), { executable, source: "Playwright", playwright: "1.65.1" });
    assert.equal(step.isDone(), true);
  });

  it("takes one that is installed where the host is refused, and says so", async (test) => {
    const { root, runtime, path, putOnPath } = system(test);
    putOnPath("chromium");
    const said = [];
    const { exec } = scriptedExec([dryRun, ["chromium --version", {}]]);
    await chromiumStep({ root, runtime, exec, path, probe: refused }).run(silent, (text) => said.push(text));
    assert.equal(known(runtime).source, "already installed");
    assert.deepEqual(said, ["Playwright's Chromium: playwright.example cannot be reached (ENOTFOUND); taking the system's"]);
  });

  it("installs Debian's where there is none", async (test) => {
    const { root, runtime, path, putOnPath } = system(test);
    const { exec } = scriptedExec([
      dryRun,
      ["apt-get --version", {}],
      ["apt-get update", {}],
      ["apt-get install chromium", () => putOnPath("chromium")],
      ["chromium --version", {}],
    ]);
    await chromiumStep({ root, runtime, exec, path, probe: refused, uid: 0 }).run(silent, silent);
    assert.equal(known(runtime).source, "Debian");
  });
});
