// What a window may ask about the paper's tables: a part of the contract.
import { z } from "zod";
import { request } from "./request.ts";
import { TableNumber, TablePage } from "./table-views.ts";

export const tableRequests = {
  /** A table as published, with what this project has of it. */
  "tables.page": request(z.object({ table: TableNumber }), z.object({ page: TablePage })),
} as const;
