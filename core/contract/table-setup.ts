// What the paper's tables run with, as a window shows and changes it: sets and weights by id, never by a path.
import { z } from "zod";
import type { SetName } from "../datasets/set-reader.ts";
import { type PaperSet, paperNetworks } from "../evaluation/arm-result.ts";
import { NetworkName } from "../recipe.ts";
import { tableSets } from "../reproduction/reproduction-recipe.ts";
import { TableSettings } from "../reproduction/table-pipeline.ts";
import { Id } from "./values.ts";

/** Whose folder can be which data set; any set can be the pool. */
export const readerOfSet: Readonly<Record<PaperSet, SetName>> = {
  rafdb: "raf-db",
  fer2013: "fer2013",
  ckplus: "ck-plus",
  jaffe: "jaffe",
  mmi: "mmi",
};

/** 1 to N. */
const SeedCount = z.int().min(1).max(100);

export const TableSetup = z.object({
  /** Drawn by `omnifer reproduce --miniature`: nothing of it is changed, it is only left. */
  isMiniature: z.boolean(),
  /** null where there is none; the id is null where the project does not know the folder as a set. */
  sets: z.record(z.enum(tableSets), z.object({ setId: Id.nullable(), name: z.string() }).nullable()),
  align: z.boolean(),
  seedCount: SeedCount,
  /** What is trained in the place of both networks of the paper; null for those themselves. */
  network: NetworkName.nullable(),
  /** What the paper's networks start from; null for those whose rows are left out. */
  weights: z.record(z.enum(paperNetworks), Id.nullable()),
  settings: TableSettings,
});
export type TableSetup = z.infer<typeof TableSetup>;

/** What is left out stays as it is. null leaves a set, or the rows of a network, out. */
export const TableSetupChange = z
  .object({
    sets: z.partialRecord(z.enum(tableSets), Id.nullable()),
    align: z.boolean(),
    seedCount: SeedCount,
    network: NetworkName.nullable(),
    weights: z.partialRecord(z.enum(paperNetworks), Id.nullable()),
    settings: TableSettings.omit({ rule: true }).partial(),
  })
  .partial();
export type TableSetupChange = z.infer<typeof TableSetupChange>;
