// Fig. 2: which pictures stand in which cell. A row is a class in the paper's order, a column is a data set: one of the paper's five,
// or another of the project's. Pure: rows of sample tables in, cells out.
import type { basicExpressions } from "../classes.ts";
import type { PictureRoots } from "../datasets/picture-roots.ts";
import { type SetName, setNames } from "../datasets/set-reader.ts";

/** From top to bottom, by RAF-DB's names. */
const paperClasses = [
  "neutral",
  "anger",
  "disgust",
  "fear",
  "happiness",
  "sadness",
  "surprise",
] as const satisfies readonly (typeof basicExpressions)[number][];

/** From left to right. */
export const paperColumns = ["raf-db", "fer2013", "mmi", "ck-plus", "jaffe"] as const satisfies readonly SetName[];

/** Readers of one data set each; the others read whatever somebody has collected, so that their folders are columns of their own. */
const namedSets: readonly SetName[] = [...paperColumns, "affectnet", "expw", "ms1m"];

/** Only films have frames, and only MMI has films (datasets/compose.ts). */
const framesKey = "@frames";

/** A picture of a project: row of the samples of a data set. */
export interface PictureOfSet {
  datasetId: string;
  row: number;
  /** As the data set's table names it. */
  file: string;
}

/** The reader whose pictures lie under a root; null for a folder that was imported as it is. */
export function readerOfRoot(key: string): SetName | null {
  if (key === framesKey) return "mmi";
  return setNames.find((name) => key === name || new RegExp(`^${name}-\\d+$`).test(key)) ?? null;
}

/** The key in a data set's roots of a picture of it. */
export const rootOf = (roots: PictureRoots, file: string): string => (roots[""] === undefined ? file.slice(0, file.indexOf("/")) : "");

/** The column that pictures under a root of a data set stand in: a data set of its own name, or that of the project. */
export function columnOfRoot(datasetId: string, key: string): string {
  const reader = readerOfRoot(key);
  return reader !== null && namedSets.includes(reader) ? reader : datasetId;
}

/** Rows of the figure: the paper's seven, then the other classes of the columns; without any of the seven, only those. */
export function rowsOfFigure2(classes: readonly string[]): string[] {
  const others = [...new Set(classes)].filter((name) => !(paperClasses as readonly string[]).includes(name));
  return classes.length > 0 && others.length === new Set(classes).size ? others : [...paperClasses, ...others];
}

/**
 * Columns of the figure: the paper's, then those that were added. Where nobody has chosen and the project has none of the paper's, the
 * newest other one stands there, so that the figure is not empty.
 *
 * @param known  columns that the project has pictures for, newest first
 * @param added  as chosen; null before
 */
export function columnsOfFigure2(known: readonly string[], added: readonly string[] | null): string[] {
  const others = known.filter((id) => !isPaperColumn(id));
  const usual = others.length === known.length ? others.slice(0, 1) : [];
  return [...paperColumns, ...(added ?? usual).filter((id) => others.includes(id))];
}

export const isPaperColumn = (id: string): boolean => (paperColumns as readonly string[]).includes(id);
