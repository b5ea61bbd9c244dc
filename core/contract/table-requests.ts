// What may be asked about the paper's tables: a part of the contract.
import { z } from "zod";
import { ReproductionRecipe } from "../reproduction/reproduction-recipe.ts";
import { ProjectState } from "./project-state.ts";
import { nothing, request } from "./request.ts";
import { TableSetupChange } from "./table-setup.ts";
import { TableNumber, TablePage } from "./table-views.ts";
import { Id } from "./values.ts";

export const tableRequests = {
  /** A table as published, with what this project has of it. */
  "tables.page": request(z.object({ table: TableNumber }), z.object({ page: TablePage })),
  /** Undoable. With no change at all a project leaves its miniature for its own data sets. */
  "tables.configure": request(TableSetupChange, ProjectState),
  /**
   * Queues the runs that a table has not got yet, with what the project state tells; rows that lack something are left out. With a row, those of
   * that row and of what it is compared with.
   */
  "tables.run": request(z.object({ table: TableNumber, rowId: Id.nullable() }), z.object({ jobId: Id })),
} as const;

export const tableHostRequests = {
  /** What the tables can be made with now: the latest recipe, known sets, weights that the project holds. */
  "tables.recipe": request(nothing, z.object({ recipe: ReproductionRecipe })),
  /** As `tables.run`, with folders that the host names. */
  "tables.reproduce": request(z.object({ tables: z.array(TableNumber).min(1), recipe: ReproductionRecipe }), z.object({ jobId: Id })),
} as const;
