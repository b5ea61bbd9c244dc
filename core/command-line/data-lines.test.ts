import { describe, expect, it } from "vitest";
import type { SetReport } from "../contract/set-views.ts";
import { reportText } from "./data-lines.ts";

const report: SetReport = {
  reader: "fer2013",
  title: "FER-2013",
  layout: "fer2013.csv",
  licence: { terms: "Ask its owners.", show: "some", passOn: "no" },
  digest: "abc",
  count: 138,
  parts: ["train", "test"],
  labels: [
    { label: "happy", means: "happiness", from: "set", counts: [100, 20] },
    { label: "joy", means: "happiness", from: "edit", counts: [7, 0] },
    { label: "smirk\u001b", means: null, from: "nobody", counts: [1, 0] },
    { label: "odd", means: null, from: "edit", counts: [0, 4] },
  ],
  classes: [{ name: "happiness", counts: [107, 20] }],
  unlabelled: [0, 6],
  subjects: 12,
  sequences: 0,
  leftOut: [
    { reason: "nobody voted", count: 4, examples: [2, 3, 5].map((line) => ({ file: "votes.csv", line, reason: "" })) },
    { reason: "not a picture", count: 1, examples: [{ file: "a/b.txt", reason: "" }] },
  ],
  notes: ["Something to know."],
};

const others = [{ reader: "class-folders" as const, title: "Class folders", layout: "train, test" }];

describe("what omnifer data inspect prints", () => {
  it("is a table of labels and parts, their classes, what was left out, and notes", () => {
    expect(reportText("/d/faces", report, { others, unknownMend: "Say it." })).toBe(`/d/faces
data set   FER-2013 (fer2013): fer2013.csv
pictures   138
people     12
sequences  none
licence    Ask its owners.
digest     abc

label    class      train  test  all
happy    happiness    100    20  120
joy      happiness      7     0    7
smirk\ufffd   ?              1     0    1
odd      none           0     4    4
without                 0     6    6
all                   108    30  138

class      train  test  all
happiness    107    20  127

left out
  4  nobody voted: votes.csv, line 2; votes.csv, line 3; votes.csv, line 5 …
  1  not a picture: a/b.txt

note: Class folders knows this folder too (train, test): --reader class-folders
note: Something to know.
note: What does "smirk\ufffd" mean? Say it.
`);
  });

  it("says no more than there is", () => {
    const plain = { ...report, labels: report.labels.slice(0, 1), unlabelled: [0, 0], leftOut: [], notes: [], subjects: 0 };
    const text = reportText("/d/faces", plain, { others: [], unknownMend: "" });
    expect(text).toContain("people     not known\n");
    expect(text.slice(text.indexOf("\n\n"))).toBe(`

label  class      train  test  all
happy  happiness    100    20  120
all                 100    20  120
`);
  });
});
