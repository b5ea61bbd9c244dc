// Tables 1 to 7 as published, row by row, with the arm that fills each row of this project's own.
import type { PaperTable, TableNumber } from "./paper/table.ts";
import { table1 } from "./paper/table-1.ts";
import { table2 } from "./paper/table-2.ts";
import { table3 } from "./paper/table-3.ts";
import { table4, table5, table6, table7 } from "./paper/tables-4-to-7.ts";

export const paperTables: Readonly<Record<TableNumber, PaperTable>> = {
  1: table1,
  2: table2,
  3: table3,
  4: table4,
  5: table5,
  6: table6,
  7: table7,
};
