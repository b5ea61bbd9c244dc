// How turning faces upright went, picture by picture (sections 4.2 and 4.3): a part of the contract.
import { z } from "zod";
import { Split } from "./dataset-summary.ts";
import { request } from "./request.ts";
import { Count, Id, Row } from "./values.ts";

const Pixels = z.number();

/** All places are in pixels of the whole picture, which `pictureUrl` gives as its "source". */
export const AlignedFace = z.object({
  datasetId: Id,
  row: Row,
  file: z.string(),
  label: z.int().min(-1),
  /** Eyes, nose, corners of the mouth, as x and y, the picture's left first; null where no face was found. */
  points: z.array(Pixels).length(10).nullable(),
  /** What of the picture the data set means, where it names a part. */
  box: z.object({ left: Pixels, top: Pixels, right: Pixels, bottom: Pixels }).nullable(),
  /** null for a picture that cannot be read. */
  size: z.object({ width: z.int(), height: z.int() }).nullable(),
});
export type AlignedFace = z.infer<typeof AlignedFace>;

export const alignmentRequests = {
  /** Faces of a role that was turned upright, in file order; each is looked into for its size, so a page is short. */
  "data.alignment": request(
    z.object({ split: Split, show: z.enum(["all", "found", "not-found"]), from: Count, count: z.int().min(1).max(60) }),
    z.object({ total: Count, rows: z.array(AlignedFace) }),
  ),
} as const;
