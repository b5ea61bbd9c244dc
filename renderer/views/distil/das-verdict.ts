// What a comparison of DAS allows one to say, plainly, mode by mode: against the same retraining on anchors alone, then against random.
import type { DasComparison, PairedInterval } from "../../../core/distillation/distillation-view.ts";
import { formatPoints } from "../../format.ts";
import { strings } from "../../strings.ts";
import { type Verdict, verdictOf } from "../results/verdict.ts";

type Mode = DasComparison["modes"][number];

export interface ModeVerdict {
  verdict: Verdict;
  sentence: string;
}

/** null while the runs that it would be told from are not finished. */
export function dasVerdict({ mode, overAnchors, overRandom }: Pick<Mode, "mode" | "overAnchors" | "overRandom">): ModeVerdict | null {
  if (overAnchors === null) return null;
  const name = strings.distil.das.modes[mode];
  const { verdicts } = strings.distil.das;
  if (!overAnchors.resampled.seeds) return { verdict: "cannot-tell", sentence: verdicts["one-order"](name) };
  const verdict = verdictOf(overAnchors);
  const first =
    verdict === "cannot-tell"
      ? verdicts[verdict](name, formatPoints(overAnchors.low), formatPoints(overAnchors.high))
      : verdicts[verdict](name, pointsOf(overAnchors));
  return { verdict, sentence: overRandom === null ? first : `${first} ${againstRandom(overRandom)}` };
}

function againstRandom(overRandom: PairedInterval): string {
  const { random } = strings.distil.das;
  const verdict = verdictOf(overRandom);
  return verdict === "cannot-tell" ? random[verdict] : random[verdict](pointsOf(overRandom));
}

/** The size of a difference whose direction the words say. */
const pointsOf = ({ difference }: PairedInterval): string => (Math.abs(difference) * 100).toFixed(1);
