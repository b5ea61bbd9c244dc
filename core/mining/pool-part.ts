// The rows of a pool part while it fills: verdicts of one batch after another, then the columns of a Parquet file.
import type { WritableColumnsOf } from "../project/parquet.ts";
import { cosineColumn, type poolPartSpec } from "./pool-parts.ts";
import type { Verdicts } from "./verdict.ts";

/** Verdicts with the rows of samples.parquet and the files that they are about. */
export interface MinedImages {
  rows: readonly number[];
  files: readonly string[];
  verdicts: Verdicts;
}

export class PoolPart {
  readonly #classes: readonly string[];
  readonly #batches: MinedImages[] = [];
  rowCount = 0;

  constructor(classes: readonly string[]) {
    this.#classes = classes;
  }

  add(batch: MinedImages): void {
    this.#batches.push(batch);
    this.rowCount += batch.rows.length;
  }

  columns(): WritableColumnsOf<ReturnType<typeof poolPartSpec>> {
    const K = this.#classes.length;
    const cosines = this.#classes.map((name, k) => {
      const ofClass = ({ verdicts, rows }: MinedImages) => rows.map((_, n) => verdicts.cosines[n * K + k]!);
      return [cosineColumn(name), this.#batches.flatMap(ofClass)] as const;
    });
    const column = (of: (verdicts: Verdicts) => Iterable<number>) => this.#batches.flatMap(({ verdicts }) => [...of(verdicts)]);
    return {
      row: this.#batches.flatMap(({ rows }) => rows),
      file: this.#batches.flatMap(({ files }) => files),
      ...Object.fromEntries(cosines),
      label: column(({ labels }) => labels),
      margin: column(({ margins }) => margins),
      classifier_label: column(({ classifierLabels }) => classifierLabels),
      confidence: column(({ confidences }) => confidences),
    };
  }
}
