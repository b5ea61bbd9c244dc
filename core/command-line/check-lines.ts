// What `omnifer data check` prints, and the line that `omnifer run` prints above its results. Names of files are a stranger's text.
import type { DataCheckReport, DoubtfulLabels, LeftOutPictures } from "../contract/data-check-views.ts";
import type { DatasetSummary } from "../contract/dataset-summary.ts";
import { percent } from "../evaluation/text-table.ts";
import { type DataCheck, type NearDuplicate, type Overlap, testFacesAgain } from "../hygiene/data-check.ts";
import { columns, plain } from "./data-lines.ts";

export interface WholeCheck {
  dataset: Pick<DatasetSummary, "name" | "digest" | "count">;
  classes: readonly string[];
  check: DataCheckReport;
  /** null where the data set has all pictures that it was imported with. */
  leftOut: LeftOutPictures | null;
  doubtfulLabels: DoubtfulLabels;
}

/** Entries of a list; --json has up to a thousand. */
const shown = 20;

const partWords = { anchor: "anchor set", pool: "pool", test: "test set" } as const;
/** "1 picture", "12 pictures". */
const counted = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** Whether anchors or pool show test faces again, in one line. @param check  null where nobody has looked yet */
export function testFacesLine(check: DataCheck | null, project: string): string {
  if (!check) return `Not checked: whether anchor set or pool show test faces again (omnifer data check --project ${project}).`;
  const { anchor, pool } = testFacesAgain(check);
  if (anchor + pool === 0) return "Checked: no picture of the anchor set or the pool shows a test face again.";
  const found = [
    ...(anchor > 0 ? [`${counted(anchor, "picture")} of the anchor set`] : []),
    ...(pool > 0 ? [`${counted(pool, "picture")} of the pool`] : []),
  ].join(" and ");
  return `Mind: ${found} ${anchor + pool === 1 ? "shows" : "show"} a test face again (omnifer data check --project ${project}).`;
}

export function checkText({ dataset, classes, check, leftOut, doubtfulLabels }: WholeCheck): string {
  return `${[
    `${plain(dataset.name)}, digest ${dataset.digest.slice(0, 16)}`,
    ...(leftOut ? ["", ...leftOutLines(leftOut, dataset.count)] : []),
    ...["", ...duplicateLines(check)],
    ...["", ...personLines(check)],
    ...balanceLines(check, classes),
    ...["", ...doubtfulLines(doubtfulLabels, classes)],
    ...unreadableLines(check),
  ].join("\n")}\n`;
}

function leftOutLines({ total, pairs }: LeftOutPictures, { anchor, pool, test }: DatasetSummary["count"]): string[] {
  const left = `${counted(anchor, "anchor")}, ${counted(pool, "pool picture")} and ${counted(test, "test picture")}`;
  return [
    `Left out, because ${total === 1 ? "it shows a test face" : "they show test faces"} again: ${counted(total, "picture")}, so that ${left} are left`,
    "(--take-back goes back to the data set with all pictures, and to what was made from it)",
    ...columns(
      pairs
        .slice(0, shown)
        .map(({ picture, ...pair }) => [
          `  ${picture.split}`,
          plain(picture.file),
          `shows the test face ${plain(pair.known.file)} again`,
          howAlike(pair),
        ]),
    ),
    ...moreLine(total - Math.min(shown, pairs.length)),
  ];
}

function duplicateLines({ duplicates, pictures }: DataCheck): string[] {
  const { overlaps, pairs, distance, leastLikeness, notLookedAt } = duplicates;
  const all = pictures.anchor + pictures.pool + pictures.test;
  const total = overlaps.reduce((sum, overlap) => sum + overlap.pictures, 0);
  return [
    `Near duplicates, of ${counted(all, "picture")} (hashes within ${distance} bits, likeness from ${leastLikeness})`,
    ...overlaps.map(overlapLine),
    ...(notLookedAt > 0 ? [`  ${counted(notLookedAt, "more picture")} with near hashes were too many to look at again`] : []),
    ...columns(pairs.slice(0, shown).map(pairRow)),
    ...moreLine(total - Math.min(shown, pairs.length)),
  ];
}

