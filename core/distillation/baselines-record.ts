// made-from.json beside the baselines of imported images: the selection that they were made from, and the losses that were measured with
// them. Written last, because it says that the others are whole.
import { join } from "node:path";
import { z } from "zod";
import { writeDurably } from "../project/durable.ts";
import { readIfPresent } from "../project/read-if-present.ts";
import { Selection } from "../recipe.ts";
import { DistillationLosses } from "./distillation-view.ts";

const BaselinesRecord = z.object({
  poolId: z.string(),
  selection: Selection,
  /** Classes that have images, but no sample to take their place. */
  missingClasses: z.array(z.int().min(0)),
  losses: DistillationLosses,
});
export type BaselinesRecord = z.infer<typeof BaselinesRecord>;

const pathIn = (baselinesDirectory: string): string => join(baselinesDirectory, "made-from.json");

/** null before they are made. */
export async function readBaselinesRecord(baselinesDirectory: string): Promise<BaselinesRecord | null> {
  const text = await readIfPresent(pathIn(baselinesDirectory));
  return text === null ? null : BaselinesRecord.parse(JSON.parse(text));
}

export async function writeBaselinesRecord(baselinesDirectory: string, record: BaselinesRecord): Promise<void> {
  await writeDurably(pathIn(baselinesDirectory), JSON.stringify(record));
}
