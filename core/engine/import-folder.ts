// The import of a data set as a stage of a job: of a folder, or put together from others.
import { promises } from "node:fs";
import { join } from "node:path";
import type { ComposeResult, ComposeTask, ImportResult, ImportTask, TaskEvent } from "../compute/protocol.ts";
import type { DatasetRecord } from "../project/datasets.ts";
import { currentOf, type EngineContext, setCurrent } from "./context.ts";
import { latestMadeOf } from "./latest-made.ts";
import { newId, progressOf, type StageContext } from "./stage-context.ts";

type Folder = Pick<ImportTask, "sourceDirectory" | "classes"> & { name: string; isDemonstration: boolean };
type Composed = Pick<ComposeTask, "roles" | "align" | "classes">;

/**
 * Imports a folder and makes it the project's data set, with what was made from it before: importing a folder again goes back to it.
 */
export const importFolder = (stage: StageContext, folder: Folder): Promise<void> => makeCurrent(stage, () => importedFolder(stage, folder));

/** The same for a data set that is put together from others. */
export const importComposed = (stage: StageContext, composed: Composed): Promise<void> =>
  makeCurrent(stage, () => composedDataset(stage, composed));

async function makeCurrent(stage: StageContext, imported: () => Promise<string>): Promise<void> {
  const { engine, made } = stage;
  const { store } = engine.project;
  if (made.datasetId === undefined || !store.datasets.get(made.datasetId)) {
    made.datasetId = await imported();
    stage.remember();
  }
  if (currentOf(engine).datasetId !== made.datasetId) setCurrent(engine, latestMadeOf(store, made.datasetId));
}

/** @returns the id of the data set: a new one, or the one that holds the same already, wherever its folder lies now */
export const importedFolder = (stage: StageContext, { name, isDemonstration, ...source }: Folder): Promise<string> =>
  imported(stage, isDemonstration, async (datasetDirectory, onProgress) => {
    const task = { kind: "import-dataset", ...source, datasetDirectory } as const;
    return { name, result: await stage.engine.compute.run(task, onProgress, stage.signal) };
  });

/** @returns as `importedFolder` */
export const composedDataset = (stage: StageContext, { roles, align, classes }: Composed): Promise<string> =>
  imported(stage, false, async (datasetDirectory, onProgress) => {
    const framesDirectory = stage.engine.project.framesDirectory;
    const task = { kind: "compose-dataset", roles, align, classes, datasetDirectory, framesDirectory } as const;
    const result = await stage.engine.compute.run(task, onProgress, stage.signal);
    return { name: result.titles.join(" + "), result, alignment: result.alignment };
  });

interface Imported extends Partial<Pick<ComposeResult, "alignment">> {
  name: string;
  result: ImportResult;
}
interface MadeDataset extends Pick<DatasetRecord, "isDemonstration" | "alignment" | "leftOut"> {
  name: string;
  result: Omit<ImportResult, "stamp"> & { stamp?: string };
}
type Import = (datasetDirectory: string, onProgress: (event: TaskEvent) => void) => Promise<Imported>;

async function imported(stage: StageContext, isDemonstration: boolean, run: Import): Promise<string> {
  const { engine, made: memo } = stage;
  const id = memo.datasetId ?? newId("data");
  memo.datasetId = id;
  stage.remember();
  const datasetDirectory = engine.project.datasetDirectory(id);
  await promises.mkdir(datasetDirectory, { recursive: true });
  const made = await run(datasetDirectory, progressOf(stage, { decode: "decode", align: "align", read: "import" }));
  return keepDataset(engine, id, { isDemonstration, ...made });
}

/**
 * Keeps a data set that a task has made.
 *
 * @returns its id, or that of the one that holds the same already
 */
export async function keepDataset(engine: EngineContext, id: string, made: MadeDataset): Promise<string> {
  const { name, isDemonstration, result, alignment, leftOut } = made;
  const { datasets } = engine.project.store;
  const datasetDirectory = engine.project.datasetDirectory(id);
  const known = datasets.all().find(({ digest }) => digest === result.digest);
  if (known) {
    if (known.stamp !== result.stamp) await takeOver(datasetDirectory, engine.project.datasetDirectory(known.id));
    datasets.importAgain(known.id, result);
    await promises.rm(datasetDirectory, { recursive: true });
    return known.id;
  }
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
  datasets.add({
    id,
    name,
    isDemonstration,
    classes: result.classes,
    roots: result.roots,
    countByClass: result.counts,
    count: { anchor: sum(result.counts.anchor), pool: result.poolCount, test: sum(result.counts.test) },
    hasGroups: result.hasGroups,
    ...(alignment && Object.keys(alignment).length > 0 && { alignment }),
    ...(leftOut && { leftOut }),
    digest: result.digest,
    licences: result.licences,
    stamp: result.stamp,
  });
  return id;
}

/** Its rows are the same, its files were written again: what was decoded of the earlier ones is void. */
async function takeOver(from: string, to: string): Promise<void> {
  const isCache = (name: string) => name.endsWith(".cache");
  for (const name of await promises.readdir(to)) if (isCache(name)) await promises.rm(join(to, name));
  const kept = (await promises.readdir(from)).filter((name) => isCache(name) || name === "disk.parquet" || name === "dataset.json");
  for (const name of kept) await promises.rename(join(from, name), join(to, name));
}

/** The last folder of a path, as the name of its data set. */
export function nameOf(directory: string): string {
  return directory.split(/[\\/]/).filter(Boolean).at(-1) ?? directory;
}
