// Fig. 7 splits 42 images, seven of each of six checkpoints, into 35 and 7. Which six, the paper does not say. Pure.
import { InputError } from "../errors.ts";

/** Six from the start, whose images are still noise, or six after it: outer epochs 0, 10, ..., 50 or 10, 20, ..., 60 by default. */
export const probeOptions = ["from-start", "after-start"] as const;
export type ProbeOption = (typeof probeOptions)[number];

const mostCheckpoints = 6;

/**
 * Outer epochs to train on, and the last one of the six to test on; all there are where there are fewer.
 *
 * @param checkpoints  outer epochs whose images are kept, ascending
 * @throws InputError when fewer than two are left
 */
export function probeSplit(checkpoints: readonly number[], option: ProbeOption): { trainEpochs: number[]; testEpochs: number[] } {
  const usable = option === "from-start" ? checkpoints : checkpoints.filter((epoch) => epoch > 0);
  const used = usable.slice(0, mostCheckpoints);
  if (used.length < 2) throw tooFew(used, option);
  return { trainEpochs: used.slice(0, -1), testEpochs: used.slice(-1) };
}

function tooFew(used: readonly number[], option: ProbeOption): InputError {
  const of = option === "from-start" ? "" : " after the start";
  return new InputError({
    file: "checkpoints of the distillation",
    found: used.length === 0 ? `none${of}` : `one${of}, that of outer epoch ${used[0]}`,
    expected: "two at least: images to learn from, and others to be asked about",
    mend: "Distil for more outer epochs, or keep checkpoints more often.",
  });
}
