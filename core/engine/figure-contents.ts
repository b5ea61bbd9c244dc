// Fig. 2 and 3 as they go into a file: their cells, the words below them, and what they depend on. Pictures whose licence does not let
// them be shown become tiles that say so, unless the user has decided otherwise.
import { version } from "../../package.json";
import type { FigureChoice, FigureLicences } from "../contract/figure-views.ts";
import { picturePathOf } from "../datasets/picture-roots.ts";
import { InputError } from "../errors.ts";
import { exportPermission, licencesAgainst, type NamedLicence } from "../export/export-permission.ts";
import type { SheetCell, SheetContent } from "../export/figure-sheet.ts";
import { captionOfFigure2, captionOfFigure3, type FigureFacts, valueUnder } from "../export/figure-words.ts";
import type { PictureOfSet } from "../figures/figure-2.ts";
import { sharp } from "../images/sharp.ts";
import { currentOf, type EngineContext } from "./context.ts";
import type { Figure2Pictures } from "./figure-2.ts";
import { licenceOf } from "./picture-licences.ts";

/** A picture of a figure, and what stands under it. */
interface Shown {
  picture: PictureOfSet | null;
  value: string | null;
}

interface Figure {
  heads: string[] | null;
  columnCount: number;
  rows: { label: string; shown: Shown[]; note: string | null }[];
  caption: string;
  facts: FigureFacts;
}

export interface FigureContent {
  content: SheetContent<string>;
  facts: FigureFacts;
  pictureCount: number;
  withheldCount: number;
  /** Licences that the user has decided against. */
  overridden: NamedLicence[];
}

/** @throws InputError when there is nothing to show yet, with what comes first */
export async function figureContent(
  context: EngineContext,
  figure2: Figure2Pictures,
  choice: FigureChoice,
  override: boolean,
): Promise<FigureContent> {
  const { heads, columnCount, rows, caption, facts } = await figureOf(context, figure2, choice);
  const pictures = picturesOf(rows);
  const licences = pictures.map((picture) => licenceOf(context, picture));
  const cellOf = ({ picture, value }: Shown): SheetCell<string> => {
    if (!picture) return { kind: "nothing" };
    const licence = licenceOf(context, picture);
    if (!exportPermission([licence], override).mayShowPictures) return { kind: "placeholder", words: withheld(licence), value };
    return { kind: "picture", picture: addressOf(context, picture), value };
  };
  const sheetRows = rows.map(({ shown, ...row }) => ({ ...row, cells: shown.map(cellOf) }));
  const { note } = exportPermission(licences, override);
  const withheldCount = sheetRows.reduce((sum, { cells }) => sum + cells.filter(({ kind }) => kind === "placeholder").length, 0);
  return {
    content: { heads, columnCount, rows: sheetRows, caption, notes: note === null ? [] : [note] },
    facts: { ...facts, override },
    pictureCount: pictures.length - withheldCount,
    withheldCount,
    overridden: override ? licencesAgainst(licences) : [],
  };
}

/** What the licences of a figure's data sets say of its export. @throws as `figureContent` */
export async function figureLicences(context: EngineContext, figure2: Figure2Pictures, choice: FigureChoice): Promise<FigureLicences> {
  const licences = picturesOf((await figureOf(context, figure2, choice)).rows).map((picture) => licenceOf(context, picture));
  const titles = [...new Set(licences.map(({ title }) => title))];
  return {
    sets: titles.map((title) => {
      const same = licences.filter((licence) => licence.title === title);
      const { mayShowPictures } = exportPermission(same, false);
      return { title, terms: same[0]!.terms, pictureCount: same.length, mayShowPictures };
    }),
  };
}

const picturesOf = (rows: Figure["rows"]): PictureOfSet[] =>
  rows.flatMap(({ shown }) => shown.flatMap(({ picture }) => (picture ? [picture] : [])));

const withheld = ({ title }: NamedLicence): string => `${title}: not shown, its licence does not let it be`;

