import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { scriptedExec } from "./scripted-exec.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";
import { tensorflowStep } from "./tensorflow.mjs";

const bytes = "a wheel";
const wheel = { name: "tensorflow-cpu", version: "2", file: "tf.whl", bytes: 7, sha256: createHash("sha256").update(bytes).digest("hex") };
const plan = (flavour) => ({ flavour, why: "a test", wheels: [wheel], downloadBytes: 7, unpackedBytes: 7 });
const pip = ["python3 -m pip --version", { stdout: "pip 26.3 from /usr/lib (python 3.11)" }];
const download = ["pip download", (args) => writeFileSync(join(args[args.indexOf("--dest") + 1], wheel.file), bytes)];
const unpack = [
  "unpack_wheel.py",
  ([, , folder]) => {
    mkdirSync(join(folder, "tensorflow"));
    writeFileSync(join(folder, "tensorflow", "libtensorflow_cc.so.2"), "");
  },
];
const silent = () => {};

describe("the TensorFlow step", () => {
  it("is done after its run, and its download is no longer kept", async (test) => {
    const runtime = temporaryFolder(test);
    const step = tensorflowStep({ runtime, plan: plan("cpu"), ...scriptedExec([pip, download, unpack]) });
    assert.equal(step.isDone(), false);
    await step.run(silent, silent);
    assert.equal(step.isDone(), true);
    assert.deepEqual(readdirSync(join(runtime, "downloads")), []);
  });

  it("states the size and the reason before anything is downloaded", async (test) => {
    const said = [];
    const { exec } = scriptedExec([pip, ["pip download", { status: 1, stderr: "Temporary failure in name resolution" }]]);
    const gpu = { ...plan("gpu"), downloadBytes: 3_400_000_000, unpackedBytes: 5_700_000_000, why: "NVIDIA driver 550 was found" };
    await assert.rejects(tensorflowStep({ runtime: temporaryFolder(test), plan: gpu, exec }).run(silent, (text) => said.push(text)));
    assert.deepEqual(said, ["TensorFlow 2.21.0 for the GPU (CUDA 12): 3.4 GB to download, 5.7 GB on disk (NVIDIA driver 550 was found)"]);
  });

  it("leaves no folder and keeps the download when the unpacking is interrupted; the next run downloads nothing", async (test) => {
    const runtime = temporaryFolder(test);
    const breakOff = (args) => {
      unpack[1](args);
      return { status: -1, signal: "SIGKILL" };
    };
    const first = tensorflowStep({ runtime, plan: plan("cpu"), ...scriptedExec([pip, download, ["unpack_wheel.py", breakOff]]) });
    await assert.rejects(first.run(silent, silent), /could not be unpacked/);
    assert.deepEqual(readdirSync(runtime), ["downloads"]);
    const { exec, calls } = scriptedExec([unpack]);
    await tensorflowStep({ runtime, plan: plan("cpu"), exec }).run(silent, silent);
    assert.ok(calls.every((call) => !call.includes("pip")));
    assert.ok(existsSync(join(runtime, "tensorflow-cpu", "installed.json")));
  });

  it("is not done for the other flavour, nor for another pin", async (test) => {
    const runtime = temporaryFolder(test);
    const { exec } = scriptedExec([pip, download, unpack]);
    await tensorflowStep({ runtime, plan: plan("cpu"), exec }).run(silent, silent);
    assert.equal(tensorflowStep({ runtime, plan: plan("gpu"), exec }).isDone(), false);
    const repinned = { ...plan("cpu"), wheels: [{ ...wheel, sha256: "0".repeat(64) }] };
    assert.equal(tensorflowStep({ runtime, plan: repinned, exec }).isDone(), false);
  });
});
