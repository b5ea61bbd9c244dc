import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { buildStep, sourceHash } from "./build-app.mjs";
import { scriptedExec } from "./scripted-exec.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";

const silent = () => {};

function checkout(test) {
  const root = temporaryFolder(test);
  mkdirSync(join(root, "core", "mining"), { recursive: true });
  writeFileSync(join(root, "core", "mining", "centroids.ts"), "1");
  return root;
}

const vite = [
  "vite.js build",
  (args) => {
    const out = args[args.indexOf("--outDir") + 1];
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, "cli.cjs"), "");
  },
];

describe("the build step", () => {
  it("is done until a source changes; a test is no source", async (test) => {
    const root = checkout(test);
    const step = buildStep({ root, exec: scriptedExec([vite]).exec });
    await step.run(silent);
    assert.equal(step.isDone(), true);
    writeFileSync(join(root, "core", "mining", "centroids.test.ts"), "2");
    assert.equal(step.isDone(), true);
    writeFileSync(join(root, "core", "mining", "centroids.ts"), "3");
    assert.equal(step.isDone(), false);
  });

  it("keeps the old build when one of the two fails, and shows the first error", async (test) => {
    const root = checkout(test);
    mkdirSync(join(root, "dist"));
    writeFileSync(join(root, "dist", "old"), "");
    const { exec } = scriptedExec([["vite.node.config.ts", { status: 1, stderr: "Build failed\ncentroids.ts:3 unexpected token" }], vite]);
    await assert.rejects(buildStep({ root, exec }).run(silent), (error) => error.detail.includes("centroids.ts:3 unexpected token"));
    assert.deepEqual(readdirSync(join(root, "dist")), ["old"]);
  });

  it("removes what was built only when the other build has ended too, so that nothing comes back", async (test) => {
    const root = checkout(test);
    let isEnded = false;
    const slow = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      isEnded = true;
    };
    const { exec } = scriptedExec([
      ["vite.node.config.ts", { status: 1 }],
      ["vite.config.ts", slow],
    ]);
    await assert.rejects(buildStep({ root, exec }).run(silent));
    assert.equal(isEnded, true);
    assert.deepEqual(readdirSync(root), ["core"]);
  });

  it("tells two files from one with the same letters", (test) => {
    const one = checkout(test);
    const other = checkout(test);
    writeFileSync(join(other, "core", "mining", "centroids.ts"), "");
    writeFileSync(join(other, "core", "mining", "similarity.ts"), "1");
    assert.notEqual(sourceHash(one), sourceHash(other));
  });
});
