// The real samples nearest to each distilled image, as a checkpoint's file carries them: in its metadata, so that they belong together.
import { z } from "zod";

/** Row of samples.parquet, and cosine in the learner's features. */
export interface NearRow {
  row: number;
  similarity: number;
}

const Stored = z.array(z.array(z.object({ row: z.int().min(0), similarity: z.number() })));

/** @param neighbours  by image, nearest first */
export const neighboursMetadata = (neighbours: NearRow[][]): Record<string, string> => ({ neighbours: JSON.stringify(neighbours) });

/** By image, nearest first; none where a file says none, or something else. */
export function neighboursOf(metadata: Readonly<Record<string, string>>, imageCount: number): NearRow[][] {
  const none = Array.from({ length: imageCount }, () => []);
  try {
    const read = Stored.safeParse(JSON.parse(metadata.neighbours ?? "[]"));
    return read.success && read.data.length === imageCount ? read.data : none;
  } catch {
    return none;
  }
}
