import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { onceADay } from "./once-a-day.mjs";
import { SetupError } from "./setup-error.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";

const monday = new Date(2026, 2, 2, 23, 59);
const tuesday = new Date(2026, 2, 3, 0, 1);

/** A detector that can be fetched or not, and the file that remembers. */
function detector(test, run) {
  const file = join(temporaryFolder(test), "failed.json");
  const tried = [];
  const step = {
    name: "Face detector",
    isDone: () => false,
    fallback: "Faces cannot be found",
    run: async () => {
      tried.push("");
      return run();
    },
  };
  return { file, tried, on: (day) => onceADay(step, file, () => day) };
}
const offline = () => {
  throw new SetupError("no network", { mend: "Check the connection." });
};

describe("a step that may be left for tomorrow", () => {
  it("is left alone on the day that it failed, says how to try sooner, and is tried on the next", async (test) => {
    const { file, on } = detector(test, offline);
    assert.equal(await on(monday).isDone(), false);
    await assert.rejects(on(monday).run(), (error) => {
      assert.equal(error.message, "no network");
      assert.equal(error.mend, `Check the connection. Starts of today leave it alone until ${file} is removed.`);
      return error instanceof SetupError;
    });
    assert.equal(await on(monday).isDone(), true);
    assert.equal(await on(tuesday).isDone(), false);
  });

  it("forgets its failure when it is done", async (test) => {
    let isOffline = true;
    const { file, tried, on } = detector(test, () => (isOffline ? offline() : "MTCNN"));
    await assert.rejects(on(monday).run());
    isOffline = false;
    assert.equal(await on(tuesday).run(), "MTCNN");
    assert.equal(existsSync(file), false);
    assert.equal(tried.length, 2);
  });

  it("remembers no fault of its own", async (test) => {
    const { file, on } = detector(test, () => {
      throw new TypeError("a defect");
    });
    await assert.rejects(on(monday).run(), TypeError);
    assert.equal(existsSync(file), false);
  });
});
