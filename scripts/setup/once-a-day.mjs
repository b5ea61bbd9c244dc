// A step of which others can do without: where it fails, it is said once and left alone for the day, because pip keeps trying for half a
// minute where there is no network, and every start would wait for it.
import { rmSync } from "node:fs";
import { readJson, writeJson } from "./atomic.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * @param {import("./set-up.mjs").Step} step
 * @param {string} file  remembers on which day it failed
 * @param {() => Date} now
 * @returns {import("./set-up.mjs").Step} one that counts as done on the day of its failure; with the mend, its error says how to try sooner
 */
export function onceADay(step, file, now = () => new Date()) {
  const today = () => now().toDateString();
  return {
    ...step,
    isDone: async () => readJson(file)?.failed === today() || (await step.isDone()),
    async run(report, say) {
      try {
        const done = await step.run(report, say);
        rmSync(file, { force: true });
        return done;
      } catch (error) {
        if (!(error instanceof SetupError)) throw error;
        writeJson(file, { failed: today(), because: error.message });
        throw new SetupError(error.message, {
          mend: `${error.mend} Starts of today leave it alone until ${file} is removed.`,
          cause: error,
        });
      }
    },
  };
}
