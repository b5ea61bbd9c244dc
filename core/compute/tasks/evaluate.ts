// The evaluate task: a finished run on the test images of its own data set or of another one (section 4.4).
import { mkdir } from "node:fs/promises";
import { labelledRows, readSampleTable } from "../../datasets/sample-table.ts";
import { InputError } from "../../errors.ts";
import { confusionOf } from "../../evaluation/confusion.ts";
import { writePredictions } from "../../evaluation/predictions-file.ts";
import { sequenceVote } from "../../evaluation/sequence-vote.ts";
import { evaluate } from "../../learning/evaluate.ts";
import { openLearner } from "../../learning/learner.ts";
import { loadLabelled } from "../../learning/load-faces.ts";
import { networkOf } from "../../networks/network.ts";
import { describeBackend } from "../../tensor/backend.ts";
import { startMeter } from "../cost.ts";
import type { EvaluateResult, EvaluateTask, TaskContext } from "../protocol.ts";

/** Writes predictions.parquet, durably. Phases: decode, test. */
export async function evaluateRun(task: EvaluateTask, context: TaskContext): Promise<EvaluateResult> {
  const meter = startMeter();
  const network = networkOf(task.network);
  const table = await readSampleTable(task.dataset.datasetDirectory);
  const rows = labelledRows(table, "test");
  if (rows.length === 0) throw noTestImages();
  const { faces } = await loadLabelled(task.dataset, network, rows, context);
  const learner = await openLearner(network, task.weights);
  try {
    context.report({ type: "progress", phase: "test", done: 0, total: faces.count });
    const began = performance.now();
    const { predicted, confidence: confidences, probabilities } = await evaluate(learner, faces);
    const seconds = (performance.now() - began) / 1000;
    context.report({ type: "progress", phase: "test", done: faces.count, total: faces.count });
    const { labels } = faces;
    await mkdir(task.evaluationDirectory, { recursive: true });
    await writePredictions(task.evaluationDirectory, { rows, labels, predicted, confidences });
    const classCount = task.classes.length;
    const sequences = Array.from(rows, (row) => table.sequence[row]!);
    const votes = sequences.some((sequence) => sequence >= 0) ? sequenceVote({ labels, sequences, probabilities, classCount }) : null;
    return {
      confusion: confusionOf(labels, predicted, classCount),
      sequenceVote: votes && confusionOf(votes.labels, votes.predicted, classCount),
      cost: meter.cost(faces.count, seconds),
      backend: describeBackend(),
    };
  } finally {
    learner.dispose();
  }
}

function noTestImages(): InputError {
  return new InputError({
    file: "labels.csv",
    found: "no test images",
    expected: "labelled images of the split test",
    mend: "Choose another data set, or mark the images to evaluate on as test.",
  });
}
