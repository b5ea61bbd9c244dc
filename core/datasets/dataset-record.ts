// dataset.json: what is known of an imported data set without opening its table.
import { promises } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { InputError } from "../errors.ts";
import { writeDurably } from "../project/durable.ts";
import { SetLicences } from "./licence.ts";
import { PictureRoots, withRoots } from "./picture-roots.ts";
import { GeneratorStamp } from "./synthetic/generator-stamp.ts";

const Counts = z.array(z.int().min(0));

/** Version 1. Counts are by class, in the order of `classes`; pool images without label are in `poolCount` only. */
const Fields = z.object({
  version: z.literal(1),
  classes: z.array(z.string().min(1)).min(2).max(256),
  /** SHA-256 over the rows and the sizes of the anchor and test files: a pool picture replaced under its old name is not noticed. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  counts: z.object({ anchor: Counts, pool: Counts, test: Counts }),
  poolCount: z.int().min(0),
  hasGroups: z.boolean(),
  /** The folders that the files of the table are relative to. */
  roots: PictureRoots,
  /** By the keys of `roots`; absent where the import was of a version that did not ask. */
  licences: SetLicences.optional(),
  /** Digest of disk.parquet; absent where there is none. */
  stamp: z.string().optional(),
  /** What drew the images; absent where they were not drawn. */
  generator: GeneratorStamp.optional(),
});
export const DatasetRecord = z.preprocess(withRoots, Fields);
export type DatasetRecord = z.infer<typeof DatasetRecord>;

const recordPath = (datasetDirectory: string) => join(datasetDirectory, "dataset.json");

/** @throws InputError when dataset.json is missing, damaged or of a newer version */
export async function readDatasetRecord(datasetDirectory: string): Promise<DatasetRecord> {
  const file = recordPath(datasetDirectory);
  try {
    return DatasetRecord.parse(JSON.parse(await promises.readFile(file, "utf8")));
  } catch (cause) {
    const found =
      cause instanceof z.ZodError ? `wrong fields (${cause.issues.map((issue) => issue.path.join(".")).join(", ")})` : String(cause);
    throw new InputError({ file, found, expected: "the record of an import, version 1", mend: "Import the data set again." }, { cause });
  }
}

/** Durable; written after the table, so that a record vouches for it. */
export async function writeDatasetRecord(datasetDirectory: string, record: DatasetRecord): Promise<void> {
  await writeDurably(recordPath(datasetDirectory), `${JSON.stringify(record, null, 2)}\n`);
}
