// What `omnifer train --json` prints last: one object that scripts read.
import type { RunSummary } from "../contract.ts";
import { runScores } from "./report.ts";

/** Of a finished run. */
export function trainReport({ id, network, recipe, seed, metrics }: RunSummary, classes: readonly string[]) {
  if (!metrics) throw new Error(`Run ${id} is not finished.`);
  return {
    runId: id,
    network: network.name,
    inputSize: network.inputSize,
    recipe: recipe.name,
    seed,
    classes: [...classes],
    test: runScores(metrics.confusion, classes),
    updates: metrics.updates,
    seconds: metrics.wallSeconds,
    imagesPerSecond: metrics.imagesPerSecond,
    peakBytes: metrics.peakBytes,
    backend: metrics.backend,
    weightsDigest: metrics.weightsDigest,
  };
}
