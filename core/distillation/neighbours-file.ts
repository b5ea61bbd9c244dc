// neighbours.json of a distillation: by kept outer epoch and image, the real samples that it is nearest to. Written with the last images.
import { join } from "node:path";
import { z } from "zod";
import { readIfPresent } from "../project/read-if-present.ts";
import type { NearSample } from "./neighbours.ts";

const Stored = z.array(
  z.object({ epoch: z.int().min(0), images: z.array(z.array(z.object({ row: z.int().min(0), similarity: z.number() }))) }),
);

/** By image of that epoch, nearest first; none before the distillation is finished, nor for imported images. */
export async function readNeighbours(distillationDirectory: string, epoch: number, imageCount: number): Promise<NearSample[][]> {
  const text = await readIfPresent(join(distillationDirectory, "neighbours.json"));
  const images = text === null ? undefined : Stored.parse(JSON.parse(text)).find((each) => each.epoch === epoch)?.images;
  return images?.length === imageCount ? images : Array.from({ length: imageCount }, () => []);
}
