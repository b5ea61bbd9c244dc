import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { summaryLine, tallyPlaywright, tallyTap, tallyVitest } from "./tally.mjs";

const vitest = (changes) => ({ numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, testResults: [], ...changes });

describe("the counts of npm test", () => {
  it("end in one line, skipped tests behind when there are any", () => {
    const tally = (passed, failed, skipped) => ({ part: "x", passed, failed, skipped });
    assert.equal(summaryLine([tally(2, 1, 0), tally(10, 0, 0)]), "12 passed, 1 failed");
    assert.equal(summaryLine([tally(2, 0, 3)]), "2 passed, 0 failed, 3 skipped");
  });

  it("count a runner that ran nothing, or wrote no report, as a failure", () => {
    assert.equal(tallyVitest("unit", null, 0).failed, 1);
    assert.equal(tallyVitest("unit", vitest({ numPassedTests: 0 }), 0).failed, 1);
    assert.equal(tallyPlaywright("e2e", null, 0).failed, 1);
    assert.equal(tallyTap("scripts", "", 0).failed, 1);
  });

  it("count a test file that could not be loaded", () => {
    const report = vitest({
      testResults: [
        { status: "failed", assertionResults: [] },
        { status: "passed", assertionResults: [{}] },
      ],
    });
    assert.deepEqual(tallyVitest("unit", report, 1), { part: "unit", passed: 5, failed: 1, skipped: 0 });
  });

  it("do not let a runner fail without a failed test", () => {
    assert.equal(tallyVitest("unit", vitest({}), 1).failed, 1);
    assert.equal(tallyVitest("unit", vitest({}), 0).failed, 0);
  });

  it("hold a flaky end-to-end test for failed", () => {
    const stats = { expected: 7, unexpected: 1, flaky: 2, skipped: 4 };
    assert.deepEqual(tallyPlaywright("e2e", { stats }, 1), { part: "e2e", passed: 7, failed: 3, skipped: 4 });
  });

  it("are read from node's tap lines", () => {
    const text = "ok 1 - x\n# tests 9\n# pass 6\n# fail 1\n# cancelled 0\n# skipped 2\n# todo 0\n";
    assert.deepEqual(tallyTap("scripts", text, 1), { part: "scripts", passed: 6, failed: 1, skipped: 2 });
  });
});
