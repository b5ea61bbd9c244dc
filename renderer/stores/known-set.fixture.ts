// Data sets on disk as the engine tells of them, for tests: RAF-DB with two parts, CK+ with a choice, a pool without labels.
import type { KnownSet, SetPeople, SetReport } from "../../core/contract/set-views.ts";

/** Pictures by label and part. @param meanings  of the words that the reader knows */
export function setReport(changes: Partial<SetReport>, labels: Record<string, number[]>, meanings: Record<string, string>): SetReport {
  const parts = changes.parts ?? ["all"];
  return {
    ...{ reader: "raf-db", title: "RAF-DB", layout: "its list", digest: "d0", count: 1, classes: [], subjects: 0, sequences: 0 },
    ...{ licence: { terms: "Ask.", show: "no", passOn: "no" }, leftOut: [], notes: [], unlabelled: parts.map(() => 0) },
    labels: Object.entries(labels).map(([label, counts]) => ({
      label,
      counts,
      means: meanings[label] ?? null,
      from: label in meanings ? "set" : "nobody",
    })),
    ...changes,
    parts,
  };
}

const twoClasses = { "1": "surprise", "4": "happiness" };

export const rafDb: KnownSet = {
  ...{ id: "set-raf", name: "RAF-DB", reader: "raf-db", title: "RAF-DB", asks: [] },
  others: [{ reader: "class-folders", title: "Class folders", layout: "train, test" }],
  usualParts: { anchor: ["train"], test: ["test"] },
  readings: [{ choices: {}, report: setReport({ parts: ["train", "test"] }, { "1": [10, 3], "4": [20, 5] }, twoClasses) }],
};

const ckReport = setReport({ reader: "ck-plus", title: "CK+", subjects: 2 }, { happy: [6], odd: [2] }, { happy: "happiness" });
/** Of S1 four happy pictures, of S2 two and the odd ones. */
const ckPeople: SetPeople = { subjects: ["S1", "S2"], subject: [0, 1, 1], label: [0, 0, 1], part: [0, 0, 0], pictures: [4, 2, 2] };
const contempt = [
  { value: "leave-out", means: "They are left out." },
  { value: "keep", means: "They are kept." },
];

export const ckPlus: KnownSet = {
  ...{ id: "set-ck", name: "CK+", reader: "ck-plus", title: "CK+", others: [] },
  asks: [{ name: "contempt", asks: "What becomes of contempt?", options: contempt }],
  usualParts: { anchor: ["all"], test: ["all"] },
  readings: [{ choices: { contempt: "leave-out" }, report: ckReport, people: ckPeople }],
};

export const webFaces: KnownSet = {
  ...{ id: "set-pool", name: "web-faces", reader: "class-folders", title: "Class folders", others: [], asks: [] },
  usualParts: { anchor: ["train", "all"], test: ["test"] },
  readings: [{ choices: {}, report: setReport({ reader: "class-folders", title: "Class folders", unlabelled: [50] }, {}, {}) }],
};
