// A mined pool in the engine's memory: the columns of its parts and what is made of them on first use, so that any threshold and
// any page of the gallery is answered without touching the disk. Whatever looks at every row does it in turns.
import type { GalleryOrder, MinedRow } from "../contract/mining-views.ts";
import type { SampleTable } from "../datasets/sample-table.ts";
import { MarginIndex } from "../mining/margin-index.ts";
import type { PoolColumns } from "../mining/pool-columns.ts";
import { cosineColumn, poolParts, verdictColumns } from "../mining/pool-parts.ts";
import { overRows, type Steps } from "../mining/steps.ts";
import { countAbove, ThresholdCounts } from "../mining/threshold-counts.ts";
import { readParquet } from "../project/parquet.ts";
import type { Selection, SelectionRule } from "../recipe.ts";
import { inTurns } from "./in-turns.ts";
import { once } from "./once.ts";

export interface MinedPage {
  total: number;
  rows: MinedRow[];
}

/** The data set that a pool was mined from. */
export interface PoolSource {
  datasetId: string;
  classes: readonly string[];
  samples: SampleTable;
}

export class MinedPool {
  readonly rowCount: number;
  readonly classCount: number;
  readonly #source: PoolSource;
  readonly #columns: Record<SelectionRule, PoolColumns>;
  readonly #counts = new Map<SelectionRule, Promise<ThresholdCounts>>();
  readonly #indexes = new Map<SelectionRule, Promise<MarginIndex>>();

  private constructor(source: PoolSource, columns: Record<SelectionRule, PoolColumns>) {
    this.rowCount = columns.margin.rows.length;
    this.classCount = source.classes.length;
    this.#source = source;
    this.#columns = columns;
  }

  /** @throws InputError when a part is damaged */
  static async open(poolDirectory: string, source: PoolSource): Promise<MinedPool> {
    const parts = await poolParts(poolDirectory);
    const verdicts = await readParquet(parts, { row: "BIGINT", ...verdictColumns });
    const cosines = await readParquet(parts, Object.fromEntries(source.classes.map((name) => [cosineColumn(name), "FLOAT" as const])));
    const byClass = source.classes.map((name) => cosines[cosineColumn(name)]!);
    const rows = new Uint32Array(verdicts.row);
    const columns = async (ofRows: Int16Array, values: Float32Array): Promise<PoolColumns> => {
      const labels = new Uint8Array(ofRows);
      return { rows, labels, similarities: await inTurns(similaritiesTo(labels, byClass)), values };
    };
    return new MinedPool(source, {
      margin: await columns(verdicts.label, verdicts.margin),
      confidence: await columns(verdicts.classifier_label, verdicts.confidence),
    });
  }

  /** The pool as a rule sees it, in file order. */
  columns(rule: SelectionRule): PoolColumns {
    return this.#columns[rule];
  }

  counts(rule: SelectionRule): Promise<ThresholdCounts> {
    return once(this.#counts, rule, () => inTurns(ThresholdCounts.inSteps(this.columns(rule), this.classCount)));
  }

  /** The counts of a selection's rule, exact at that selection: a delta off the grid costs a walk over the rows. */
  async countsAt(selection: Selection): Promise<ThresholdCounts> {
    const counts = await this.counts(selection.rule);
    if (counts.countAt(selection).isExact) return counts;
    return counts.knowing(selection, await inTurns(countAbove(this.columns(selection.rule), selection, this.classCount)));
  }

  index(rule: SelectionRule): Promise<MarginIndex> {
    return once(this.#indexes, rule, async () => inTurns(MarginIndex.inSteps(this.columns(rule), await this.counts(rule))));
  }

  /** A page of the accepted images. Pages of one selection come from one walk: the last gallery is kept. */
  async page(selection: Selection, classIndex: number | null, order: GalleryOrder, from: number, count: number): Promise<MinedPage> {
    const index = await this.index(selection.rule);
    const key = JSON.stringify([selection, classIndex, order]);
    if (this.#lastGallery?.key !== key) this.#lastGallery = { key, places: index.gallery({ selection, classIndex, order }) };
    const { places } = this.#lastGallery;
    const rows = Array.from(places.subarray(from, from + count), (place) => this.#minedRow(selection.rule, index.position(place)));
    return { total: places.length, rows };
  }

  /** The accepted images nearest to their centroid, `count` a class at most, and how many there are: one walk for all classes (Fig. 3). */
  async nearestByClass(selection: Selection, count: number): Promise<MinedPage[]> {
    const index = await this.index(selection.rule);
    const pages = Array.from({ length: this.classCount }, (): MinedPage => ({ total: 0, rows: [] }));
    for (const place of index.gallery({ selection, classIndex: null, order: "nearest" })) {
      const page = pages[index.label(place)]!;
      if (page.total++ < count) page.rows.push(this.#minedRow(selection.rule, index.position(place)));
    }
    return pages;
  }

  #lastGallery: { key: string; places: Uint32Array } | null = null;

  #minedRow(rule: SelectionRule, position: number): MinedRow {
    const { rows, labels, similarities } = this.columns(rule);
    const row = rows[position]!;
    return {
      datasetId: this.#source.datasetId,
      row,
      file: this.#source.samples.files[row]!,
      label: labels[position]!,
      similarity: similarities[position]!,
      margin: this.#columns.margin.values[position]!,
      confidence: this.#columns.confidence.values[position]!,
    };
  }
}

/** Cosine of each row to the centroid of its own label. */
function* similaritiesTo(labels: Uint8Array, cosinesByClass: readonly Float32Array[]): Steps<Float32Array> {
  const similarities = new Float32Array(labels.length);
  yield* overRows(labels.length, (from, to) => {
    for (let i = from; i < to; i++) similarities[i] = cosinesByClass[labels[i]!]![i]!;
  });
  return similarities;
}
