import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { root } from "./setup/root.mjs";
import { temporaryFolder } from "./setup/temporary-folder.mjs";

/** bin/ alone in a folder, as after a clone. */
function clone(test) {
  const folder = temporaryFolder(test);
  cpSync(join(root, "bin"), join(folder, "bin"), { recursive: true });
  return { folder, call: (...words) => spawnSync(process.execPath, [join(folder, "bin", "omnifer.cjs"), ...words], { encoding: "utf8" }) };
}

describe("the command omnifer", () => {
  it("says what to do where nothing is built", (test) => {
    const { status, stderr } = clone(test).call("--help");
    assert.equal(stderr, "omnifer is not built yet: run npm start once.\n");
    assert.equal(status, 1);
  });

  it("hands its words to the built command line", (test) => {
    const { folder, call } = clone(test);
    mkdirSync(join(folder, "dist", "node"), { recursive: true });
    writeFileSync(join(folder, "dist", "node", "cli.cjs"), "console.log(process.argv.slice(2).join(' ')); process.exitCode = 3;");
    const { status, stdout } = call("run", "--json");
    assert.equal(stdout, "run --json\n");
    assert.equal(status, 3);
  });
});
