// Faces before and after they were turned upright, and those that were not found: a page of them, with the points in the whole picture.
import type { z } from "zod";
import type { AlignedFace } from "../contract/alignment-requests.ts";
import type { AnyRequests } from "../contract/requests.ts";
import { picturePathOf } from "../datasets/picture-roots.ts";
import { rowsOf } from "../datasets/sample-table.ts";
import { hasPoints, parseAddress } from "../images/picture-address.ts";
import { wholePictureSize } from "../images/picture-size.ts";
import { type EngineContext, requireDataset } from "./context.ts";

type Asked = z.output<AnyRequests["data.alignment"]["input"]>;

/** In file order. A role that was not turned upright has no rows. */
export async function alignmentPage(
  context: EngineContext,
  { split, show, from, count }: Asked,
): Promise<{ total: number; rows: AlignedFace[] }> {
  const { id, alignment, roots } = requireDataset(context);
  if (!alignment?.[split]) return { total: 0, rows: [] };
  const samples = await context.opened.samples(id);
  const wanted = rowsOf(samples, split).filter((row) => show === "all" || hasPoints(samples.files[row]!) === (show === "found"));
  const rows = Array.from(wanted.subarray(from, from + count), async (row) => {
    const address = samples.files[row]!;
    const { file, points, box } = parseAddress(address);
    const size = await wholePictureSize(picturePathOf(roots, address));
    return { datasetId: id, row, file, label: samples.label[row]!, points: points && [...points], box, size };
  });
  return { total: wanted.length, rows: await Promise.all(rows) };
}
