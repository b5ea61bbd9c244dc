// Anchors whose labels are probably wrong, from the out-of-fold anchors of the learner that mined the pool.
import type { DoubtfulLabels } from "../contract/data-check-views.ts";
import { confidentLearning } from "../hygiene/confident-learning.ts";
import { listed } from "../hygiene/data-check.ts";
import { readAnchorProbabilities } from "../mining/calibration-files.ts";
import { currentOf, type EngineContext } from "./context.ts";
import { once } from "./once.ts";

/** @returns what asks for them; those of a calibration are looked for once */
export function doubtfulLabelsReader(context: EngineContext): () => Promise<DoubtfulLabels> {
  const found = new Map<string, Promise<DoubtfulLabels["found"]>>();
  return async () => {
    const { poolId, calibrationId } = currentOf(context);
    if (poolId === null) return { needs: "pool", found: null };
    const calibration = calibrationId === null ? undefined : context.project.store.calibrations.get(calibrationId);
    if (!calibration?.result || calibration.poolId !== poolId) return { needs: "calibration", found: null };
    if (!calibration.result.hasProbabilities) return { needs: "calibration-again", found: null };
    return { needs: "nothing", found: await once(found, calibration.id, () => doubtfulLabelsOf(context, calibration.id)) };
  };
}

async function doubtfulLabelsOf({ project, opened }: EngineContext, calibrationId: string): Promise<DoubtfulLabels["found"]> {
  const { datasetId, result } = project.store.calibrations.get(calibrationId)!;
  const { classes } = project.store.datasets.get(datasetId)!;
  const { rows, labels, probabilities } = await readAnchorProbabilities(project.calibrationDirectory(calibrationId), classes);
  const { files } = await opened.samples(datasetId);
  const { issues } = confidentLearning(labels, probabilities, classes.length);
  const countByLabel = classes.map((_, k) => issues.filter(({ sample }) => labels[sample] === k).length);
  const { folds, personDisjoint } = result!;
  const probability = (sample: number, k: number) => Math.min(1, probabilities[sample * classes.length + k]!);
  return {
    ...{ datasetId, anchorCount: rows.length, folds, personDisjoint, countByLabel, total: issues.length },
    rows: issues.slice(0, listed).map(({ sample, suggested }) => ({
      row: rows[sample]!,
      file: files[rows[sample]!]!,
      label: labels[sample]!,
      suggested,
      labelProbability: probability(sample, labels[sample]!),
      suggestedProbability: probability(sample, suggested),
    })),
  };
}
