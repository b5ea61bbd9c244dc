// Counts of one part of `npm test`, read from what its runner wrote, and the last line that sums them up. Pure, because this line decides
// whether a change is good: a runner that ran nothing must never look like one that passed.

/** @typedef {{ part: string, passed: number, failed: number, skipped: number, why?: string }} Tally */

/** A check that either holds or does not: formatter, type check, dead code. */
export const tallyCheck = (part, status) => ({ part, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 });

/** @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests?: number, testResults: { status: string, assertionResults: unknown[] }[] } | null} report of vitest's json reporter */
export function tallyVitest(part, report, status) {
  if (report === null) return nothingRan(part, status);
  const brokenFiles = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  return settle(
    {
      part,
      passed: report.numPassedTests,
      failed: report.numFailedTests + brokenFiles,
      skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    },
    status,
  );
}

/** @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors?: unknown[] } | null} report of Playwright's json reporter; a test that passed only on its second try counts as failed */
export function tallyPlaywright(part, report, status) {
  if (report === null) return nothingRan(part, status);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return settle({ part, passed: expected, failed: unexpected + flaky + (report.errors?.length ?? 0), skipped }, status);
}

/** @param {string} text of node's own tap reporter, whose last lines are the counts */
export function tallyTap(part, text, status) {
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, "m").exec(text)?.[1] ?? 0);
  return settle(
    { part, passed: count("pass"), failed: count("fail") + count("cancelled"), skipped: count("skipped") + count("todo") },
    status,
  );
}

function settle(tally, status) {
  if (tally.passed + tally.failed + tally.skipped === 0) return nothingRan(tally.part, status);
  if (status !== 0 && tally.failed === 0) return { ...tally, failed: 1, why: `its runner ended with status ${status}` };
  return tally;
}

const nothingRan = (part, status) => ({ part, passed: 0, failed: 1, skipped: 0, why: `it ran no test (status ${status})` });

/** `12 passed, 1 failed`, with the skipped ones behind when there are any. */
export function summaryLine(tallies) {
  const sum = (name) => tallies.reduce((total, tally) => total + tally[name], 0);
  const skipped = sum("skipped");
  return `${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
