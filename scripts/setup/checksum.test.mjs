import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { requireChecksum } from "./checksum.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";

const sha256OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-2, appendix B.1

describe("requireChecksum", () => {
  it("accepts the pinned bytes and leaves the file", async (test) => {
    const file = join(temporaryFolder(test), "abc.whl");
    writeFileSync(file, "abc");
    await requireChecksum(file, sha256OfAbc, "abc.whl");
    assert.ok(existsSync(file));
  });

  it("names the file, what was expected and what was found, and removes the file", async (test) => {
    const file = join(temporaryFolder(test), "abc.whl");
    writeFileSync(file, "abd");
    await assert.rejects(requireChecksum(file, sha256OfAbc, "abc.whl"), (error) => {
      assert.match(error.describe(), /abc\.whl is not the file that was pinned/);
      assert.equal(error.expected, sha256OfAbc);
      assert.equal(error.found, "a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9");
      return true;
    });
    assert.ok(!existsSync(file));
  });
});
