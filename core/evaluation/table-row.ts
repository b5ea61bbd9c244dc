// One row of a table: what is published, what this project has, and the difference of the two where it means something.
import type { OwnScore, RowComparison, TableRow } from "../contract/table-views.ts";
import type { ArmResult } from "./arm-result.ts";
import { accuracyOf, meanClassAccuracy, recallByClass } from "./confusion.ts";
import { deviationOf, meanOf } from "./mean-deviation.ts";
import type { PaperRow, TestCount } from "./paper/table.ts";
import { picturesOf, publishedStandardError } from "./published-number.ts";
import { missingFor, type TableInput } from "./table-missing.ts";
import { isPapersNetwork, recipeText } from "./table-recipe.ts";
import { rowVerdict } from "./table-verdict.ts";

export interface RowSource {
  row: PaperRow;
  test: TestCount;
  /** null where it has not been run. */
  result: ArmResult | null;
  control: RowComparison | null;
  baselines: RowComparison[];
  isMiniature: boolean;
  missing: readonly TableInput[];
}

export function tableRow({ row, test, result, control, baselines, isMiniature, missing }: RowSource): TableRow {
  const { id, method, reference, origin, source, target, run } = row;
  const own = result && ownScore(result);
  // Printed with two places; 83.83 / 100 would be 0.8382999999999999.
  const published = row.accuracy === null ? null : Math.round(row.accuracy * 100) / 10_000;
  const isComparable = result !== null && isPapersNetwork(result);
  const points = own !== null && published !== null && isComparable && !isMiniature ? own.accuracy - published : null;
  return {
    id,
    method,
    reference,
    origin,
    source,
    target,
    recipe: run && recipeText(run.arm),
    published: published === null ? null : { accuracy: published, standardError: publishedStandardError(published, test.pictures) },
    own,
    difference: points === null ? null : { points, pictures: picturesOf(points, own!.pictures) },
    note: own === null || published === null || isMiniature ? null : noteOf(own, test, isComparable),
    control,
    baselines,
    verdict: own !== null && run?.control ? rowVerdict(control) : null,
    missing: run ? missingFor(run.arm, missing) : [],
  };
}

function noteOf({ network, pictures }: OwnScore, test: TestCount, isComparable: boolean): string | null {
  if (!isComparable) return `Trained with ${network}, which is not the paper's network: no difference to its number.`;
  return pictures === test.pictures
    ? null
    : `Tested on ${pictures} pictures, not on ${test.pictures}: the difference is not of the same test set.`;
}

/** @returns null for an empty test set */
function ownScore({ seeds, pictures, trainedNetwork }: ArmResult): OwnScore | null {
  const accuracies = seeds.flatMap(({ confusion }) => accuracyOf(confusion) ?? []);
  if (accuracies.length === 0) return null;
  const byClass = seeds.flatMap(({ confusion }) => meanClassAccuracy(confusion) ?? []);
  return {
    seeds: accuracies.length,
    accuracy: meanOf(accuracies),
    deviation: deviationOf(accuracies),
    meanClassAccuracy: byClass.length === 0 ? null : meanOf(byClass),
    classes: recallByClass(seeds[0]!.confusion).filter(({ count }) => count > 0).length,
    pictures: pictures.labels.length,
    seconds: meanOf(seeds.map(({ seconds }) => seconds)),
    network: trainedNetwork,
  };
}
