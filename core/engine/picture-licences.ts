// The licence of each picture of the project: that of the data set whose folder it lies in, as its import kept it.
import { drawnLicence } from "../datasets/licence.ts";
import type { NamedLicence } from "../export/export-permission.ts";
import { type PictureOfSet, readerOfRoot, rootOf } from "../figures/figure-2.ts";
import type { DatasetRecord } from "../project/datasets.ts";
import type { EngineContext } from "./context.ts";

/** @returns null for pictures of an import that did not ask: nobody knows whose they are */
export function licenceOf(context: EngineContext, { datasetId, file }: PictureOfSet): NamedLicence | null {
  const dataset = context.project.store.datasets.get(datasetId)!;
  if (dataset.licences) return licenceOfRoot(dataset.licences, rootOf(dataset.roots, file));
  return dataset.isDemonstration ? drawnLicence : null;
}

/** Frames of films lie in a folder of the project's, and are under the licence of their films. */
function licenceOfRoot(licences: NonNullable<DatasetRecord["licences"]>, key: string): NamedLicence | null {
  const own = licences[key];
  if (own) return own;
  const other = Object.keys(licences).find((one) => readerOfRoot(one) !== null && readerOfRoot(one) === readerOfRoot(key));
  return other === undefined ? null : licences[other]!;
}
