// Which arms fill a table: those of its rows, their controls and their baselines, each once.
import { WorkbenchError } from "../errors.ts";
import type { ArmKey } from "./arm-result.ts";
import { type PaperRow, rowsOf, type TableNumber } from "./paper/table.ts";
import { paperTables } from "./paper-tables.ts";

/** Two keys of one arm have one name: "vgg-face rafdb fer2013 fer2013 das". */
export const armName = ({ network, anchor, training, test, arm }: ArmKey): string => [network, anchor, training, test, arm].join(" ");

/** In the order of the table, what is compared with before what is compared, so that a job cut short leaves whole comparisons. */
export const armsOf = (table: TableNumber): ArmKey[] => once(rowsOf(paperTables[table]).flatMap(armsOfRun));

/** Of one row. @throws WorkbenchError `not-found` for a row that the table has not, or that cannot be run */
export function armsOfRow(table: TableNumber, rowId: string): ArmKey[] {
  const row = rowsOf(paperTables[table]).find(({ id }) => id === rowId);
  if (!row?.run) throw new WorkbenchError("not-found", `Table ${table} has no row "${rowId}" that can be run.`);
  return once(armsOfRun(row));
}

const armsOfRun = ({ run }: PaperRow): ArmKey[] =>
  run === null ? [] : [...run.baselines, ...(run.control === null ? [] : [run.control]), run.arm];

const once = (arms: readonly ArmKey[]): ArmKey[] => [...new Map(arms.map((arm) => [armName(arm), arm])).values()];
