// All that a row is made of, in words: recipe, network, comparisons with their p values, the verdict, what is missing.
import { Fragment } from "react";
import type { TableRow } from "../../../core/contract/table-views.ts";
import { formatCount } from "../../format.ts";
import { strings } from "../../strings.ts";

const words = strings.tables;

export const RowDetails = ({ row }: { row: TableRow }) => (
  <dl className="row-details">
    {entriesOf(row).map(([name, text]) => (
      <Fragment key={name}>
        <dt>{name}</dt>
        <dd>{text}</dd>
      </Fragment>
    ))}
  </dl>
);

function entriesOf({ recipe, own, verdict, note, control, baselines, missing }: TableRow): [string, string][] {
  return [
    ...(recipe ? [[words.detail.recipe, recipe] as [string, string]] : []),
    ...(own
      ? ([
          [words.detail.network, own.network],
          [words.detail.pictures, formatCount(own.pictures)],
        ] as [string, string][])
      : []),
    ...[...(control ? [control] : []), ...baselines].map((comparison): [string, string] => [
      words.against(comparison.against),
      words.comparison(comparison),
    ]),
    ...(verdict ? [[words.detail.verdict, verdict.text] as [string, string]] : []),
    ...(note ? [[words.detail.note, note] as [string, string]] : []),
    ...(own ? [] : missing.map(({ what, get, where }): [string, string] => [what, `${get} ${where}`])),
  ];
}
