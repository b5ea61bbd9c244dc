// Eq. 5 over every row of a mined pool: which images a selection accepts, and in what order the gallery shows them, at any delta.
// Plain typed arrays, no tensors and no Node. The rows are kept sorted by centroid distance, so a selection is one walk over them.
import type { GalleryOrder } from "../contract.ts";
import type { Selection } from "../recipe.ts";
import { acceptanceOf } from "./acceptance.ts";
import { argsort } from "./argsort.ts";
import { gridStep, thresholdOf } from "./delta-grid.ts";
import type { PoolColumns } from "./pool-columns.ts";
import { type SelectionCounts, ThresholdCounts } from "./threshold-counts.ts";

export interface GalleryRequest {
  selection: Selection;
  /** null shows all classes together. */
  classIndex: number | null;
  /** Centroid distance ascending or descending, or nearest to the threshold first: the band where doubt lives. */
  order: GalleryOrder;
}

export class MarginIndex {
  readonly classCount: number;
  readonly counts: ThresholdCounts;
  /** The columns by centroid distance, ascending; equal distances by row. A `place` is a position in them. */
  readonly #sorted: PoolColumns;

  constructor(columns: PoolColumns, classCount: number) {
    this.classCount = classCount;
    this.counts = ThresholdCounts.ofColumns(columns.values, columns.labels, classCount);
    this.#sorted = inOrder(columns, argsort(columns.similarities, "descending"));
  }

  get size(): number {
    return this.#sorted.rows.length;
  }

  /** What a selection accepts, exact off the grid as well: then by a walk over the rows, some 20 ms for six million. */
  countAt(selection: Selection): SelectionCounts {
    const fromGrid = this.counts.countAt(selection);
    if (fromGrid.isExact) return fromGrid;
    const accepted = this.#accepted(selection, null);
    const countByClass = new Array<number>(this.classCount).fill(0);
    for (const place of accepted) countByClass[this.label(place)]!++;
    return { countByClass, total: accepted.length, share: this.size === 0 ? 0 : accepted.length / this.size, isExact: true };
  }

  /** Places of the accepted rows in gallery order; `row`, `label`, `similarity` and `value` read them. */
  gallery({ selection, classIndex, order }: GalleryRequest): Uint32Array {
    const accepted = this.#accepted(selection, classIndex);
    if (order === "nearest") return accepted;
    if (order === "farthest") return accepted.reverse();
    return this.#nearThresholdFirst(accepted, selection);
  }

  /** Rows of samples.parquet and pseudo-labels that a selection accepts, class by class, nearest to the centroid first: what VAS trains on. */
  auxiliary(selection: Selection): { rows: Uint32Array; labels: Uint8Array } {
    const places = this.gallery({ selection, classIndex: null, order: "nearest" });
    const nextOfClass = startOfClasses(this.#sorted.labels, places, this.classCount);
    const rows = new Uint32Array(places.length);
    const labels = new Uint8Array(places.length);
    for (const place of places) {
      const label = this.label(place);
      const next = nextOfClass[label]!++;
      rows[next] = this.row(place);
      labels[next] = label;
    }
    return { rows, labels };
  }

  row(place: number): number {
    return this.#sorted.rows[place]!;
  }
  label(place: number): number {
    return this.#sorted.labels[place]!;
  }
  similarity(place: number): number {
    return this.#sorted.similarities[place]!;
  }
  value(place: number): number {
    return this.#sorted.values[place]!;
  }

  /** Places of the accepted rows, nearest to their centroid first. */
  #accepted(selection: Selection, classIndex: number | null): Uint32Array {
    const { thresholds, lastTiedPlace } = acceptanceOf(this.#sorted, this.counts, selection, classIndex);
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
    return thresholds.reduce((sum, threshold, k) => sum + this.counts.countFrom(k, gridStep(threshold)), 0);
  }

  #nearThresholdFirst(places: Uint32Array, selection: Selection): Uint32Array {
    const thresholds = Float32Array.from({ length: this.classCount }, (_, k) => thresholdOf(selection, k));
    const excess = new Float32Array(places.length);
    for (let i = 0; i < places.length; i++) excess[i] = this.value(places[i]!) - thresholds[this.label(places[i]!)]!;
    return argsort(excess, "ascending").map((position) => places[position]!);
  }
}

function inOrder({ rows, labels, similarities, values }: PoolColumns, order: Uint32Array): PoolColumns {
  const sorted = {
    rows: new Uint32Array(order.length),
    labels: new Uint8Array(order.length),
    similarities: new Float32Array(order.length),
    values: new Float32Array(order.length),
  };
  for (let place = 0; place < order.length; place++) {
    const position = order[place]!;
    sorted.rows[place] = rows[position]!;
    sorted.labels[place] = labels[position]!;
    sorted.similarities[place] = similarities[position]!;
    sorted.values[place] = values[position]!;
  }
  return sorted;
}

/** Where the rows of each class begin when the classes follow one another. */
function startOfClasses(labels: Uint8Array, places: Uint32Array, classCount: number): Uint32Array {
  const starts = new Uint32Array(classCount);
  for (const place of places) starts[labels[place]!]!++;
  let start = 0;
  for (let k = 0; k < classCount; k++) {
    const count = starts[k]!;
    starts[k] = start;
    start += count;
  }
  return starts;
}
