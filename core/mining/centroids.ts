// Eq. 3: the centroid of a class is the mean feature of its anchors. Summed batch by batch, so that an anchor set of any size needs
// no more memory than its centroids.
import { InputError } from "../errors.ts";
import { type CentroidRecipe, paperCentroids } from "../recipe.ts";

/** Class centroids. */
export interface Centroids {
  /** [K, D], a row a class. */
  values: Float32Array;
  classCount: number;
  featureCount: number;
  /** [D], what every feature and centroid is measured from; null for 0. */
  origin: Float32Array | null;
  /** Of centroids of right anchors: classes that have none of those, so all their anchors were taken. */
  withoutRight: number[];
}

export class CentroidSums {
  readonly #featureCount: number;
  readonly #recipe: CentroidRecipe;
  readonly #all: FeatureSums;
  /** Of the anchors that the learner classifies right. */
  readonly #right: FeatureSums;

  constructor(classCount: number, featureCount: number, recipe = paperCentroids) {
    this.#featureCount = featureCount;
    this.#recipe = recipe;
    this.#all = new FeatureSums(classCount, featureCount);
    this.#right = new FeatureSums(classCount, featureCount);
  }

  /**
   * @param features   [N, D], taken before the softmax layer
   * @param labels     [N] class index of each anchor
   * @param predicted  [N] what the learner takes each for; only centroids of right anchors ask
   */
  add(features: Float32Array, labels: ArrayLike<number>, predicted: ArrayLike<number> = labels): void {
    const D = this.#featureCount;
    for (let n = 0; n < labels.length; n++) {
      const feature = features.subarray(n * D, (n + 1) * D);
      const scale = this.#recipe.features === "unit-length" ? 1 / (lengthOf(feature) || 1) : 1;
      this.#all.add(feature, scale, labels[n]!);
      if (this.#recipe.anchors === "correct-anchors" && predicted[n] === labels[n]) this.#right.add(feature, scale, labels[n]!);
    }
  }

  /**
   * @param classes  names, for the error
   * @throws InputError when a class has no anchors, because it has no mean
   */
  centroids(classes: readonly string[]): Centroids {
    requireAnchorsInEveryClass(this.#all.countByClass, classes);
    return this.partialCentroids();
  }

  /** As `centroids`, but a class without anchors gets a centroid of length 0, which is similar to nothing. */
  partialCentroids(): Centroids {
    const classCount = this.#all.countByClass.length;
    const D = this.#featureCount;
    const isOfRight = this.#recipe.anchors === "correct-anchors";
    const sumsOf = (k: number) => (isOfRight && this.#right.countByClass[k]! > 0 ? this.#right : this.#all);
    const values = new Float32Array(classCount * D);
    for (let k = 0; k < classCount; k++) values.set(sumsOf(k).mean([k]), k * D);
    const classes = Array.from({ length: classCount }, (_, k) => k);
    const withoutRight = isOfRight ? classes.filter((k) => this.#all.countByClass[k]! > 0 && this.#right.countByClass[k] === 0) : [];
    const origin = this.#recipe.features === "centred" ? this.#all.mean(classes) : null;
    return { values, classCount, featureCount: D, origin, withoutRight };
  }
}

/** [K, D] in double precision: a float32 sum over a large class would lose the last digits of its mean. */
class FeatureSums {
  readonly #sums: Float64Array;
  readonly #featureCount: number;
  readonly countByClass: Uint32Array;

  constructor(classCount: number, featureCount: number) {
    this.#sums = new Float64Array(classCount * featureCount);
    this.#featureCount = featureCount;
    this.countByClass = new Uint32Array(classCount);
  }

  add(feature: Float32Array, scale: number, label: number): void {
    const D = this.#featureCount;
    this.countByClass[label]!++;
    for (let d = 0; d < D; d++) this.#sums[label * D + d]! += feature[d]! * scale;
  }

  /** [D] over the anchors of these classes; 0 without any. */
  mean(classes: readonly number[]): Float32Array {
    const D = this.#featureCount;
    const anchorCount = classes.reduce((sum, k) => sum + this.countByClass[k]!, 0);
    const sumAt = (d: number) => classes.reduce((sum, k) => sum + this.#sums[k * D + d]!, 0);
    return Float32Array.from({ length: D }, (_, d) => sumAt(d) / Math.max(1, anchorCount));
  }
}

export function lengthOf(vector: ArrayLike<number>): number {
  let squares = 0;
  for (let d = 0; d < vector.length; d++) squares += vector[d]! ** 2;
  return Math.sqrt(squares);
}

function requireAnchorsInEveryClass(countByClass: Uint32Array, classes: readonly string[]): void {
  const missing = classes.find((_, k) => countByClass[k] === 0);
  if (missing === undefined) return;
  throw new InputError({
    file: "labels.csv",
    found: `no anchor of class "${missing}"`,
    expected: "at least one anchor of every class, because a class without anchors has no centroid",
    mend: "Add anchors of this class, or leave the class out of the class list.",
  });
}

/** Centroids of features that are all in memory; as `CentroidSums`. */
export function classCentroids(features: Float32Array, labels: ArrayLike<number>, classes: readonly string[]): Centroids {
  const sums = new CentroidSums(classes.length, labels.length === 0 ? 0 : features.length / labels.length);
  sums.add(features, labels);
  return sums.centroids(classes);
}
