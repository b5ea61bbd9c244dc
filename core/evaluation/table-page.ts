// A table of the paper as a page: published, own, difference, against control and baseline, verdict, cost.
import type { RowComparison, TablePage } from "../contract/table-views.ts";
import type { Steps } from "../mining/steps.ts";
import type { ArmKey, ArmResult, TableResults } from "./arm-result.ts";
import { costFigure } from "./cost-figure.ts";
import { holm } from "./holm.ts";
import { type PaperRow, rowsOf, type TableNumber } from "./paper/table.ts";
import { paperTables } from "./paper-tables.ts";
import { armName } from "./table-arms.ts";
import { tableClaim } from "./table-claims.ts";
import { type ArmComparison, compareArms } from "./table-comparison.ts";
import type { TableInput } from "./table-missing.ts";
import { tableRow } from "./table-row.ts";

export interface PageOptions {
  /** What the project lacks. */
  missing: readonly TableInput[];
  canRun: boolean;
}

/** Rests between the resamples of each comparison. */
export function* tablePage(table: TableNumber, results: TableResults, { missing, canRun }: PageOptions): Steps<TablePage> {
  const paper = paperTables[table];
  const { number: _, groups, claims, ...head } = paper;
  const resultOf = new Map(results.arms.map((result) => [armName(result), result]));
  const compare = comparisons(resultOf);
  const rows = rowsOf(paper);
  const against = new Map<string, { control: RowComparison | null; baselines: RowComparison[] }>();
  for (const { id, run } of rows) {
    if (run === null) continue;
    const control = run.control && (yield* compare(run.arm, run.control));
    const baselines: RowComparison[] = [];
    for (const baseline of run.baselines) {
      const comparison = yield* compare(run.arm, baseline);
      if (comparison) baselines.push(named(comparison, rows, baseline));
    }
    against.set(id, { control: control && named(control, rows, run.control!), baselines });
  }
  const { isMiniature } = results;
  adjust([...against.values()].flatMap(({ control }) => control ?? []));
  const pageRows = new Map(
    rows.map((row) => {
      const result = row.run && (resultOf.get(armName(row.run.arm)) ?? null);
      const { control, baselines } = against.get(row.id) ?? { control: null, baselines: [] };
      return [row.id, tableRow({ row, test: paper.test, result, control, baselines, isMiniature, missing })];
    }),
  );
  const rowOf = (id: string) => pageRows.get(id)!;
  const pageClaims: TablePage["claims"] = [];
  for (const claim of claims) {
    const compared: (ArmComparison | null)[] = [];
    for (const [ours, other] of claim.pairs) compared.push(yield* compareRows(rows, ours, other, compare));
    pageClaims.push(tableClaim(claim, rowOf, paper.test, compared));
  }
  return {
    ...head,
    table,
    isMiniature,
    canRun,
    groups: groups.map(({ title, rows: own }) => ({ title, rows: own.map(({ id }) => rowOf(id)) })),
    claims: pageClaims,
    notes: [...paper.notes],
    costs: costFigure(table, resultOf),
  };
}

type Compare = (ours: ArmKey, theirs: ArmKey) => Steps<ArmComparison | null>;

/** Each comparison is resampled once, however many rows and claims ask for it. */
function comparisons(results: ReadonlyMap<string, ArmResult>): Compare {
  const made = new Map<string, ArmComparison | null>();
  return function* (ours, theirs) {
    const names = [armName(ours), armName(theirs)] as const;
    const [left, right] = names.map((name) => results.get(name));
    if (!left || !right) return null;
    const key = names.join(" - ");
    if (!made.has(key)) made.set(key, yield* compareArms(left, right));
    return made.get(key)!;
  };
}

function* compareRows(rows: readonly PaperRow[], ours: string, other: string, compare: Compare): Steps<ArmComparison | null> {
  const [left, right] = [ours, other].map((id) => rows.find((row) => row.id === id)!.run);
  return left && right ? yield* compare(left.arm, right.arm) : null;
}

function named(comparison: ArmComparison, rows: readonly PaperRow[], arm: ArmKey): RowComparison {
  const { id, method } = rows.find(({ run }) => run !== null && armName(run.arm) === armName(arm))!;
  return { ...comparison, rowId: id, against: method, adjustedP: null };
}

/** One family: the rows of this table that have a control. */
function adjust(controls: readonly RowComparison[]): void {
  const adjusted = holm(controls.map(({ pValue }) => pValue));
  controls.forEach((control, index) => {
    control.adjustedP = adjusted[index]!;
  });
}
