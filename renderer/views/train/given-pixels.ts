// Mean and deviation of the pixels as they stand in the two fields of an import, and why they cannot be meant together.
import type { InputOf } from "../../../core/contract/requests.ts";
import { givenNormalisation } from "../../../core/networks/given-normalisation.ts";
import { strings } from "../../strings.ts";

const words = strings.train.weights;

export type GivenPixels = { normalisation: InputOf<"host.import-weights">["normalisation"] } | { problem: string };

/** Two empty fields leave it to the file. */
export function givenPixels(mean: readonly number[], deviation: readonly number[]): GivenPixels {
  if (mean.length === 0 && deviation.length === 0) return { normalisation: null };
  if (mean.length !== deviation.length) return { problem: words.bothNumbers };
  const given = givenNormalisation(mean, deviation);
  return "wrong" in given ? { problem: words.pixelsUpTo(given.wrong, given.largest) } : { normalisation: given };
}
