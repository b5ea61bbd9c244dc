import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldCounts, foldOptions, mostPeople, type PeopledParts, whyNoFolds } from "./fold-preview.ts";
import { foldOf } from "./role-fold.ts";
import { subjectProtocols } from "./set-choice.ts";
import { peopleOf } from "./set-people.ts";
import { type SourceRow, type SourceTable, SourceTableBuilder } from "./source-table.ts";

const labels = ["happy", "sad", "smirk"];

function tableOf(rows: Omit<SourceRow, "picture">[], alone: string[] = []): SourceTable {
  const builder = new SourceTableBuilder({ labels, parts: ["train", "test"] });
  for (const [index, row] of rows.entries()) builder.add({ picture: `${index}.png`, ...row });
  for (const subject of alone) builder.addSubject(subject);
  return builder.table();
}

/** What a window is told of the table. */
const toldOf = (table: SourceTable, parts = ["train"]): PeopledParts => ({
  report: {
    parts: table.parts,
    labels: table.labels.map((label) => ({ label, means: label, from: "set", counts: [] })),
    subjects: new Set(table.subject.filter((subject) => subject >= 0)).size,
  },
  people: peopleOf(table),
  parts,
});

const asSet = (table: SourceTable, parts: readonly string[]) => ({
  root: "/data/own",
  reader: { name: "labels-csv", title: "Own", licence: { terms: "", show: "no", passOn: "no" } } as const,
  set: { table },
  parts,
});

const picture = fc.record({
  subject: fc.option(fc.constantFrom("2", "10", "KA", "S005", "S01", "b", "a", "7", "9", "11", "12", "13"), { nil: undefined, freq: 30 }),
  label: fc.option(fc.constantFrom(...labels), { nil: undefined, freq: 5 }),
  part: fc.constantFrom("train", "test"),
});

describe("folds counted from people", () => {
  it("are those that the pictures themselves make, picture by picture, or none where those are refused", () => {
    let [offered, refused] = [0, 0];
    const sets = fc.tuple(
      fc.array(picture, { maxLength: 60 }),
      fc.subarray(["10", "14", "c"]),
      fc.subarray(["train", "test"], { minLength: 1 }),
    );
    fc.assert(
      fc.property(sets, ([rows, alone, parts]) => {
        const table = tableOf(rows, alone);
        const told = toldOf(table, parts);
        for (const protocol of subjectProtocols) {
          const options = foldOptions(told, protocol);
          for (let index = 0; index < 13; index++) {
            const option = options.find((one) => one.index === index);
            const made = () => foldOf(asSet(table, parts), { protocol, index, side: "train" });
            if (!option) {
              refused++;
              expect(made).toThrow();
              expect(foldCounts(told, { protocol, index, side: "test" })).toBeNull();
              continue;
            }
            offered++;
            const fold = made();
            expect([option.name, option.tested]).toEqual([fold.name, fold.test.length]);
            for (const side of ["train", "test"] as const) {
              const counts = labels.map((_, label) => [...fold[side]].filter((row) => table.label[row] === label).length);
              expect(foldCounts(told, { protocol, index, side })).toEqual(counts);
            }
          }
        }
      }),
    );
    expect(Math.min(offered, refused)).toBeGreaterThan(100);
  });

  it("leave out those that hold no picture to test on: three people fill three folds of ten", () => {
    const told = toldOf(
      tableOf(
        ["c", "a", "b", "b"].map((subject) => ({ subject, label: "sad", part: "train" })),
        ["aa"],
      ),
    );
    expect(foldOptions(told, "subject-ten-fold")).toEqual([
      { index: 0, name: "fold 1 of 10", tested: 1 },
      { index: 2, name: "fold 3 of 10", tested: 2 },
      { index: 3, name: "fold 4 of 10", tested: 1 },
    ]);
    expect(foldOptions(told, "leave-one-subject-out").map(({ name }) => name)).toEqual(["without a", "without b", "without c"]);
  });
});

describe("why a set has no folds", () => {
  const one = { label: "sad", part: "train" };

  it("is that nobody knows who is in its pictures, in all or in some", () => {
    expect(whyNoFolds(toldOf(tableOf([one, one])))).toEqual({ kind: "nobody-known" });
    const some = tableOf([one, { ...one, subject: "a" }, { ...one, subject: "b" }, { part: "train" }]);
    expect(whyNoFolds(toldOf(some))).toEqual({ kind: "some-unknown", pictures: 3, unknown: 1 });
    expect(whyNoFolds(toldOf(some, ["test"]))).toEqual({ kind: "no-label" });
    expect(whyNoFolds(toldOf(tableOf([{ ...one, subject: "a" }, { part: "train" }])))).toBeNull();
  });

  it("is that an older version did not count them, or that they are too many", () => {
    const told = toldOf(tableOf([{ ...one, subject: "a" }]));
    expect(whyNoFolds({ ...told, people: undefined })).toEqual({ kind: "not-counted" });
    const many = (count: number) => tableOf(Array.from({ length: count }, (_, index) => ({ ...one, subject: `s${index}` })));
    expect(whyNoFolds(toldOf(many(mostPeople)))).toBeNull();
    expect(whyNoFolds(toldOf(many(mostPeople + 1)))).toEqual({ kind: "too-many" });
  });

  it("does not count identities without a label, as a pool has them", () => {
    const crowd = Array.from({ length: mostPeople + 1 }, (_, index) => ({ subject: `s${index}`, part: "train" }));
    expect(peopleOf(tableOf([...crowd, { ...one, subject: "s3" }]))).toMatchObject({ subjects: ["s3"], pictures: [1] });
  });
});