const overlapLine = ({ known, again, pictures, exact }: Overlap): string => {
  const same = exact > 0 ? `, ${exact} with the same bytes` : "";
  return `  ${partWords[again]} showing ${known} faces again: ${pictures === 0 ? "none found" : counted(pictures, "picture") + same}`;
};

const pairRow = ({ picture, known, ...how }: NearDuplicate): string[] => [
  `  ${picture.split}`,
  plain(picture.file),
  known.split,
  plain(known.file),
  howAlike(how),
];

const howAlike = ({ distance, likeness, isMirrored, isExact }: Omit<NearDuplicate, "picture" | "known">): string =>
  isExact ? "same bytes" : `${counted(distance, "bit")}, ${likeness.toFixed(3)}${isMirrored ? ", mirrored" : ""}`;

function personLines({ persons }: DataCheck): string[] {
  if (!persons) return ["Persons: not known in this data set, so nobody can say whether one is in two parts"];
  const { count, sharedCount, shared } = persons;
  const known = `${count.anchor.toLocaleString("en")} in the anchor set, ${count.pool.toLocaleString("en")} in the pool, ${count.test.toLocaleString("en")} in the test set`;
  if (sharedCount === 0) return [`Persons in two parts: none found (${known})`];
  const rows = shared
    .slice(0, shown)
    .map((entry) => [`  ${entry.person}`, ...(["anchor", "pool", "test"] as const).map((split) => String(entry.count[split]))]);
  return [
    `Persons in two parts: ${sharedCount.toLocaleString("en")} (${known})`,
    ...columns([["  person", "anchor", "pool", "test"], ...rows]),
    ...moreLine(sharedCount - rows.length),
  ];
}

function balanceLines({ balance }: DataCheck, classes: readonly string[]): string[] {
  const line = ({ split, ratio, counts, empty, isUneven }: DataCheck["balance"][number]) => {
    const missing = empty.length > 0 ? `, none of ${empty.map((k) => classes[k]).join(", ")}` : "";
    const smallest = classes[counts.indexOf(Math.min(...counts))];
    const uneven = isUneven ? `: mind ${ratio === null ? "the mean class accuracy" : `${smallest}, and the mean class accuracy`}` : "";
    return `  ${partWords[split]}: largest class ${ratio === null ? "without" : `${ratio.toFixed(1)} times`} the smallest${missing}${uneven}`;
  };
  return balance.length === 0 ? [] : ["", "Classes", ...balance.map(line)];
}

function doubtfulLines({ needs, found }: DoubtfulLabels, classes: readonly string[]): string[] {
  if (needs === "pool") return ["Doubtful labels: not known yet; mine the pool, then score out-of-fold anchors (Threshold view)"];
  if (needs === "calibration")
    return ["Doubtful labels: not known yet; score out-of-fold anchors (Threshold view, or omnifer run --precision)"];
  if (!found) return ["Doubtful labels: not known; these out-of-fold anchors are of an older version, score them again (Threshold view)"];
  const { total, anchorCount, folds, rows } = found;
  if (total === 0) return [`Doubtful labels: none found among ${counted(anchorCount, "anchor")}, scored in ${folds} folds`];
  const row = (one: (typeof rows)[number]) => [
    `  ${plain(one.file)}`,
    `${classes[one.label]} ${percent(one.labelProbability)}`,
    `rather ${classes[one.suggested]} ${percent(one.suggestedProbability)}`,
  ];
  return [
    `Doubtful labels: ${total.toLocaleString("en")} of ${counted(anchorCount, "anchor")}, scored in ${folds} folds`,
    ...columns(rows.slice(0, shown).map(row)),
    ...moreLine(total - Math.min(shown, rows.length)),
  ];
}

function unreadableLines({ unreadable: { count, files } }: DataCheck): string[] {
  if (count === 0) return [];
  const lines = files.slice(0, shown).map(({ split, file, reason }) => `  ${split}  ${plain(file)} ${plain(reason)}`);
  return ["", `Pictures that could not be read: ${count.toLocaleString("en")}`, ...lines, ...moreLine(count - lines.length)];
}

const moreLine = (count: number): string[] => (count > 0 ? [`  and ${count.toLocaleString("en")} more (--json lists up to 1,000)`] : []);
