// The licence of each picture of the project: that of the data set whose folder it lies in, as the set's reader states it. Drawn faces
// are nobody's; of a folder that somebody collected nobody has said anything.
import { readDatasetRecord } from "../datasets/dataset-record.ts";
import { readers } from "../datasets/readers/registry.ts";
import type { NamedLicence } from "../export/export-permission.ts";
import { type PictureOfSet, readerOfRoot, rootOf } from "../figures/figure-2.ts";
import type { EngineContext } from "./context.ts";

const drawnFaces: NamedLicence = { title: "Drawn faces", terms: "Drawn by the workbench: nobody's faces.", show: "yes", passOn: "yes" };

/** Whoever imports a folder of pictures knows as much of them as the owner of a labels.csv. */
const collected = readers.find(({ name }) => name === "labels-csv")!.licence;

/** @returns the licences of pictures, in their order */
export async function licencesOf(context: EngineContext, pictures: readonly PictureOfSet[]): Promise<NamedLicence[]> {
  const { datasets } = context.project.store;
  const ids = [...new Set(pictures.map(({ datasetId }) => datasetId))];
  const drawn = new Map(await Promise.all(ids.map(async (id) => [id, await isDrawn(context, id)] as const)));
  return pictures.map(({ datasetId, file }) => {
    const { name, roots } = datasets.get(datasetId)!;
    const reader = readers.find((one) => one.name === readerOfRoot(rootOf(roots, file)));
    if (reader) return { title: reader.title, ...reader.licence };
    return drawn.get(datasetId) ? drawnFaces : { title: name, ...collected };
  });
}

async function isDrawn(context: EngineContext, datasetId: string): Promise<boolean> {
  const { isDemonstration } = context.project.store.datasets.get(datasetId)!;
  return isDemonstration || (await readDatasetRecord(context.project.datasetDirectory(datasetId))).generator !== undefined;
}
