// The ten folds that papers test CK+ by, checked against the list that Meng et al. published ("Frame Attention Networks", ICIP 2019).
import { subjectTenFold } from "../../evaluation/protocols.ts";
import { SourceTableBuilder } from "../source-table.ts";

/** Sequences with an emotion label, contempt among them. */
export const wholeLabelled = 327;
/** Of them by fold. */
const published = [33, 39, 40, 35, 30, 37, 29, 29, 33, 22];

/**
 * @param labelled  every sequence with an emotion label as "S005/001"; 327 of them
 * @returns what differs, in words; null where all is as published
 */
export function foldFault(labelled: Iterable<string>): string | null {
  const builder = new SourceTableBuilder();
  for (const sequence of labelled) builder.add({ picture: sequence, label: "some", subject: sequence.slice(0, 4) });
  const sizes = subjectTenFold({ table: builder.table(), parts: ["all"] }).map(({ test }) => test.length);
  if (sizes.join() === published.join()) return null;
  const found = `The ten folds of subjects have ${sizes.join(", ")} sequences, the published ones ${published.join(", ")}`;
  return `${found}: labels were moved to other subjects, so results by fold do not compare with those of papers.`;
}
