// Which arms fill a table: those of its rows, their controls and their baselines, each once.
import type { ArmKey } from "./arm-result.ts";
import { rowsOf, type TableNumber } from "./paper/table.ts";
import { paperTables } from "./paper-tables.ts";

/** Two keys of one arm have one name: "vgg-face rafdb fer2013 fer2013 das". */
export const armName = ({ network, anchor, training, test, arm }: ArmKey): string => [network, anchor, training, test, arm].join(" ");

/** In the order of the table, what is compared with before what is compared, so that a job cut short leaves whole comparisons. */
export function armsOf(table: TableNumber): ArmKey[] {
  const arms = rowsOf(paperTables[table]).flatMap(({ run }) =>
    run === null ? [] : [...run.baselines, ...(run.control === null ? [] : [run.control]), run.arm],
  );
  return [...new Map(arms.map((arm) => [armName(arm), arm])).values()];
}
