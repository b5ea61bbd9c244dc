import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { installDebianPackages } from "./apt.mjs";
import { scriptedExec } from "./scripted-exec.mjs";

const apt = ["apt-get --version", {}];
const gtk = ["libgtk-3-0t64", "libgtk-3-0"];
const bookworm = [
  ["apt-cache policy libgtk-3-0t64", { stdout: "" }],
  ["apt-cache policy libgtk-3-0", { stdout: "libgtk-3-0:\n  Candidate: 3.24.38\n" }],
];
const trixie = [["apt-cache policy libgtk-3-0t64", { stdout: "libgtk-3-0t64:\n  Candidate: 3.24.49\n" }]];
const install = (wanted, exec, uid) => installDebianPackages(wanted, { exec, uid, report: () => {}, purpose: "Electron's window" });

describe("installDebianPackages", () => {
  it("installs as root, after one update, by the name that this release knows", async () => {
    const { exec, calls } = scriptedExec([apt, ...bookworm, ["apt-get update", {}], ["apt-get install", {}]]);
    assert.deepEqual(await install([gtk, ["xvfb"]], exec, 0), ["libgtk-3-0", "xvfb"]);
    assert.deepEqual(
      calls.filter((call) => call.startsWith("env")),
      [
        "env DEBIAN_FRONTEND=noninteractive apt-get update -qq",
        "env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -qq libgtk-3-0 xvfb",
      ],
    );
  });

  it("takes the new name on a newer release", async () => {
    const { exec } = scriptedExec([apt, ...trixie, ["apt-get update", {}], ["apt-get install", {}]]);
    assert.deepEqual(await install([gtk], exec, 0), ["libgtk-3-0t64"]);
  });

  it("uses sudo where it asks for no password", async () => {
    const { exec, calls } = scriptedExec([apt, ["sudo -n", {}]]);
    await install([["xvfb"]], exec, 1000);
    assert.equal(calls.at(-1), "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -qq xvfb");
  });

  it("gives everybody else one line to paste and installs nothing", async () => {
    const { exec, calls } = scriptedExec([apt, ["sudo -n true", { status: 1 }], ...bookworm]);
    await assert.rejects(install([gtk, ["xvfb"]], exec, 1000), (error) => {
      assert.match(error.mend, /^Paste: sudo apt-get update && sudo apt-get install -y --no-install-recommends libgtk-3-0 xvfb /);
      return true;
    });
    assert.ok(calls.every((call) => !call.includes("install")));
  });

  it("names a missing network as such", async () => {
    const { exec } = scriptedExec([
      apt,
      ["apt-get update", { status: 100 }],
      ["apt-get install", { status: 100, stderr: "E: Unable to locate package xvfb" }],
    ]);
    await assert.rejects(install([["xvfb"]], exec, 0), /no network: apt-get could not install xvfb/);
  });

  it("lists the names where there is no apt-get", async () => {
    const { exec } = scriptedExec([]);
    await assert.rejects(install([gtk, ["xvfb"]], exec, 0), (error) => error.mend.endsWith(": libgtk-3-0 xvfb"));
  });
});
