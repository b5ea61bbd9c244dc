// Pictures for the window: always encoded by us, never a stranger's bytes. The latest ones are kept, because scrolling comes back.
import type { PictureOf } from "../contract/picture-url.ts";
import { picturePathOf } from "../datasets/picture-roots.ts";
import { WorkbenchError } from "../errors.ts";
import { type EncodedPicture, encodePicture } from "../images/encode.ts";
import { wholePicture } from "../images/picture-address.ts";
import type { EngineContext } from "./context.ts";
import { onceOfMany } from "./once.ts";

/** About 3 kB each at gallery size. */
const keptPictures = 4000;

interface Asked {
  datasetId: string;
  row: number;
  /** Pixels, at most. */
  size: number;
  form: PictureOf;
}

/** @returns what asks for the picture of a row */
export function pictureCache(context: EngineContext): (asked: Asked) => Promise<EncodedPicture> {
  const kept = new Map<string, Promise<EncodedPicture>>();
  return (asked) => {
    const { datasetId, row, size, form } = asked;
    return onceOfMany(kept, keptPictures, `${datasetId}/${row}/${size}/${form}`, () => encode(context, asked));
  };
}

async function encode(context: EngineContext, { datasetId, row, size, form }: Asked): Promise<EncodedPicture> {
  const dataset = context.project.store.datasets.get(datasetId);
  const file = dataset && (await context.opened.samples(datasetId)).files[row];
  if (!dataset || file === undefined) throw new WorkbenchError("not-found", `There is no picture ${row} in data set ${datasetId}.`);
  return encodePicture(picturePathOf(dataset.roots, form === "face" ? file : wholePicture(file)), size);
}
