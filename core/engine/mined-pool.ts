// A mined pool in the engine's memory: the columns of its parts and one index a rule, so that any threshold and any page of the
// gallery is answered without touching the disk.
import type { GalleryOrder, MinedRow } from "../contract.ts";
import { MarginIndex } from "../mining/margin-index.ts";
import type { PoolColumns } from "../mining/pool-columns.ts";
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
  readonly #columns: Record<SelectionRule, PoolColumns>;
  readonly #indexes: Record<SelectionRule, MarginIndex>;

  private constructor(datasetId: string, table: PoolTable, columns: Record<SelectionRule, PoolColumns>, classCount: number) {
    this.#datasetId = datasetId;
    this.rowCount = table.rows.length;
    this.#rows = table.rows;
    this.#files = table.files;
    this.#margins = table.margins;
    this.#confidences = table.confidences;
    this.#columns = columns;
    this.#indexes = { margin: new MarginIndex(columns.margin, classCount), confidence: new MarginIndex(columns.confidence, classCount) };
  }

  /** @throws InputError when a part is damaged */
  static async open(poolDirectory: string, datasetId: string, classes: readonly string[]): Promise<MinedPool> {
    const parts = await poolParts(poolDirectory);
    const cosineSpec = Object.fromEntries(classes.map((name) => [cosineColumn(name), "FLOAT" as const]));
    const read = await readParquet(parts, { row: "BIGINT", file: "VARCHAR", ...verdictColumns });
    const cosines = await readParquet(parts, cosineSpec);
    const byClass = classes.map((name) => cosines[cosineColumn(name)]!);
    const rows = Uint32Array.from(read.row);
    const columns = (labels: Int16Array, values: Float32Array): PoolColumns => ({
      rows,
      labels: Uint8Array.from(labels),
      similarities: Float32Array.from(labels, (label, position) => byClass[label]![position]!),
      values,
    });
    const table = { rows: read.row, files: read.file, margins: read.margin, confidences: read.confidence };
    const byRule = { margin: columns(read.label, read.margin), confidence: columns(read.classifier_label, read.confidence) };
    return new MinedPool(datasetId, table, byRule, classes.length);
  }

  /** The pool as a rule sees it, in file order. */
  columns(rule: SelectionRule): PoolColumns {
    return this.#columns[rule];
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
