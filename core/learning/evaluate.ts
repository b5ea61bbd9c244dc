// What a learner says of labelled faces: loss, accuracy and every single prediction, which the confusion matrix and the list of
// mistakes are made of.
import { type LabelledFaces, readFaces } from "./faces.ts";
import type { Learner } from "./learner.ts";

export interface Evaluation {
  /** Mean cross-entropy. */
  loss: number;
  accuracy: number;
  /** [N] class index */
  predicted: Uint8Array;
  /** [N] softmax probability of the predicted class */
  confidence: Float32Array;
  /** [N, K] softmax probabilities, row after row */
  probabilities: Float32Array;
}

/** Large enough to fill the cores, small enough to report and to cancel between two. */
export const scoringBatch = 128;

/** Scores faces in batches; `faces` may not be empty. @throws InputError as `readFaces` */
export async function evaluate(learner: Learner, faces: LabelledFaces): Promise<Evaluation> {
  const predicted = new Uint8Array(faces.count);
  const confidence = new Float32Array(faces.count);
  const probabilities = new Float32Array(faces.count * learner.classCount);
  let loss = 0;
  let correct = 0;
  for (let from = 0; from < faces.count; from += scoringBatch) {
    const count = Math.min(scoringBatch, faces.count - from);
    const scores = learner.score(await readFaces(faces, from, count), count);
    probabilities.set(scores.probabilities, from * learner.classCount);
    for (let row = from; row < from + count; row++) {
      const ofRow = probabilities.subarray(row * learner.classCount, (row + 1) * learner.classCount);
      const label = faces.labels[row]!;
      const best = indexOfLargest(ofRow);
      predicted[row] = best;
      confidence[row] = ofRow[best]!;
      loss -= Math.log(Math.max(ofRow[label]!, Number.MIN_VALUE));
      if (best === label) correct++;
    }
  }
  return { loss: loss / faces.count, accuracy: correct / faces.count, predicted, confidence, probabilities };
}

/** The first of equal ones. */
function indexOfLargest(values: Float32Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index;
  return best;
}
