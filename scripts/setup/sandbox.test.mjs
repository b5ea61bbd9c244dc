import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sandboxStep } from "./sandbox.mjs";
import { scriptedExec } from "./scripted-exec.mjs";

const runtime = "/home/ada/my faces/.runtime";
const step = (rules, facts) => {
  const { exec, calls } = scriptedExec(rules);
  return { calls, sandbox: sandboxStep({ runtime, exec, uid: 1000, areNamespacesForbidden: () => true, ...facts }) };
};

describe("the sandbox step", () => {
  it("has nothing to do for root, and where namespaces are allowed", () => {
    assert.equal(step([], { uid: 0 }).sandbox.isDone(), true);
    assert.equal(step([], { areNamespacesForbidden: () => false }).sandbox.isDone(), true);
    assert.equal(step([], {}).sandbox.isDone(), false);
  });

  it("gives the helper to root by a sudo that asks for no password", async () => {
    const { sandbox, calls } = step([["sudo -n", {}]], {});
    await sandbox.run(() => {});
    const helper = `${runtime}/electron/chrome-sandbox`;
    assert.deepEqual(calls, [`sudo -n chown root:root ${helper}`, `sudo -n chmod 4755 ${helper}`]);
  });

  it("else gives a line to paste, for paths with spaces too", async () => {
    await assert.rejects(
      step([], {}).sandbox.run(() => {}),
      (error) => {
        assert.ok(error.mend.includes('sudo chmod 4755 "/home/ada/my faces/.runtime/electron/chrome-sandbox"'));
        return true;
      },
    );
  });
});
