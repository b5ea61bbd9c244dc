// Why a pool of millions of rows does not silence the engine: its indexes are built in turns with everything else it answers.
import type { Steps } from "../mining/steps.ts";

/** Between two looks at the messages; shorter than a person notices. */
const turnMs = 30;

/**
 * Runs steps to their result, and lets messages in between.
 *
 * @param clock  milliseconds; a test gives its own
 */
export async function inTurns<T>(steps: Steps<T>, clock = () => performance.now()): Promise<T> {
  for (;;) {
    const begun = clock();
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (clock() - begun < turnMs);
    await new Promise((resume) => setImmediate(resume));
  }
}
