import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { dependenciesStep } from "./dependencies.mjs";
import { scriptedExec } from "./scripted-exec.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";

const locked = { "": {}, "node_modules/zod": { version: "4.6.7" }, "node_modules/only-for-windows": { version: "1.0.0", optional: true } };

function checkout(test, installed) {
  const root = temporaryFolder(test);
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: locked }));
  if (installed) {
    mkdirSync(join(root, "node_modules"));
    writeFileSync(join(root, "node_modules", ".package-lock.json"), JSON.stringify({ packages: installed }));
  }
  return root;
}

describe("the dependencies step", () => {
  it("adopts what npm installed by hand, builds for other systems excepted", (test) => {
    const root = checkout(test, { "node_modules/zod": { version: "4.6.7" } });
    assert.equal(dependenciesStep({ root }).isDone(), true);
    assert.ok(existsSync(join(root, "node_modules", ".omnifer.json")));
  });

  it("installs when a version differs, a package is missing, or nothing is there", (test) => {
    for (const installed of [{ "node_modules/zod": { version: "4.6.6" } }, {}, null]) {
      assert.equal(dependenciesStep({ root: checkout(test, installed) }).isDone(), false);
    }
  });

  it("installs without scripts and is done afterwards, until the lock file changes", async (test) => {
    const root = checkout(test, null);
    const { exec, calls } = scriptedExec([["npm ci", () => mkdirSync(join(root, "node_modules"))]]);
    const step = dependenciesStep({ root, exec });
    await step.run(() => {});
    assert.match(calls[0], /^npm ci --ignore-scripts /);
    assert.equal(step.isDone(), true);
    writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: { ...locked, "node_modules/ws": { version: "8.23.0" } } }));
    assert.equal(step.isDone(), false);
  });

  it("says without a network what to check, and stamps nothing", async (test) => {
    const root = checkout(test, null);
    const { exec } = scriptedExec([
      ["npm ci", { status: 1, stderr: "npm warn x\nnpm error code ENOTFOUND\nnpm error network request failed\n" }],
    ]);
    await assert.rejects(
      dependenciesStep({ root, exec }).run(() => {}),
      (error) => {
        assert.equal(error.message, "no network: the npm packages could not be fetched");
        assert.equal(error.detail, "npm error code ENOTFOUND\nnpm error network request failed");
        return true;
      },
    );
    assert.ok(!existsSync(join(root, "node_modules")));
  });
});
