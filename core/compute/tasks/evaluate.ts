// The evaluate task: a finished run on the test images of its own data set or of another one (section 4.4).

import { InputError } from "../../errors.ts";
import { confusionOf } from "../../evaluation/confusion.ts";
import { evaluate } from "../../learning/evaluate.ts";
import { openLearner } from "../../learning/learner.ts";
import { loadAnchorsAndTest } from "../../learning/load-faces.ts";
import { networkOf } from "../../networks/network.ts";
import { describeBackend } from "../../tensor/backend.ts";
import { startMeter } from "../cost.ts";
import type { EvaluateResult, EvaluateTask, TaskContext } from "../protocol.ts";

/** Phases: decode, test. */
export async function evaluateRun(task: EvaluateTask, context: TaskContext): Promise<EvaluateResult> {
  const meter = startMeter();
  const network = networkOf(task.network);
  const { faces } = (await loadAnchorsAndTest(task.dataset, network, context)).test;
  if (faces.count === 0) throw noTestImages();
  const learner = await openLearner(network, task.weights);
  try {
    context.report({ type: "progress", phase: "test", done: 0, total: faces.count });
    const began = performance.now();
    const { predicted } = evaluate(learner, faces);
    const seconds = (performance.now() - began) / 1000;
    context.report({ type: "progress", phase: "test", done: faces.count, total: faces.count });
    return {
      confusion: confusionOf(faces.labels, predicted, task.classes.length),
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
