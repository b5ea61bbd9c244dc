import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { addonFile, addonStep } from "./addon.mjs";
import { scriptedExec } from "./scripted-exec.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";

const silent = () => {};
const link = ["-shared", (args) => writeFileSync(args[args.indexOf("-o") + 1], "")];
const load = ["TF_Version", { stdout: "2.21.0\n" }];

function step(test, rules, flavour = "cpu", root = temporaryFolder(test)) {
  const { exec, calls } = scriptedExec([["-c .cc", {}], ...rules]);
  return { step: addonStep({ root, runtime: join(root, ".runtime"), flavour, exec, compiler: "g++" }), calls, root };
}

describe("the addon step", () => {
  it("compiles, links with a path relative to the addon, loads it once, and is done", async (test) => {
    const { step: addon, calls, root } = step(test, [link, load]);
    assert.equal(await addon.run(silent), "linked to TensorFlow 2.21.0");
    assert.ok(calls.some((call) => call.endsWith("-Wl,-rpath,$ORIGIN/../../../../../.runtime/tensorflow-cpu/tensorflow")));
    assert.deepEqual(readdirSync(dirname(addonFile(root))), ["omnifer-build.json", "tfjs_binding.node"]);
    assert.equal(addon.isDone(), true);
  });

  it("is built again when the flavour changes", async (test) => {
    const { step: addon, root } = step(test, [link, load]);
    await addon.run(silent);
    assert.equal(step(test, [], "gpu", root).step.isDone(), false);
  });

  it("does not replace a working addon by one that cannot be loaded", async (test) => {
    const { step: addon, root } = step(test, [link, ["TF_Version", { status: 1, stderr: "GLIBC_2.27 not found" }]]);
    mkdirSync(dirname(addonFile(root)), { recursive: true });
    writeFileSync(addonFile(root), "old");
    await assert.rejects(addon.run(silent), (error) => error.detail === "GLIBC_2.27 not found");
    assert.deepEqual(readdirSync(dirname(addonFile(root))), ["tfjs_binding.node"]);
  });

  it("explains a processor without AVX", async (test) => {
    const { step: addon } = step(test, [link, ["TF_Version", { status: -1, signal: "SIGILL" }]]);
    await assert.rejects(addon.run(silent), /TensorFlow does not run on this processor/);
  });

  it("asks for a compiler where there is none", async (test) => {
    const root = temporaryFolder(test);
    const { exec } = scriptedExec([]);
    const addon = addonStep({ root, runtime: join(root, ".runtime"), flavour: "cpu", exec, compiler: "g++" });
    await assert.rejects(addon.run(silent), (error) => error.mend.includes("apt-get install -y g++"));
  });
});
