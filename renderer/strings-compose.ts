// The words of what is made of data sets as they lie on disk: putting a data set together, its alignment, evaluation across databases.
import type { Split } from "../core/contract/dataset-summary.ts";
import type { Contradiction } from "../core/datasets/compose-preview.ts";
import { mostPeople, type NoFolds } from "../core/datasets/fold-preview.ts";
import { formatCount } from "./format.ts";

const roleNames: Record<Split, string> = { anchor: "Anchor set", pool: "Auxiliary pool", test: "Test set" };
const pictures = (count: number) => (count === 1 ? "1 picture" : `${formatCount(count)} pictures`);

export const composeStrings = {
  open: "Put together a data set …",
  openHint: "From RAF-DB, FER-2013, CK+ and others as they lie on disk, one a role",
  title: "Put together a data set",
  hint: "One data set a role, as it lies on disk: nothing is copied. Two roles may take different parts of one, or the two sides of a fold.",
  roles: roleNames,
  roleHints: {
    anchor: "Labelled; the primitive learner trains on it.",
    pool: "Mined for useful faces; its labels, if any, only score.",
    test: "Labelled; chooses nothing.",
  },
  set: "Data set",
  noSet: "Choose one …",
  setName: (title: string, name: string) => (title === name ? title : `${title} · ${name}`),
  add: "Add a folder …",
  addCommand: "A browser cannot choose folders. With this workbench stopped, say in a terminal, once for each data set:",
  command: "omnifer data add DIR --project P",
  forget: (name: string) => `Forget ${name}`,
  forgetHint: "Forgets what was found in it; the folder stays, and adding it again brings it back",
  none: "No data set is known yet",
  noneText:
    "Add the folders that RAF-DB, FER-2013, CK+, JAFFE, MMI, ExpW, MS-Celeb-1M or sets of your own were unpacked to. Each is recognised and counted.",
  readAs: "Read as",
  readAsNote: "More than one reader knows this folder.",
  found: (count: number, subjects: number) =>
    subjects === 0 ? pictures(count) : `${pictures(count)} of ${subjects === 1 ? "1 person" : `${formatCount(subjects)} people`}`,
  licence: "Licence",
  parts: "Parts",
  part: (name: string, count: number) => `${name} (${formatCount(count)})`,
  folds: {
    split: "Pictures of these parts",
    allPictures: "All of them",
    protocols: {
      "subject-ten-fold": "By people: a fold of ten (CK+)",
      "leave-one-subject-out": "By people: one left out (JAFFE)",
    },
    fold: "Fold",
    side: { anchor: "Everybody but the people of the fold.", test: "The people of the fold alone." },
    option: (name: string, tested: number) => `${name} (${tested === 1 ? "1 test picture" : `${formatCount(tested)} test pictures`})`,
    chooseFold: "Choose one …",
    noSuchFold: "With these parts and choices the chosen fold holds no picture to test on.",
    why(reason: NoFolds): string {
      switch (reason.kind) {
        case "nobody-known":
          return "No folds of people: nobody knows who is in its pictures.";
        case "not-counted":
          return "No folds of people yet: an older version looked into this folder. Add it again, and they are counted.";
        case "too-many":
          return `No folds of people: more than ${formatCount(mostPeople)} people have a label.`;
        case "some-unknown":
          return `No folds of people: ${formatCount(reason.unknown)} of ${pictures(reason.pictures)} show nobody known.`;
        case "no-label":
          return "No folds of people: the chosen parts have no labelled picture.";
      }
    },
  },
  align: "Turn faces upright (MTCNN)",
  alignNote: "A face that is not found stays as it is, and is counted.",
  labels: "What its labels mean",
  labelsKnown: (count: number) => (count === 1 ? "1 word" : `${count} words, all known`),
  labelsUnknown: (count: number) => (count === 1 ? "nobody knows 1 word" : `nobody knows ${count} words`),
  word: "Its word",
  meaning: "Class",
  pictures: "Pictures",
  meaningOf: (word: string) => `Class of ${word}`,
  noClass: "none",
  unknownWord: "not known",
  usualMeaning: (name: string | null) => (name === null ? "none (usual)" : `${name} (usual)`),
  unlabelled: "without a label",
  leftOut: "Left out",
  leftOutCount: (count: number) => formatCount(count),
  place: (file: string, line: number | undefined) => (line === undefined ? file : `${file}, line ${line}`),
  moreLeftOut: "…",
  notes: "Notes",
  reading: "Looking into the folder …",
  notRead: "The folder could not be read with this choice. Choose otherwise.",
  classes: "Classes",
  classesNote: "Separated by commas; a picture whose label means none of them is left out.",
  result: "What will result",
  withoutClass: "no class",
  all: "All",
  leftOutOf: (role: Split, count: number) =>
    `${pictures(count)} of the ${roleNames[role].toLowerCase()} will be left out, having none of the classes.`,
  start: "Put together",
  starting: "Putting together …",
  contradiction(found: Contradiction): string {
    switch (found.kind) {
      case "no-set":
        return `Choose a data set for the role ${roleNames[found.role]}.`;
      case "no-part":
        return `Choose a part of the data set for the role ${roleNames[found.role]}${found.canFold ? ", or a fold of its people" : ""}.`;
      case "no-fold":
        return `${roleNames[found.role]}: choose a fold that holds pictures to test on.`;
      case "part-twice": {
        const twice = `The part ${found.part} of ${found.title} plays two roles: ${roleNames[found.roles[0]]} and ${roleNames[found.roles[1]]}.`;
        return found.canFold ? `${twice} A fold of its people splits it.` : twice;
      }
      case "no-picture":
        return `${roleNames[found.role]}: no picture of the chosen parts has one of the classes.`;
      case "no-anchors":
        return `No anchor has the class ${found.classes.join(", ")}: a class without anchors has no centroid.${found.isFold ? " Choose another fold." : ""}`;
    }
  },
  classList: {
    tooFew: "Two classes at least.",
    twice: (name: string) => `“${name}” occurs twice.`,
    tooLong: (name: string) => `“${name}” is longer than 60 letters.`,
    reserved: "“none” stands for no class.",
    tooMany: "256 classes at most.",
  },
} as const;
