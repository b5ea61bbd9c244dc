// Eq. 3: the centroid of a class is the mean feature of its anchors. Summed batch by batch, so that an anchor set of any size needs
// no more memory than its centroids.
import { InputError } from "../errors.ts";

/** Class centroids. */
export interface Centroids {
  /** [K, D], a row a class. */
  values: Float32Array;
  classCount: number;
  featureCount: number;
}

export class CentroidSums {
  readonly #classCount: number;
  readonly #featureCount: number;
  /** [K, D] in double precision: a float32 sum over a large class would lose the last digits of its mean. */
  readonly #sums: Float64Array;
  readonly #anchorsByClass: Uint32Array;

  constructor(classCount: number, featureCount: number) {
    this.#classCount = classCount;
    this.#featureCount = featureCount;
    this.#sums = new Float64Array(classCount * featureCount);
    this.#anchorsByClass = new Uint32Array(classCount);
  }

  /**
   * @param features  [N, D], taken before the softmax layer
   * @param labels    [N] class index of each anchor
   */
  add(features: Float32Array, labels: ArrayLike<number>): void {
    const D = this.#featureCount;
    for (let n = 0; n < labels.length; n++) {
      const label = labels[n]!;
      this.#anchorsByClass[label]!++;
      for (let d = 0; d < D; d++) this.#sums[label * D + d]! += features[n * D + d]!;
    }
  }

  /**
   * @param classes  names, for the error
   * @throws InputError when a class has no anchors, because it has no mean
   */
  centroids(classes: readonly string[]): Centroids {
    this.#requireAnchorsInEveryClass(classes);
    return this.partialCentroids();
  }

  /** As `centroids`, but a class without anchors gets a centroid of length 0, which is similar to nothing. */
  partialCentroids(): Centroids {
    const anchorsOf = (i: number) => Math.max(1, this.#anchorsByClass[Math.floor(i / this.#featureCount)]!);
    const values = Float32Array.from(this.#sums, (sum, i) => sum / anchorsOf(i));
    return { values, classCount: this.#classCount, featureCount: this.#featureCount };
  }

  #requireAnchorsInEveryClass(classes: readonly string[]): void {
    const missing = classes.find((_, k) => this.#anchorsByClass[k] === 0);
    if (missing === undefined) return;
    throw new InputError({
      file: "labels.csv",
      found: `no anchor of class "${missing}"`,
      expected: "at least one anchor of every class, because a class without anchors has no centroid",
      mend: "Add anchors of this class, or leave the class out of the class list.",
    });
  }
}

/** Centroids of features that are all in memory; as `CentroidSums`. */
export function classCentroids(features: Float32Array, labels: ArrayLike<number>, classes: readonly string[]): Centroids {
  const sums = new CentroidSums(classes.length, labels.length === 0 ? 0 : features.length / labels.length);
  sums.add(features, labels);
  return sums.centroids(classes);
}
