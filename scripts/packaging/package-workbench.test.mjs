import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { scriptedExec } from "../setup/scripted-exec.mjs";
import { temporaryFolder } from "../setup/temporary-folder.mjs";
import { packageWorkbench } from "./package-workbench.mjs";

/** A checkout that has Electron's npm package in version 41.7.1 and a builder that answers with `outcome`. */
function checkout(test, probe, outcome = {}) {
  const root = temporaryFolder(test);
  mkdirSync(join(root, "node_modules/electron"), { recursive: true });
  writeFileSync(join(root, "node_modules/electron/package.json"), '{"version":"41.7.1"}');
  const { exec, calls } = scriptedExec([["electron-builder", outcome]]);
  const probed = [];
  return {
    root,
    calls,
    probed,
    run: () =>
      packageWorkbench({
        root,
        env: {},
        exec,
        setUp: async () => calls.push("set-up"),
        probe: async (url) => {
          probed.push(url);
          return probe;
        },
      }),
  };
}

describe("npm run package", () => {
  it("says in one line that Electron cannot be downloaded, and begins nothing", async (test) => {
    const { run, calls, probed } = checkout(test, { reason: "github.com cannot be reached (ENOTFOUND)" });
    assert.deepEqual(await run(), {
      isPackaged: false,
      why: "Not packaged: Electron 41.7.1 for the package cannot be downloaded, github.com cannot be reached (ENOTFOUND).",
    });
    assert.deepEqual(calls, []);
    assert.match(probed[0], /\/v41\.7\.1\/electron-v41\.7\.1-linux-x64\.zip$/);
  });

  it("builds, writes the licences and packages where the download answers", async (test) => {
    const { root, run, calls } = checkout(test, { bytes: 100_000_000 });
    assert.deepEqual(await run(), { isPackaged: true, folder: join(root, "release") });
    assert.deepEqual(calls, [
      "set-up",
      `${join(root, "node_modules/.bin/electron-builder")} --config electron-builder.yml --publish never`,
    ]);
    assert.match(readFileSync(join(root, "dist/licences.txt"), "utf8"), /sharp/);
  });

  it("fails with the builder's last words", async (test) => {
    const { run } = checkout(test, { bytes: 100_000_000 }, { status: 1, stderr: "fpm: not enough space\n" });
    await assert.rejects(run(), (error) => /not enough space/.test(error.describe()));
  });
});
