// Pictures for the window: always encoded by us, never a stranger's bytes. The latest ones are kept, because scrolling comes back.
import { picturePathOf } from "../datasets/picture-roots.ts";
import { WorkbenchError } from "../errors.ts";
import { type EncodedPicture, encodePicture } from "../images/encode.ts";
import type { EngineContext } from "./context.ts";
import { onceOfMany } from "./once.ts";

/** About 3 kB each at gallery size. */
const keptPictures = 4000;

/** @returns what asks for the picture of a row, `size` pixels wide at most */
export function pictureCache(context: EngineContext): (datasetId: string, row: number, size: number) => Promise<EncodedPicture> {
  const kept = new Map<string, Promise<EncodedPicture>>();
  return (datasetId, row, size) =>
    onceOfMany(kept, keptPictures, `${datasetId}/${row}/${size}`, () => encode(context, datasetId, row, size));
}

async function encode(context: EngineContext, datasetId: string, row: number, size: number): Promise<EncodedPicture> {
  const dataset = context.project.store.datasets.get(datasetId);
  const file = dataset && (await context.opened.samples(datasetId)).files[row];
  if (!dataset || file === undefined) throw new WorkbenchError("not-found", `There is no picture ${row} in data set ${datasetId}.`);
  return encodePicture(picturePathOf(dataset.roots, file), size);
}
