// The precision-effect task: the same learner in float32 and in bfloat16, on samples of the anchors and of the pool. The two take turns
// batch by batch, so that their speeds can be compared.
import { picturePathOf } from "../../datasets/picture-roots.ts";
import { readSampleTable, rowsOf } from "../../datasets/sample-table.ts";
import { InputError } from "../../errors.ts";
import { decodeInThread } from "../../images/decoding-thread.ts";
import { type LabelledFaces, pickFaces, readFaces } from "../../learning/faces.ts";
import { type Learner, openLearner, type Scores } from "../../learning/learner.ts";
import { loadAnchorsAndTest } from "../../learning/load-faces.ts";
import { CentroidSums, type Centroids } from "../../mining/centroids.ts";
import { accuracyOf, type InBoth, type PrecisionEffect, VerdictComparison } from "../../mining/precision-effect.ts";
import { verdictsOf } from "../../mining/verdict.ts";
import { networkOf } from "../../networks/network.ts";
import { permutation, randomStream } from "../../random.ts";
import { checkPrecision } from "../precision.ts";
import type { PrecisionEffectTask, TaskContext } from "../protocol.ts";

/**
 * Phases: decode, anchors, pool. Centroids are those of the sampled anchors, each precision's own, as in mining.
 *
 * @throws InputError when the machine lacks bfloat16, or no sampled picture of the pool can be decoded
 */
export async function precisionEffect(task: PrecisionEffectTask, context: TaskContext): Promise<PrecisionEffect> {
  checkPrecision("bfloat16", context);
  const network = networkOf(task.network);
  const pair = new LearnerPair({
    float32: await openLearner(network, task.weights, "float32"),
    bfloat16: await openLearner(network, task.weights, "bfloat16"),
  });
  try {
    const { centroids, anchors } = await compareAnchors(task, pair, context);
    const pool = await comparePool(task, pair, centroids, context);
    return { anchors, pool, imagesPerSecond: pair.imagesPerSecond() };
  } finally {
    pair.dispose();
  }
}

/** One learner in both precisions, and the time that each took. */
class LearnerPair {
  readonly #learners: InBoth<Learner>;
  readonly #seconds: InBoth<number> = { float32: 0, bfloat16: 0 };
  #timed = 0;
  #isWarm = false;

  constructor(learners: InBoth<Learner>) {
    this.#learners = learners;
  }

  get form() {
    const { network, classCount } = this.#learners.float32;
    return { size: network.inputSize, channels: network.channels, featureCount: network.featureCount, classCount };
  }

  score(pixels: Uint8Array, count: number): InBoth<Scores> {
    const scoreIn = (precision: keyof InBoth<Scores>): Scores => {
      const begun = performance.now();
      const scores = this.#learners[precision].score(pixels, count);
      if (this.#isWarm) this.#seconds[precision] += (performance.now() - begun) / 1000;
      return scores;
    };
    const scores = { float32: scoreIn("float32"), bfloat16: scoreIn("bfloat16") };
    if (this.#isWarm) this.#timed += count;
    this.#isWarm = true; // the first batch also prepares the kernels
    return scores;
  }

  imagesPerSecond(): InBoth<number> {
    return { float32: this.#timed / this.#seconds.float32, bfloat16: this.#timed / this.#seconds.bfloat16 };
  }

  dispose(): void {
    this.#learners.float32.dispose();
    this.#learners.bfloat16.dispose();
  }
}

async function compareAnchors(
  task: PrecisionEffectTask,
  pair: LearnerPair,
  context: TaskContext,
): Promise<{ centroids: InBoth<Centroids>; anchors: PrecisionEffect["anchors"] }> {
  const faces = await sampledAnchors(task, context);
  const { featureCount, classCount } = pair.form;
  const sums = { float32: new CentroidSums(classCount, featureCount), bfloat16: new CentroidSums(classCount, featureCount) };
  const probabilities: InBoth<Scores["probabilities"][]> = { float32: [], bfloat16: [] };
  for (let from = 0; from < faces.count; from += task.batchSize) {
    const count = Math.min(task.batchSize, faces.count - from);
    const scores = pair.score(await readFaces(faces, from, count), count);
    for (const precision of ["float32", "bfloat16"] as const) {
      sums[precision].add(scores[precision].features, faces.labels.subarray(from, from + count));
      probabilities[precision].push(scores[precision].probabilities);
    }
    context.report({ type: "progress", phase: "anchors", done: from + count, total: faces.count });
    await context.breathe();
    context.signal.throwIfAborted();
  }
  return {
    centroids: { float32: sums.float32.partialCentroids(), bfloat16: sums.bfloat16.partialCentroids() },
    anchors: {
      count: faces.count,
      accuracy: {
        float32: accuracyOf(predictedBy(probabilities.float32, classCount), faces.labels),
        bfloat16: accuracyOf(predictedBy(probabilities.bfloat16, classCount), faces.labels),
      },
    },
  };
}

const predictedBy = (batches: readonly Float32Array[], classCount: number): number[] =>
  batches.flatMap((batch) =>
    Array.from({ length: batch.length / classCount }, (_, n) => {
      const ofFace = batch.subarray(n * classCount, (n + 1) * classCount);
      return ofFace.indexOf(Math.max(...ofFace));
    }),
  );

async function sampledAnchors(task: PrecisionEffectTask, context: TaskContext): Promise<LabelledFaces> {
  const { anchors } = await loadAnchorsAndTest(task.dataset, networkOf(task.network), context);
  return pickFaces(anchors.faces, sample(anchors.faces.count, task, "anchors"));
}

async function comparePool(
  task: PrecisionEffectTask,
  pair: LearnerPair,
  centroids: InBoth<Centroids>,
  { report, breathe, signal }: TaskContext,
): Promise<PrecisionEffect["pool"]> {
  const table = await readSampleTable(task.dataset.datasetDirectory);
  const pool = rowsOf(table, "pool");
  const rows = Uint32Array.from(sample(pool.length, task, "pool"), (position) => pool[position]!);
  const pathOf = (index: number) => picturePathOf(task.dataset.roots, table.files[rows[index]!]!);
  const { size, channels } = pair.form;
  const comparison = new VerdictComparison(task.delta);
  let compared = 0;
  for await (const { end, indices, pixels } of decodeInThread(rows.length, pathOf, { size, channels, batchSize: task.batchSize, signal })) {
    if (indices.length > 0) {
      const { float32, bfloat16 } = pair.score(pixels, indices.length);
      comparison.add({ float32: verdictsOf(float32, centroids.float32), bfloat16: verdictsOf(bfloat16, centroids.bfloat16) });
    }
    compared += indices.length;
    report({ type: "progress", phase: "pool", done: end, total: rows.length });
    await breathe();
  }
  if (compared > 0) return comparison.effect();
  throw new InputError({
    file: Object.values(task.dataset.roots).join(", "),
    found: `none of ${rows.length} sampled pictures of the pool that can be decoded`,
    expected: "pictures to compare both precisions on",
    mend: "Add readable pictures to the pool, or put them back where they were.",
  });
}

/** At most `sampleSize` of `count` positions at random, ascending. */
function sample(count: number, { sampleSize, seed }: PrecisionEffectTask, of: string): Uint32Array {
  return permutation(count, randomStream(seed, "precision effect", of))
    .slice(0, sampleSize)
    .sort();
}
