// The texts of the check of a data set; a part of the catalogue in strings.ts.
import { formatCount, formatPercent, formatWhen } from "./format.ts";

const pictures = (count: number) => (count === 1 ? "1 picture" : `${formatCount(count)} pictures`);
/** "2 anchors and 37 pool pictures" */
const anchorsAndPool = (anchor: number, pool: number) =>
  [
    ...(anchor > 0 ? [`${formatCount(anchor)} ${anchor === 1 ? "anchor" : "anchors"}`] : []),
    ...(pool > 0 ? [`${formatCount(pool)} ${pool === 1 ? "pool picture" : "pool pictures"}`] : []),
  ].join(" and ");

export const checkStrings = {
  title: "Check",
  intro: "Test faces in anchor set or pool, persons in two parts, doubtful labels. Changes nothing.",
  start: "Check",
  again: "Check again",
  startHint: "Reads every picture once; a later check is quick.",
  checking: "Checking …",
  progress: "Check of the data",
  when: (iso: string, count: number) => `${formatWhen(iso)}, ${pictures(count)} compared.`,
  lists: { "left-out": "Left out", duplicates: "Near duplicates", persons: "Persons in two parts", labels: "Doubtful labels" },
  notKnown: "not known",
  overlap: (count: number, again: string, known: string) =>
    `${pictures(count)} of the ${again} ${count === 1 ? "shows" : "show"} ${known} faces again`,
  parts: { anchor: "anchor set", pool: "pool", test: "test set" },
  faces: { anchor: "anchor", pool: "pool", test: "test" },
  unreadable: (count: number) => `${pictures(count)} could not be read`,
  unreadableFiles: "Pictures that could not be read",
  uneven: (part: string, ratio: number | null, empty: readonly string[]) =>
    ratio === null
      ? `The ${part} has no ${empty.join(", no ")}.`
      : `The largest class of the ${part} has ${ratio.toFixed(ratio < 100 ? 1 : 0)} times the pictures of the smallest: read the mean class accuracy.`,

  leaveOut: "Leave these out",
  leaveOutWhat: (anchor: number, pool: number) =>
    `${anchorsAndPool(anchor, pool)}, no test picture. Earlier runs belong to the data set as it is, and come back with it.`,
  leavingOut: "Leaving out …",
  takeBack: "Take them back",
  leftOut: (anchor: number, pool: number) =>
    `${anchorsAndPool(anchor, pool)} ${anchor + pool === 1 ? "is left out, because it shows a test face" : "are left out, because they show test faces"} again.`,
  takeBackWaits: "A job works on this data set.",
  leftOutBecause: "Left out because it",
  showsTestFace: (file: string) => `shows the test face ${file} again`,

  back: "Back to the pictures",
  more: (count: number) => `and ${formatCount(count)} more, in omnifer data check --json`,

  duplicatesFound: (count: number, all: number) =>
    `${pictures(count)} of ${formatCount(all)} ${count === 1 ? "shows" : "show"} a photograph of another part again. Nothing is left out by itself.`,
  duplicatesNone: "None found",
  duplicatesCompared: (anchor: number, pool: number, test: number) =>
    `${formatCount(test)} test pictures were compared with ${formatCount(anchor)} anchors and ${formatCount(pool)} of the pool, and the anchors with the pool: resized, compressed, brightened, mirrored and slightly cropped copies are found.`,
  notLookedAt: (count: number) => `${pictures(count)} more had near hashes and were too many to look at again.`,
  sideBySide: "Side by side",
  picture: "Picture",
  shows: "Shows again",
  how: "How alike",
  sameBytes: "same bytes",
  bits: (bits: number) => (bits === 1 ? "1 bit apart" : `${bits} bits apart`),
  likeness: (value: number) => `likeness ${value.toFixed(3)}`,
  mirrored: "mirrored",
  openPair: (picture: string, known: string) => `Open ${picture} beside ${known}`,

  unknown: "Not known yet",
  personsUnknownText: "This data set does not say who is in its pictures. A groups.csv (file, person) beside labels.csv does.",
  personsFound: (count: number) => (count === 1 ? "1 person is in two parts." : `${formatCount(count)} persons are in two parts.`),
  personsNone: "None found",
  personsCompared: (anchor: number, pool: number, test: number) =>
    `${formatCount(anchor)} persons in the anchor set, ${formatCount(pool)} in the pool and ${formatCount(test)} in the test set were compared.`,
  person: "Person",
  openPerson: (person: number) => `Open pictures of person ${person}`,
  onePicture: "One picture of each",

  labelsFound: (count: number, anchors: number, folds: number) =>
    `${formatCount(count)} of ${formatCount(anchors)} anchors: a learner that had not seen them (${folds} folds) would label them otherwise. The most doubtful come first; a weak learner doubts many right labels.`,
  labelsNone: "None found",
  labelsCompared: (anchors: number, folds: number) =>
    `${formatCount(anchors)} anchors were scored in ${folds} folds, each by a learner that had not seen it.`,
  label: "Label",
  learnerSays: "The learner says",
  file: "File",
  probability: (value: number) => formatPercent(value, 0),
  openLabel: (file: string, label: string, suggested: string) => `Open ${file}: ${label}, perhaps ${suggested}`,
  needs: {
    pool: "Mine the pool first; then out-of-fold anchors say which labels are doubtful.",
    calibration: "Out-of-fold anchors say which labels are doubtful: each is scored by a learner that has not seen it.",
    "calibration-again": "The out-of-fold anchors are of an older version, which kept too little of them. Score them again.",
  },
  calibrate: "Score out-of-fold anchors",
  calibrating: "Scoring …",
  entry: (rank: number, total: number) => `${formatCount(rank)} of ${formatCount(total)}`,
  previous: "Previous (←)",
  next: "Next (→)",

  notChecked: "Nobody has checked yet whether the anchor set or the pool shows test faces again.",
  shownAgain: (anchor: number, pool: number) => {
    const found = [
      ...(anchor > 0 ? [`${pictures(anchor)} of the anchor set`] : []),
      ...(pool > 0 ? [`${pictures(pool)} of the pool`] : []),
    ];
    return `${found.join(" and ")} ${anchor + pool === 1 ? "shows" : "show"} a test face again, which makes results look better than they are.`;
  },
  seeData: "See Data",
} as const;
