// Eq. 5 over every row of a mined pool: which images a selection accepts, and in what order the gallery shows them, at any delta.
// Plain typed arrays, no tensors and no Node. The rows are kept sorted by centroid distance, so a selection is one walk over them.
import type { GalleryOrder } from "../contract/mining-views.ts";
import type { Selection } from "../recipe.ts";
import { acceptanceOf } from "./acceptance.ts";
import { argsort, argsortInSteps, countsToStarts } from "./argsort.ts";
import { gridStep, thresholdOf } from "./delta-grid.ts";
import type { PoolColumns, SortedColumns } from "./pool-columns.ts";
import { overRows, runThrough, type Steps } from "./steps.ts";
import { ThresholdCounts } from "./threshold-counts.ts";

export interface GalleryRequest {
  selection: Selection;
  /** null shows all classes together. */
  classIndex: number | null;
  /** Centroid distance ascending or descending, or nearest to the threshold first: the band where doubt lives. */
  order: GalleryOrder;
}

export class MarginIndex {
  readonly #columns: PoolColumns;
  readonly #counts: ThresholdCounts;
  /** Positions in the columns by centroid distance, ascending; equal distances by row. A `place` is a rank in this order. */
  readonly #order: Uint32Array;
  /** Label and value by place: what every selection walks over. The rest is read for the rows of a page only. */
  readonly #sorted: SortedColumns;

  private constructor(columns: PoolColumns, counts: ThresholdCounts, order: Uint32Array, sorted: SortedColumns) {
    this.#columns = columns;
    this.#counts = counts;
    this.#order = order;
    this.#sorted = sorted;
  }

  static of(columns: PoolColumns, classCount: number): MarginIndex {
    return runThrough(MarginIndex.inSteps(columns, ThresholdCounts.ofColumns(columns.values, columns.labels, classCount)));
  }

  /** @param counts  of the same columns */
  static *inSteps(columns: PoolColumns, counts: ThresholdCounts): Steps<MarginIndex> {
    const order = yield* argsortInSteps(columns.similarities, "descending");
    const sorted = { labels: new Uint8Array(order.length), values: new Float32Array(order.length) };
    yield* overRows(order.length, (from, to) => {
      for (let place = from; place < to; place++) {
        sorted.labels[place] = columns.labels[order[place]!]!;
        sorted.values[place] = columns.values[order[place]!]!;
      }
    });
    return new MarginIndex(columns, counts, order, sorted);
  }

  /** Places of the accepted rows in gallery order; `position` and `label` read them. */
  gallery({ selection, classIndex, order }: GalleryRequest): Uint32Array {
    const accepted = this.#accepted(selection, classIndex);
    if (order === "nearest") return accepted;
    if (order === "farthest") return accepted.reverse();
    return this.#nearThresholdFirst(accepted, selection);
  }

  /** Rows of samples.parquet and pseudo-labels that a selection accepts, class by class, nearest to the centroid first: what VAS trains on. */
  auxiliary(selection: Selection): { rows: Uint32Array; labels: Uint8Array } {
    const places = this.gallery({ selection, classIndex: null, order: "nearest" });
    const nextOfClass = new Uint32Array(this.#counts.classCount);
    for (const place of places) nextOfClass[this.label(place)]!++;
    countsToStarts(nextOfClass);
    const rows = new Uint32Array(places.length);
    const labels = new Uint8Array(places.length);
    for (const place of places) {
      const label = this.label(place);
      const next = nextOfClass[label]!++;
      rows[next] = this.#columns.rows[this.position(place)]!;
      labels[next] = label;
    }
    return { rows, labels };
  }

  /** Where the row of a place stands in the columns. */
  position(place: number): number {
    return this.#order[place]!;
  }
  label(place: number): number {
    return this.#sorted.labels[place]!;
  }

  /** Places of the accepted rows, nearest to their centroid first. */
  #accepted(selection: Selection, classIndex: number | null): Uint32Array {
    const { thresholds, lastTiedPlace } = acceptanceOf(this.#sorted, this.#counts, selection, classIndex);
    const { labels, values } = this.#sorted;
    const places = new Uint32Array(this.#mostAbove(thresholds));
    let count = 0;
    for (let place = 0; place < values.length; place++) {
      const label = labels[place]!;
      const value = values[place]!;
      const threshold = thresholds[label]!;
      if (value > threshold || (value === threshold && place <= lastTiedPlace[label]!)) places[count++] = place;
    }
    return places.subarray(0, count);
  }

  /** Rows from the grid step of each threshold on: no fewer than are accepted. */
  #mostAbove(thresholds: Float32Array): number {
    return thresholds.reduce((sum, threshold, k) => sum + this.#counts.countFrom(k, gridStep(threshold)), 0);
  }

  #nearThresholdFirst(places: Uint32Array, selection: Selection): Uint32Array {
    const thresholds = Float32Array.from({ length: this.#counts.classCount }, (_, k) => thresholdOf(selection, k));
    const excess = new Float32Array(places.length);
    for (let i = 0; i < places.length; i++) excess[i] = this.#sorted.values[places[i]!]! - thresholds[this.label(places[i]!)]!;
    return argsort(excess, "ascending").map((position) => places[position]!);
  }
}
