import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { scriptedExec } from "./scripted-exec.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";
import { fetchWheel, requireFreeSpace } from "./wheel.mjs";

const bytes = "a wheel";
const wheel = {
  name: "demo",
  version: "1.2",
  file: "demo-1.2-py3-none-any.whl",
  bytes: bytes.length,
  sha256: createHash("sha256").update(bytes).digest("hex"),
};
const pipIs = (version) => ["python3 -m pip --version", { stdout: `pip ${version} from /usr/lib (python 3.11)\n` }];
const deliver = (content) => (args) => writeFileSync(join(args[args.indexOf("--dest") + 1], wheel.file), content);
const silent = () => {};

describe("fetchWheel", () => {
  it("downloads with the person's own pip when that can continue broken downloads", async (test) => {
    const folder = temporaryFolder(test);
    const { exec, calls } = scriptedExec([pipIs("26.3"), ["download demo==1.2", deliver(bytes)]]);
    assert.equal(await fetchWheel(wheel, { exec, folder, report: silent }), join(folder, wheel.file));
    assert.deepEqual(readdirSync(folder), [wheel.file]);
    assert.equal(calls.length, 2);
  });

  it("asks an old pip for a newer one first, and does without it where the index has none", async (test) => {
    const folder = temporaryFolder(test);
    const { exec, calls } = scriptedExec([
      pipIs("23.0.1"),
      ["download pip==", { status: 1 }],
      ["-m pip download demo==1.2", deliver(bytes)],
    ]);
    await fetchWheel(wheel, { exec, folder, report: silent });
    assert.ok(calls[1].includes("pip==26.3"));
    assert.deepEqual(readdirSync(folder), [wheel.file]);
  });

  it("starts no program when the verified file is there already", async (test) => {
    const folder = temporaryFolder(test);
    writeFileSync(join(folder, wheel.file), bytes);
    const { exec, calls } = scriptedExec([]);
    await fetchWheel(wheel, { exec, folder, report: silent });
    assert.deepEqual(calls, []);
  });

  it("removes a file whose checksum differs and names both sums", async (test) => {
    const folder = temporaryFolder(test);
    const { exec } = scriptedExec([pipIs("26.3"), ["download demo==1.2", deliver("another wheel")]]);
    await assert.rejects(
      fetchWheel(wheel, { exec, folder, report: silent }),
      (error) => error.expected === wheel.sha256 && /^[0-9a-f]{64}$/.test(error.found),
    );
    assert.deepEqual(readdirSync(folder), []);
  });

  it("says without a network what was wanted and two ways to mend it, and leaves nothing half-written", async (test) => {
    const folder = temporaryFolder(test);
    const stderr =
      "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError'\nERROR: No matching distribution found for demo==1.2\n";
    const breakOff = (args) => {
      deliver("a wh")(args);
      return { status: 1, stderr };
    };
    const { exec } = scriptedExec([pipIs("26.3"), ["download demo==1.2", breakOff]]);
    await assert.rejects(fetchWheel(wheel, { exec, folder, report: silent }), (error) => {
      assert.match(error.message, /^no network: demo 1\.2 /);
      assert.match(error.mend, /HTTPS_PROXY/);
      assert.ok(error.mend.includes(`put it into ${folder}`));
      return true;
    });
    assert.deepEqual(readdirSync(folder), []);
  });

  it("tells an index that lacks the version from a missing network", async (test) => {
    const { exec } = scriptedExec([
      pipIs("26.3"),
      ["download demo==1.2", { status: 1, stderr: "ERROR: No matching distribution found for demo==1.2" }],
    ]);
    await assert.rejects(
      fetchWheel(wheel, { exec, folder: temporaryFolder(test), report: silent }),
      /^SetupError: pip could not fetch demo 1\.2$/,
    );
  });

  it("says that the disk is full in plain words", async (test) => {
    const stderr = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device";
    const { exec } = scriptedExec([pipIs("26.3"), ["download demo==1.2", { status: 1, stderr }]]);
    await assert.rejects(fetchWheel(wheel, { exec, folder: temporaryFolder(test), report: silent }), /the disk is full/);
  });

  it("asks for Python with pip where there is none", async (test) => {
    const { exec } = scriptedExec([]);
    await assert.rejects(fetchWheel(wheel, { exec, folder: temporaryFolder(test), report: silent }), (error) => {
      assert.equal(error.found, "no python3");
      assert.match(error.mend, /apt-get install -y python3-pip/);
      return true;
    });
  });
});

describe("requireFreeSpace", () => {
  it("stops before a download that cannot end well, with what is needed and what is there", (test) => {
    const folder = temporaryFolder(test);
    requireFreeSpace(folder, 1);
    assert.throws(
      () => requireFreeSpace(folder, 1e18),
      (error) => error.expected === "1000000000.0 GB free" && / free$/.test(error.found),
    );
    assert.ok(existsSync(folder));
  });
});