function addressOf(context: EngineContext, { datasetId, file }: PictureOfSet): string {
  return picturePathOf(context.project.store.datasets.get(datasetId)!.roots, file);
}

function figureOf(context: EngineContext, figure2: Figure2Pictures, choice: FigureChoice): Promise<Figure> {
  return choice.number === 2 ? examples(context, figure2) : selectedSamples(context, choice);
}

const programVersions = { workbench: version, sharp: sharp.versions.sharp ?? "", libvips: sharp.versions.vips };

async function examples(context: EngineContext, figure2: Figure2Pictures): Promise<Figure> {
  const { classes, columns } = await figure2.get();
  const here = columns.filter(({ cells }) => cells.some(({ picture }) => picture !== null));
  if (here.length === 0) throw nothingYet("no labelled picture", "a data set whose pictures have labels", "Import one in Data.");
  const rows = classes.map((label, row) => ({
    label,
    shown: here.map(({ cells }) => ({ picture: cells[row]!.picture, value: null })),
    note: null,
  }));
  const heads = here.map(({ title }) => title);
  const { datasets } = context.project.store;
  const ids = [...new Set(picturesOf(rows).map(({ datasetId }) => datasetId))].sort();
  const facts: FigureFacts = {
    figure: 2,
    versions: programVersions,
    dataSets: ids.map((id) => ({ id, name: datasets.get(id)!.name, digest: datasets.get(id)!.digest })),
    pictures: rows.map(({ label, shown }) => ({ class: label, files: shown.map(({ picture }) => picture?.file ?? null) })),
  };
  return { heads, columnCount: here.length, rows, caption: captionOfFigure2(heads), facts };
}

async function selectedSamples(context: EngineContext, { columns, values }: Extract<FigureChoice, { number: 3 }>): Promise<Figure> {
  const { store } = context.project;
  const { poolId } = currentOf(context);
  const entry = poolId === null ? undefined : store.pools.get(poolId);
  const selection = poolId === null ? undefined : store.selections.get(poolId);
  if (!entry?.result || !selection) {
    throw nothingYet("no mined pool", "a pool that was mined, and its selection", "Train the primitive learner and mine the pool first.");
  }
  const dataset = store.datasets.get(entry.datasetId)!;
  const run = store.runs.get(entry.runId)!;
  const pages = await (await context.opened.pool(entry.id)).nearestByClass(selection, columns);
  const selectedCount = pages.reduce((sum, { total }) => sum + total, 0);
  const rows = pages.map(({ total, rows: mined }, label) => ({
    label: dataset.classes[label]!,
    shown: mined.map((row) => ({ picture: row, value: valueUnder(row, values) })),
    note: total === 0 ? "no sample is selected" : null,
  }));
  const caption = captionOfFigure3({
    dataset: dataset.name,
    selection,
    classes: dataset.classes,
    selectedCount,
    poolCount: entry.result.rowCount,
    values,
  });
  const facts: FigureFacts = {
    figure: 3,
    versions: { ...programVersions, ...(run.result && { tensorflow: run.result.backend.tensorflow }) },
    dataSet: { id: dataset.id, name: dataset.name, digest: dataset.digest },
    run: { id: run.id, network: run.network.name, inputSize: run.network.inputSize, weightsDigest: run.result?.weightsDigest ?? null },
    seed: run.seed,
    pool: { id: entry.id, imageCount: entry.result.rowCount },
    delta: selection.delta,
    selection,
    selectedByClass: Object.fromEntries(pages.map(({ total }, label) => [dataset.classes[label]!, total])),
    files: rows.map(({ label, shown }) => ({ class: label, files: shown.map(({ picture }) => picture.file) })),
  };
  return { heads: null, columnCount: columns, rows, caption, facts };
}

const nothingYet = (found: string, expected: string, mend: string): InputError =>
  new InputError({ file: "this project", found, expected, mend });
