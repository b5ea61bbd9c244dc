import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SourceRow, SourceTableBuilder } from "../datasets/source-table.ts";
import { foldSizes, labelledSequences } from "./ck-plus-sequences.fixture.ts";
import { compareIds, crossDatabase, fixedSplit, leaveOneSubjectOut, subjectTenFold } from "./protocols.ts";

const tableOf = (rows: SourceRow[], absent: string[] = []) => {
  const builder = new SourceTableBuilder();
  for (const row of rows) builder.add(row);
  for (const subject of absent) builder.addSubject(subject);
  return builder.table();
};
const of = (subject: string, label?: string): SourceRow => ({ picture: `${subject}.png`, subject, ...(label && { label }) });

describe("ten folds of subjects (CK+)", () => {
  it("have the published number of sequences, in the published order, whatever order the rows are in", () => {
    const rows = labelledSequences.map((sequence) => of(sequence.slice(0, 4), "anger"));
    expect(rows).toHaveLength(327);
    const folds = subjectTenFold({ table: tableOf(rows), parts: ["all"] });
    expect(folds.map(({ test }) => test.length)).toEqual(foldSizes);
    expect(folds.map(({ name }) => name).slice(0, 2)).toEqual(["fold 1 of 10", "fold 2 of 10"]);
  });

  it("take every tenth subject by ascending id", () => {
    const twelve = ["l", "k", "j", "i", "h", "g", "f", "e", "d", "c", "b", "a"].map((subject) => of(subject, "fear"));
    const [first, second, third] = subjectTenFold({ table: tableOf(twelve), parts: ["all"] });
    expect([...first!.test]).toEqual([1, 11]); // k and a
    expect([...second!.test]).toEqual([0, 10]); // l and b
    expect([...third!.test]).toEqual([9]); // c
  });

  it("do not count who has no label, but who has no picture because its label was left out", () => {
    const rows = [of("a", "fear"), of("b"), of("d", "fear")];
    const [first, second, third] = subjectTenFold({ table: tableOf(rows), parts: ["all"] });
    expect([first, second, third].map((fold) => [...fold!.test])).toEqual([[0], [2], []]);
    const withAbsent = subjectTenFold({ table: tableOf(rows, ["c"]), parts: ["all"] });
    expect(withAbsent.slice(0, 3).map((fold) => [...fold.test])).toEqual([[0], [], [2]]);
  });

  it("leave a picture of nobody known on neither side", () => {
    const [first] = subjectTenFold({ table: tableOf([of("a", "fear"), { picture: "x.png", label: "fear" }]), parts: ["all"] });
    expect([[...first!.train], [...first!.test]]).toEqual([[], [0]]);
  });
});

describe("leaving one subject out (JAFFE)", () => {
  it("tests on each of them once, and trains on all others", () => {
    const folds = leaveOneSubjectOut({ table: tableOf([of("KM", "fear"), of("KA", "fear"), of("KM", "anger"), of("ZZ")]), parts: ["all"] });
    expect(folds.map(({ name, train, test }) => [name, [...train], [...test]])).toEqual([
      ["without KA", [0, 2], [1]],
      ["without KM", [1], [0, 2]],
    ]);
  });
});

describe("subjects' protocols", () => {
  const rows = fc.array(fc.record({ subject: fc.integer({ min: 1, max: 30 }), labelled: fc.boolean() }), { maxLength: 60 });
  it.each([
    ["ten folds", subjectTenFold],
    ["one left out", leaveOneSubjectOut],
  ])("test on every labelled picture once, and never on a person that they train on (%s)", (_, protocol) => {
    fc.assert(
      fc.property(rows, (some) => {
        const table = tableOf(some.map(({ subject, labelled }) => of(String(subject), labelled ? "fear" : undefined)));
        const folds = protocol({ table, parts: ["all"] });
        const labelled = [...table.label.keys()].filter((row) => table.label[row]! >= 0);
        expect(folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual(labelled);
        for (const { train, test } of folds) {
          expect([...train, ...test].sort((a, b) => a - b)).toEqual(labelled);
          const tested = new Set(Array.from(test, (row) => table.subject[row]));
          expect(train.some((row) => tested.has(table.subject[row]!))).toBe(false);
        }
      }),
    );
  });

  it("know numbers from words", () => {
    expect(["S010", "10", "2", "KA", "S005", "02"].sort(compareIds)).toEqual(["02", "2", "10", "KA", "S005", "S010"]);
  });
});

describe("protocols that a data set's parts make", () => {
  const raf = tableOf([
    { picture: "1.jpg", label: "fear", part: "train" },
    { picture: "2.jpg", part: "train" },
    { picture: "3.jpg", label: "anger", part: "test" },
    { picture: "4.jpg", label: "anger", part: "validation" },
  ]);

  it("inside a database: one fold, of labelled pictures alone", () => {
    const [fold, ...more] = fixedSplit(raf, ["train"], ["test", "validation"]);
    expect(fold).toEqual({ name: "train to test and validation", train: Uint32Array.of(0), test: Uint32Array.of(2, 3) });
    expect(more).toEqual([]);
  });

  it("across databases: rows of the one to train on, of the other to test on", () => {
    const jaffe = { table: tableOf([of("KA", "AN"), of("KA"), of("KL", "SU")]), parts: ["all"] };
    expect(crossDatabase({ table: raf, parts: ["train"] }, jaffe)).toEqual([
      { name: "across databases", train: Uint32Array.of(0), test: Uint32Array.of(0, 2) },
    ]);
  });
});
