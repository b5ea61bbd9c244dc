import { describe, expect, it } from "vitest";
import { LeftOutList } from "./set-reader.ts";
import { setReport } from "./set-report.ts";
import { SourceTableBuilder } from "./source-table.ts";

const reader = { name: "ck-plus", title: "CK+", licence: { terms: "Ask.", show: "some", passOn: "no" } } as const;

describe("what is in a data set", () => {
  it("is counted by label, class and part, with who is in it and what was left out", () => {
    const builder = new SourceTableBuilder({ labels: ["happy", "joy", "smirk", "sad"], parts: ["train", "test"] });
    builder.add({ picture: "1.png", label: "happy", part: "train", subject: "S1", sequence: "S1/1" });
    builder.add({ picture: "2.png", label: "joy", part: "train", subject: "S1", sequence: "S1/1" });
    builder.add({ picture: "3.png", label: "joy", part: "test", subject: "S2" });
    builder.add({ picture: "4.png", label: "smirk", part: "test", subject: "S3" });
    builder.add({ picture: "5.png", part: "test" });
    const leftOut = new LeftOutList();
    leftOut.add({ file: "b.txt", reason: "not a picture" });
    for (let line = 1; line <= 4; line++) leftOut.add({ file: "labels.txt", line, reason: "nobody voted" });
    const set = { table: builder.table(), leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes: ["A note."] };
    const report = setReport({ reader, layout: "a layout", set, digest: "d" }, [
      { label: "happy", means: "happiness", from: "set" },
      { label: "joy", means: "happiness", from: "edit" },
      { label: "smirk", means: null, from: "nobody" },
      { label: "sad", means: "sadness", from: "set" },
    ]);
    expect(report).toEqual({
      reader: "ck-plus",
      title: "CK+",
      layout: "a layout",
      licence: reader.licence,
      digest: "d",
      count: 5,
      parts: ["train", "test"],
      labels: [
        { label: "happy", means: "happiness", from: "set", counts: [1, 0] },
        { label: "joy", means: "happiness", from: "edit", counts: [1, 1] },
        { label: "smirk", means: null, from: "nobody", counts: [0, 1] },
        { label: "sad", means: "sadness", from: "set", counts: [0, 0] },
      ],
      classes: [
        { name: "happiness", counts: [2, 1] },
        { name: "sadness", counts: [0, 0] },
      ],
      unlabelled: [0, 1],
      subjects: 3,
      sequences: 1,
      leftOut: [
        {
          reason: "nobody voted",
          count: 4,
          examples: [1, 2, 3].map((line) => ({ file: "labels.txt", line, reason: "nobody voted" })),
        },
        { reason: "not a picture", count: 1, examples: [{ file: "b.txt", reason: "not a picture" }] },
      ],
      notes: ["A note."],
    });
  });
});
