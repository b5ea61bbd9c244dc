// The licence of each picture of the project: that of the data set whose folder it lies in, as its import has kept it. Imports of older
// versions kept none: then by the set's reader, and of a folder that somebody collected nobody has said anything.
import { drawnLicence } from "../datasets/licence.ts";
import { readers } from "../datasets/readers/registry.ts";
import type { NamedLicence } from "../export/export-permission.ts";
import { type PictureOfSet, readerOfRoot, rootOf } from "../figures/figure-2.ts";
import type { EngineContext } from "./context.ts";

/** Whoever imports a folder of pictures knows as much of them as the owner of a labels.csv. */
const collected = readers.find(({ name }) => name === "labels-csv")!.licence;

export function licenceOf(context: EngineContext, { datasetId, file }: PictureOfSet): NamedLicence & { title: string } {
  const { name, roots, licences, isDemonstration } = context.project.store.datasets.get(datasetId)!;
  const key = rootOf(roots, file);
  const kept = licences?.[key];
  if (kept) return kept;
  const readerName = readerOfRoot(key); // of frames, too: they lie in a folder of the project's, under the licence of their films
  const reader = readers.find((one) => one.name === readerName);
  if (reader) return { title: reader.title, ...reader.licence };
  return isDemonstration ? drawnLicence : { title: name, ...collected };
}
