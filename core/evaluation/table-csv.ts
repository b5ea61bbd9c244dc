// A table's page as CSV (RFC 4180), for a spreadsheet: fractions with all their places, empty where nothing is known.
import type { RowComparison, TablePage, TableRow } from "../contract/table-views.ts";

type Value = string | number | boolean | null;

const comparisonColumns = (name: string, of: (row: TableRow) => RowComparison | null): [string, (row: TableRow) => Value][] => [
  [`${name}_row`, (row) => of(row)?.rowId ?? null],
  [`${name}_difference`, (row) => of(row)?.difference ?? null],
  [`${name}_low`, (row) => of(row)?.low ?? null],
  [`${name}_high`, (row) => of(row)?.high ?? null],
  [`${name}_p`, (row) => of(row)?.pValue ?? null],
];

const columns: [string, (row: TableRow) => Value][] = [
  ["row", ({ id }) => id],
  ["method", ({ method }) => method],
  ["reference", ({ reference }) => reference],
  ["origin", ({ origin }) => origin],
  ["source", ({ source }) => source],
  ["target", ({ target }) => target],
  ["published", ({ published }) => published?.accuracy ?? null],
  ["published_standard_error_at_least", ({ published }) => published?.standardError ?? null],
  ["own", ({ own }) => own?.accuracy ?? null],
  ["own_deviation", ({ own }) => own?.deviation ?? null],
  ["own_mean_class_accuracy", ({ own }) => own?.meanClassAccuracy ?? null],
  ["seeds", ({ own }) => own?.seeds ?? null],
  ["pictures", ({ own }) => own?.pictures ?? null],
  ["network", ({ own }) => own?.network ?? null],
  ["seconds", ({ own }) => own?.seconds ?? null],
  ["own_minus_published", ({ difference }) => difference?.points ?? null],
  ...comparisonColumns("control", ({ control }) => control),
  ["control_p_holm", ({ control }) => control?.adjustedP ?? null],
  ...comparisonColumns("baseline", ({ baselines }) => baselines[0] ?? null),
  ["verdict", ({ verdict }) => verdict?.says ?? null],
];

/** `miniature` stands in every row, so that no part of the file can pass for a reproduction. */
export function tableCsv({ table, isMiniature, groups }: TablePage): string {
  const lines = groups.flatMap(({ title, rows }) =>
    rows.map((row) => [table, title, isMiniature, ...columns.map(([, value]) => value(row))]),
  );
  const head = ["table", "group", "miniature", ...columns.map(([name]) => name)];
  return [head, ...lines].map((values) => `${values.map(cell).join(",")}\r\n`).join("");
}

function cell(value: Value): string {
  if (value === null) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
