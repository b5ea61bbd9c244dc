// A mined pool in the engine's memory: the columns of its parts and one index a rule, so that any threshold and any page of the
// gallery is answered without touching the disk.
import type { GalleryOrder, MinedRow } from "../contract.ts";
import { MarginIndex } from "../mining/margin-index.ts";
import { cosineColumn, poolParts, verdictColumns } from "../mining/pool-parts.ts";
import { readParquet } from "../project/parquet.ts";
import type { Selection, SelectionRule } from "../recipe.ts";

export interface MinedPage {
  total: number;
  rows: MinedRow[];
}

export class MinedPool {
  readonly rowCount: number;
  readonly #datasetId: string;
  readonly #rows: Float64Array;
  readonly #files: string[];
  readonly #margins: Float32Array;
  readonly #confidences: Float32Array;
  readonly #indexes: Record<SelectionRule, MarginIndex>;

  private constructor(datasetId: string, columns: PoolTable, indexes: Record<SelectionRule, MarginIndex>) {
    this.#datasetId = datasetId;
    this.rowCount = columns.rows.length;
    this.#rows = columns.rows;
    this.#files = columns.files;
    this.#margins = columns.margins;
    this.#confidences = columns.confidences;
    this.#indexes = indexes;
  }

  /** @throws InputError when a part is damaged */
  static async open(poolDirectory: string, datasetId: string, classes: readonly string[]): Promise<MinedPool> {
    const parts = await poolParts(poolDirectory);
    const cosineSpec = Object.fromEntries(classes.map((name) => [cosineColumn(name), "FLOAT" as const]));
    const read = await readParquet(parts, { row: "BIGINT", file: "VARCHAR", ...verdictColumns });
    const cosines = await readParquet(parts, cosineSpec);
    const byClass = classes.map((name) => cosines[cosineColumn(name)]!);
    const index = (labels: Int16Array, values: Float32Array) =>
      new MarginIndex(
        {
          rows: Uint32Array.from(read.row),
          labels: Uint8Array.from(labels),
          similarities: Float32Array.from(labels, (label, position) => byClass[label]![position]!),
          values,
        },
        classes.length,
      );
    const table = { rows: read.row, files: read.file, margins: read.margin, confidences: read.confidence };
    return new MinedPool(datasetId, table, { margin: index(read.label, read.margin), confidence: index(read.classifier_label, read.confidence) });
  }

  index(rule: SelectionRule): MarginIndex {
    return this.#indexes[rule];
  }

  /** A page of the accepted images. Pages of one selection come from one walk: the last gallery is kept. */
  page(selection: Selection, classIndex: number | null, order: GalleryOrder, from: number, count: number): MinedPage {
    const index = this.index(selection.rule);
    const places = this.#galleryOf(selection, classIndex, order);
    const rows = Array.from(places.subarray(from, from + count), (place) => this.#minedRow(index, place));
    return { total: places.length, rows };
  }

  #lastGallery: { key: string; places: Uint32Array } | null = null;

  #galleryOf(selection: Selection, classIndex: number | null, order: GalleryOrder): Uint32Array {
    const key = JSON.stringify([selection, classIndex, order]);
    if (this.#lastGallery?.key !== key) {
      this.#lastGallery = { key, places: this.index(selection.rule).gallery({ selection, classIndex, order }) };
    }
    return this.#lastGallery.places;
  }

  #minedRow(index: MarginIndex, place: number): MinedRow {
    const row = index.row(place);
    const position = positionOf(this.#rows, row);
    return {
      datasetId: this.#datasetId,
      row,
      file: this.#files[position]!,
      label: index.label(place),
      similarity: index.similarity(place),
      margin: this.#margins[position]!,
      confidence: this.#confidences[position]!,
    };
  }
}

interface PoolTable {
  rows: Float64Array;
  files: string[];
  margins: Float32Array;
  confidences: Float32Array;
}

/** Binary search: parts hold their rows in ascending order, and skipped images leave gaps. */
function positionOf(rows: Float64Array, row: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
