// What the tables of the paper are reproduced with: which folder is which data set, what stands for each network, which seeds.
import { z } from "zod";
import { SetChoice } from "../datasets/set-choice.ts";
import { paperNetworks, paperSets } from "../evaluation/arm-result.ts";
import { type TableInput, tableInputs } from "../evaluation/table-missing.ts";
import { PipelineRecipe } from "../recipe.ts";

/** The five data sets of the tables, and the auxiliary pool, which is MS-Celeb-1M in the paper. */
export const tableSets = [...paperSets, "pool"] as const;
export type TableSet = (typeof tableSets)[number];

export const ReproductionRecipe = z.object({
  /** Those that the user has. */
  sets: z.partialRecord(z.enum(tableSets), SetChoice),
  /** MTCNN turns all faces upright (section 4.3). */
  align: z.boolean(),
  /** By the paper's name of the network; one whose start is not chosen lacks its weights. Their seeds are those of `seeds`. */
  recipes: z.partialRecord(z.enum(paperNetworks), PipelineRecipe),
  /** What somebody decided to do without: the project does not fill these by itself. */
  leftOut: z.array(z.enum(tableInputs)).default([]), // jobs of older versions do not say
  seeds: z.array(z.int().min(0)).min(1).max(100),
  isMiniature: z.boolean(),
});
export type ReproductionRecipe = z.infer<typeof ReproductionRecipe>;

/** What the tables are made from and this recipe has not. */
export const lackedBy = ({ sets, recipes }: Pick<ReproductionRecipe, "sets" | "recipes">): TableInput[] => [
  ...tableSets.filter((set) => sets[set] === undefined),
  ...paperNetworks.filter((network) => (recipes[network]?.start.from ?? "not-chosen") === "not-chosen"),
];
