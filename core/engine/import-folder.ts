// The import of a folder as a stage of a job.
import { promises } from "node:fs";
import type { ImportTask } from "../compute/protocol.ts";
import { currentOf, setCurrent } from "./context.ts";
import { latestMadeOf } from "./latest-made.ts";
import { newId, progressOf, type StageContext } from "./stage-context.ts";

type Folder = Pick<ImportTask, "sourceDirectory" | "classes"> & { name: string; isDemonstration: boolean };

/**
 * Imports a folder and makes it the project's data set, with what was made from it before: importing a folder again goes back to it.
 */
export async function importFolder(stage: StageContext, folder: Folder): Promise<void> {
  const { engine, made } = stage;
  const { store } = engine.project;
  if (made.datasetId === undefined || !store.datasets.get(made.datasetId)) {
    made.datasetId = await importedDataset(stage, folder);
    stage.remember();
  }
  if (currentOf(engine).datasetId !== made.datasetId) setCurrent(engine, latestMadeOf(store, made.datasetId));
}

/** @returns the id of the data set: a new one, or the one that holds the same already, wherever its folder lies now */
export async function importedDataset(stage: StageContext, { name, isDemonstration, ...source }: Folder): Promise<string> {
  const { engine, made } = stage;
  const { datasets } = engine.project.store;
  const id = made.datasetId ?? newId("data");
  made.datasetId = id;
  stage.remember();
  const datasetDirectory = engine.project.datasetDirectory(id);
  await promises.mkdir(datasetDirectory, { recursive: true });
  const onProgress = progressOf(stage, { decode: "decode", read: "import" });
  const result = await engine.compute.run({ kind: "import-dataset", ...source, datasetDirectory }, onProgress, stage.signal);
  const known = datasets.all().find(({ digest }) => digest === result.digest);
  if (known) {
    datasets.movePictures(known.id, result.roots);
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
    digest: result.digest,
  });
  return id;
}

/** The last folder of a path, as the name of its data set. */
export function nameOf(directory: string): string {
  return directory.split(/[\\/]/).filter(Boolean).at(-1) ?? directory;
}
