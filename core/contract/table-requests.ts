// What a window may ask about the paper's tables: a part of the contract.
import { z } from "zod";
import { request } from "./request.ts";
import { TableNumber, TablePage } from "./table-views.ts";
import { Id } from "./values.ts";

export const tableRequests = {
  /** A table as published, with what this project has of it. */
  "tables.page": request(z.object({ table: TableNumber }), z.object({ page: TablePage })),
  /** Queues the trainings that a table lacks, or one row of it and what that is compared with; only where its page can be run. */
  "tables.run": request(z.object({ table: TableNumber, rowId: Id.nullable() }), z.object({ jobId: Id })),
} as const;
