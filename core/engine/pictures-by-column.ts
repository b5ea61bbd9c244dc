// The labelled pictures of all data sets of the project, by column and class of Fig. 2. Read when the figure is first looked at, and
// again when a data set has come.
import { expressionOf } from "../datasets/expression-words.ts";
import { picturePathOf } from "../datasets/picture-roots.ts";
import { readers } from "../datasets/readers/registry.ts";
import { readSampleTable, type SampleTable } from "../datasets/sample-table.ts";
import { errorRecordOf } from "../errors.ts";
import { columnOfRoot, type PictureOfSet, rootOf } from "../figures/figure-2.ts";
import { overRows, type Steps } from "../mining/steps.ts";
import type { DatasetRecord } from "../project/datasets.ts";
import { currentOf, type EngineContext } from "./context.ts";
import { inTurns } from "./in-turns.ts";
import { onceOfLatest } from "./once.ts";

export interface PicturesByColumn {
  /** By the id of a column, the newest data set's first; in each the pictures of a class, the oldest data set's first. */
  columns: Map<string, Map<string, PictureOfSet[]>>;
  /** Why pictures of some data sets are not among them. */
  problems: string[];
}

/** @returns what asks for them */
export function picturesByColumn(context: EngineContext): () => Promise<PicturesByColumn> {
  const kept = new Map<string, Promise<PicturesByColumn>>();
  return () => {
    const datasets = context.project.store.datasets.all();
    return onceOfLatest(kept, JSON.stringify(datasets.map(({ id, roots }) => [id, roots])), () => collect(context, datasets));
  };
}

/** A class as the paper calls it, whatever word a data set has for it. */
export const figureClass = (name: string): string => expressionOf(name) ?? name;

/** The name over a column. */
export function titleOfColumn(context: EngineContext, id: string): string {
  const reader = readers.find(({ name }) => name === id);
  return reader?.title ?? context.project.store.datasets.get(id)?.name ?? id;
}

/** @param datasets  newest first */
async function collect(context: EngineContext, datasets: readonly DatasetRecord[]): Promise<PicturesByColumn> {
  const problems: string[] = [];
  const columns: PicturesByColumn["columns"] = new Map();
  const files = new Set<string>();
  for (const dataset of [...datasets].reverse()) {
    try {
      const samples = await samplesOf(context, dataset.id);
      await inTurns(sortIntoColumns(dataset, samples, columns, files));
    } catch (error) {
      problems.push(`${dataset.name}: ${errorRecordOf(error).message}`);
    }
  }
  return { columns: new Map([...columns].reverse()), problems };
}

/** The current data set's table is at hand anyway; of the others, which may be large, no more is kept than is found in them. */
function samplesOf(context: EngineContext, datasetId: string): Promise<SampleTable> {
  if (currentOf(context).datasetId === datasetId) return context.opened.samples(datasetId);
  return readSampleTable(context.project.datasetDirectory(datasetId));
}

/** @param files  absolute addresses that are in a column already: anchors of one data set may be the test faces of another */
function* sortIntoColumns(
  { id, classes, roots }: DatasetRecord,
  samples: SampleTable,
  columns: PicturesByColumn["columns"],
  files: Set<string>,
): Steps<void> {
  const names = classes.map(figureClass);
  yield* overRows(samples.count, (from, to) => {
    for (let row = from; row < to; row++) {
      const label = samples.label[row]!;
      if (label < 0) continue;
      const file = samples.files[row]!;
      const columnId = columnOfRoot(id, rootOf(roots, file));
      const path = `${columnId}\0${picturePathOf(roots, file)}`;
      if (files.has(path)) continue;
      files.add(path);
      const byClass = columns.get(columnId) ?? new Map<string, PictureOfSet[]>();
      columns.set(columnId, byClass);
      const pictures = byClass.get(names[label]!) ?? [];
      byClass.set(names[label]!, pictures);
      pictures.push({ datasetId: id, row, file });
    }
  });
}
