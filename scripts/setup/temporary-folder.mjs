// A folder that a test may fill and that is gone after it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** @param {import("node:test").TestContext} test */
export function temporaryFolder(test) {
  const folder = mkdtempSync(join(tmpdir(), "omnifer-setup-"));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
