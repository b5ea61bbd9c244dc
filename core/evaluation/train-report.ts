// What `omnifer train --json` prints last: one object that scripts read.
import type { RunSummary } from "../contract/run-views.ts";
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
    /** Of the epoch that `keptEpoch` names, whose weights the run hands on. */
    test: runScores(metrics.confusion, classes),
    keptEpoch: metrics.keptEpoch,
    /** Both null without a validation split. */
    last: metrics.last,
    best: metrics.best,
    updates: metrics.updates,
    seconds: metrics.wallSeconds,
    imagesPerSecond: metrics.imagesPerSecond,
    peakBytes: metrics.peakBytes,
    backend: metrics.backend,
    weightsDigest: metrics.weightsDigest,
  };
}
