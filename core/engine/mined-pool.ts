// A mined pool in the engine's memory: the columns of its parts and what is made of them on first use, so that any threshold and
// any page of the gallery is answered without touching the disk. Whatever looks at every row does it in turns.
import type { GalleryOrder, MinedRow } from "../contract/mining-views.ts";
import type { SampleTable } from "../datasets/sample-table.ts";
import { agreeingPositions, columnsAt } from "../mining/agreement.ts";
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

/** What a selection sees of a pool: the labels and values of its rule, of all rows or of those in which both rules agree. */
export type PoolView = Pick<Selection, "rule" | "agreement">;
export const viewKey = ({ rule, agreement }: PoolView): string => `${rule} ${agreement}`;

export class MinedPool {
  readonly rowCount: number;
  readonly classCount: number;
  readonly #source: PoolSource;
  readonly #columns: Record<SelectionRule, PoolColumns>;
  readonly #agreeing = new Map<"", Promise<Record<SelectionRule, PoolColumns>>>();
  readonly #counts = new Map<string, Promise<ThresholdCounts>>();
  readonly #indexes = new Map<string, Promise<MarginIndex>>();

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

  /** The rows of a view, in file order. */
  async columns({ rule, agreement }: PoolView): Promise<PoolColumns> {
    return agreement ? (await this.#agreeingColumns())[rule] : this.#columns[rule];
  }

  /** Made when a selection first asks for them: most never do, and they are as large as what agrees of the pool. */
  #agreeingColumns(): Promise<Record<SelectionRule, PoolColumns>> {
    return once(this.#agreeing, "", async () => {
      const { margin, confidence } = this.#columns;
      const positions = await inTurns(agreeingPositions(margin.labels, confidence.labels));
      return { margin: await inTurns(columnsAt(margin, positions)), confidence: await inTurns(columnsAt(confidence, positions)) };
    });
  }

  counts(view: PoolView): Promise<ThresholdCounts> {
    const { margin, confidence } = this.#columns;
    const isCounted = view.agreement ? (row: number) => margin.labels[row] === confidence.labels[row] : undefined;
    return once(this.#counts, viewKey(view), () => inTurns(ThresholdCounts.inSteps(this.#columns[view.rule], this.classCount, isCounted)));
  }

  /** The counts of a selection's view, exact at that selection: a delta off the grid costs a walk over the rows. */
  async countsAt(selection: Selection): Promise<ThresholdCounts> {
    const counts = await this.counts(selection);
    if (counts.countAt(selection).isExact) return counts;
    return counts.knowing(selection, await inTurns(countAbove(await this.columns(selection), selection, this.classCount)));
  }

  index(view: PoolView): Promise<MarginIndex> {
    return once(this.#indexes, viewKey(view), async () => inTurns(MarginIndex.inSteps(await this.columns(view), await this.counts(view))));
  }

  /** A page of the accepted images. Pages of one selection come from one walk: the last gallery is kept. */
  async page(selection: Selection, classIndex: number | null, order: GalleryOrder, from: number, count: number): Promise<MinedPage> {
    const index = await this.index(selection);
    const key = JSON.stringify([selection, classIndex, order]);
    if (this.#lastGallery?.key !== key) this.#lastGallery = { key, places: index.gallery({ selection, classIndex, order }) };
    const { places } = this.#lastGallery;
    const ofRules = selection.agreement ? await this.#agreeingColumns() : this.#columns;
    const rows = Array.from(places.subarray(from, from + count), (place) => this.#minedRow(ofRules, selection.rule, index.position(place)));
    return { total: places.length, rows };
  }

  /** The accepted images nearest to their centroid, `count` a class at most, and how many there are: one walk for all classes (Fig. 3). */
  async nearestByClass(selection: Selection, count: number): Promise<MinedPage[]> {
    const index = await this.index(selection);
    const ofRules = selection.agreement ? await this.#agreeingColumns() : this.#columns;
    const pages = Array.from({ length: this.classCount }, (): MinedPage => ({ total: 0, rows: [] }));
    for (const place of index.gallery({ selection, classIndex: null, order: "nearest" })) {
      const page = pages[index.label(place)]!;
      if (page.total++ < count) page.rows.push(this.#minedRow(ofRules, selection.rule, index.position(place)));
    }
    return pages;
  }

  #lastGallery: { key: string; places: Uint32Array } | null = null;

  #minedRow(ofRules: Record<SelectionRule, PoolColumns>, rule: SelectionRule, position: number): MinedRow {
    const { rows, labels, similarities } = ofRules[rule];
    const row = rows[position]!;
    return {
      datasetId: this.#source.datasetId,
      row,
      file: this.#source.samples.files[row]!,
      label: labels[position]!,
      similarity: similarities[position]!,
      margin: ofRules.margin.values[position]!,
      confidence: ofRules.confidence.values[position]!,
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
