import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { withLock } from "./lock.mjs";
import { createProgress } from "./progress.mjs";
import { runSteps } from "./set-up.mjs";
import { SetupError } from "./setup-error.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";

/** A step that is done once it has run. */
function step(name, log, fails = false) {
  let done = false;
  return {
    name,
    isDone: () => done,
    async run() {
      log.push(name);
      if (fails) throw new Error(`${name} failed`);
      done = true;
      return "";
    },
  };
}

const silent = createProgress({ write: () => {} });

describe("runSteps", () => {
  it("runs what is not done, in order, and nothing the second time", async () => {
    const log = [];
    const steps = [step("first", log), step("second", log)];
    await runSteps(steps, silent);
    await runSteps(steps, silent);
    assert.deepEqual(log, ["first", "second"]);
  });

  it("stops at the step that fails and starts there the next time", async () => {
    const log = [];
    const steps = [step("first", log), step("second", log, true), step("third", log)];
    await assert.rejects(runSteps(steps, silent), /second failed/);
    await assert.rejects(runSteps(steps, silent), /second failed/);
    assert.deepEqual(log, ["first", "second", "second"]);
  });

  it("goes on without a step that something else can stand in for, and says so with what would mend it", async () => {
    const log = [];
    const said = [];
    const unreachable = async () => {
      throw new SetupError("no network: the wheel could not be fetched", { mend: "Check the connection" });
    };
    const fallback = "WebAssembly computes in its place";
    const library = { ...step("TensorFlow", log), run: unreachable, fallback };
    const addon = { ...step("TensorFlow addon", log), fallback };
    await runSteps([library, addon, step("App", log)], createProgress({ write: (text) => said.push(text) }));
    assert.deepEqual(log, ["App"]); // without the library there is nothing to link the addon to
    assert.match(
      said.join(""),
      /TensorFlow: no network: the wheel could not be fetched\. WebAssembly computes in its place\. To have it: Check the connection/,
    );
  });

  it("does not take a fault of its own for a reason to go on without", async () => {
    const log = [];
    const faulty = { ...step("TensorFlow", log, true), fallback: "WebAssembly computes in its place" };
    await assert.rejects(runSteps([faulty], silent), /TensorFlow failed/);
  });
});

describe("progress in a log", () => {
  it("is a line each quarter, and 100 % only when the step is done", () => {
    const lines = [];
    const shown = createProgress({ write: (text) => lines.push(text.trim()) }).step("TensorFlow");
    for (const fraction of [0, 0.1, 0.3, 0.31, 1]) shown.report(fraction, "x");
    shown.finish("2.21.0");
    assert.deepEqual(
      lines.map((line) => /(\d+) %/.exec(line)[1]),
      ["0", "25", "75", "100"],
    );
  });
});

describe("withLock", () => {
  it("takes over from a set-up that died and leaves no lock", async (test) => {
    const file = join(temporaryFolder(test), "setup.lock");
    writeFileSync(file, "999999999");
    assert.equal(await withLock(file, async () => 42), 42);
    assert.ok(!existsSync(file));
  });

  it("lets the second one begin only when the first has ended", async (test) => {
    const file = join(temporaryFolder(test), "setup.lock");
    const log = [];
    let release;
    const first = withLock(file, () => new Promise((resolve) => (release = resolve)).then(() => log.push("first")));
    let second;
    await new Promise((isWaiting) => {
      second = withLock(file, async () => log.push("second"), isWaiting);
    });
    release();
    await Promise.all([first, second]);
    assert.deepEqual(log, ["first", "second"]);
  });
});
