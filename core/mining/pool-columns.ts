// One selection rule's view of a mined pool: a column each, so that millions of rows stay plain typed arrays.

/** Row i of one column belongs to row i of the others. */
export interface PoolColumns {
  /** [N] row of samples.parquet, ascending. */
  rows: Uint32Array;
  /** [N] pseudo-label under the rule: nearest centroid (margin) or the classifier's class (confidence). */
  labels: Uint8Array;
  /** [N] cosine to the centroid of the pseudo-label (Eq. 4). */
  similarities: Float32Array;
  /** [N] margin (Eq. 5) or confidence (Eq. 2), 0 to 2. */
  values: Float32Array;
}

/** What decides acceptance, by centroid distance: place p of one column belongs to place p of the other. */
export type SortedColumns = Pick<PoolColumns, "labels" | "values">;
