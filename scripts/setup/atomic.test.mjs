import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { makeFolder, readJson, writeJson } from "./atomic.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";

describe("makeFolder", () => {
  it("replaces the old folder as a whole", async (test) => {
    const parent = temporaryFolder(test);
    const place = join(parent, "electron");
    mkdirSync(place);
    writeFileSync(join(place, "old"), "");
    await makeFolder(place, (partial) => writeFileSync(join(partial, "new"), ""));
    assert.deepEqual(readdirSync(parent), ["electron"]);
    assert.deepEqual(readdirSync(place), ["new"]);
  });

  it("keeps the old folder and leaves nothing else when the filling is interrupted", async (test) => {
    const parent = temporaryFolder(test);
    const place = join(parent, "electron");
    await makeFolder(place, (partial) => writeFileSync(join(partial, "whole"), ""));
    const interrupted = makeFolder(place, (partial) => {
      writeFileSync(join(partial, "half"), "");
      throw new Error("interrupted");
    });
    await assert.rejects(interrupted, /interrupted/);
    assert.deepEqual(readdirSync(parent), ["electron"]);
    assert.deepEqual(readdirSync(place), ["whole"]);
  });

  it("removes what a killed set-up left behind", async (test) => {
    const parent = temporaryFolder(test);
    mkdirSync(join(parent, "electron.partial-4711"));
    await makeFolder(join(parent, "electron"), () => {});
    assert.deepEqual(readdirSync(parent), ["electron"]);
  });

  it("says in plain words that the disk is full", async (test) => {
    const place = join(temporaryFolder(test), "electron");
    const full = Object.assign(new Error("write"), { code: "ENOSPC" });
    const filling = makeFolder(place, () => {
      throw full;
    });
    await assert.rejects(filling, /the disk is full/);
    assert.ok(!existsSync(place));
  });
});

describe("stamps", () => {
  it("come back as they were written", (test) => {
    const file = join(temporaryFolder(test), "below", "stamp.json");
    writeJson(file, { version: "2.21.0" });
    assert.deepEqual(readJson(file), { version: "2.21.0" });
  });

  it("vouch for nothing when they are half-written", (test) => {
    const file = join(temporaryFolder(test), "stamp.json");
    writeFileSync(file, '{ "version": "2.2');
    assert.equal(readJson(file), null);
  });
});
