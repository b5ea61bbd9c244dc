// What a check of a data set found, as it is stored with the project and shown before any result. Types and a few pure questions to them:
// the window imports this file.
import { z } from "zod";
import { Split } from "../contract/dataset-summary.ts";
import { Count, Row, Share } from "../contract/values.ts";

const BySplit = z.object({ anchor: Count, pool: Count, test: Count });

export const CheckedPicture = z.object({ split: Split, row: Row, file: z.string(), label: z.int().min(-1) });
export type CheckedPicture = z.infer<typeof CheckedPicture>;

/** A picture that shows a photograph of another part again, and the most alike picture there. */
export const NearDuplicate = z.object({
  picture: CheckedPicture,
  known: CheckedPicture,
  /** Bits apart of the two hashes. */
  distance: Count,
  /** Of the second look; 1 for the same bytes. */
  likeness: z.number(),
  isMirrored: z.boolean(),
  /** The same bytes. */
  isExact: z.boolean(),
});
export type NearDuplicate = z.infer<typeof NearDuplicate>;

/** Pictures of the part `again` that show a photograph of the part `known`. */
export const Overlap = z.object({ known: Split, again: Split, pictures: Count, exact: Count });
export type Overlap = z.infer<typeof Overlap>;

const SharedPersonView = z.object({
  person: z.int(),
  count: BySplit,
  firstRow: z.object({ anchor: Row.nullable(), pool: Row.nullable(), test: Row.nullable() }),
});

export const DataCheck = z.object({
  /** Pictures that were read, by part. */
  pictures: BySplit,
  unreadable: z.object({ count: Count, files: z.array(z.object({ split: Split, file: z.string(), reason: z.string() })) }),
  duplicates: z.object({
    /** Hashes at most so many bits apart were looked at again, and kept from this likeness on. */
    distance: Count,
    leastLikeness: Share,
    overlaps: z.array(Overlap),
    /** Those that show test faces first, then anchor faces; the same bytes before others. At most `listed`. */
    pairs: z.array(NearDuplicate),
    /** Pictures with near hashes that were too many to look at again. */
    notLookedAt: Count,
  }),
  /** null where no person is known. */
  persons: z.object({ count: BySplit, sharedCount: Count, shared: z.array(SharedPersonView) }).nullable(),
  balance: z.array(
    z.object({
      split: Split,
      counts: z.array(Count),
      largest: Count,
      smallest: Count,
      ratio: z.number().nullable(),
      empty: z.array(Count),
      isUneven: z.boolean(),
    }),
  ),
});
export type DataCheck = z.infer<typeof DataCheck>;

/** Entries of each list, so that a reply stays under 1 MB. */
export const listed = 1000;

/** Pictures of the anchor set and of the pool that show a test face again: each makes a result look better than it is. */
export function testFacesAgain({ duplicates }: DataCheck): { anchor: number; pool: number } {
  const of = (again: Split) => duplicates.overlaps.find((overlap) => overlap.known === "test" && overlap.again === again)?.pictures ?? 0;
  return { anchor: of("anchor"), pool: of("pool") };
}
