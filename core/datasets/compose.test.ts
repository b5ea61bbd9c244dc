import { describe, expect, it } from "vitest";
import { classNames } from "./class-names.ts";
import { composeDataset, type RoleSet } from "./compose.ts";
import type { FoldChoice } from "./set-choice.ts";
import { type SourceRow, SourceTableBuilder } from "./source-table.ts";

const composed = (roles: Parameters<typeof composeDataset>[1]) => composeDataset(names, roles, "/project/frames");
const names = classNames(["fear", "anger", "neutral"]);

function roleSet(name: RoleSet["reader"]["name"], rows: SourceRow[], parts: string[], more: Partial<RoleSet> = {}): RoleSet {
  const builder = new SourceTableBuilder();
  for (const row of rows) builder.add(row);
  const reader = { name, title: name.toUpperCase(), licence: { terms: `terms of ${name}`, show: "no", passOn: "no" } } as const;
  const set = { table: builder.table() };
  const lookedAt = { files: new Map([["list.txt", { size: 3, time: 4 }]]), folders: new Map() };
  return { root: `/data/${name}`, reader, set, meaningOf: (label) => label, parts, fold: null, digest: name, lookedAt, ...more };
}

const rafRows: SourceRow[] = [
  { picture: "train_1.jpg", label: "fear", part: "train", line: 1 },
  { picture: "train_2.jpg", label: "anger", part: "train", line: 2 },
  { picture: "train_3.jpg", label: "neutral", part: "train", line: 3 },
  { picture: "test_1.jpg", label: "fear", part: "test", line: 4 },
];
const raf = (parts: string[]) => roleSet("raf-db", rafRows, parts);
const pool = roleSet(
  "ms1m",
  [
    { picture: "0/1.jpg", subject: "0" },
    { picture: "0/2.jpg", subject: "0" },
    { picture: "1/1.jpg", subject: "1" },
  ],
  ["all"],
);

describe("a data set put together from others", () => {
  it("has the anchors of one, the pool of another and the test faces of a third", () => {
    const jaffe = roleSet("jaffe", [{ picture: "KA.AN1.39.tiff", label: "AN", subject: "KA" }], ["all"], {
      meaningOf: (label) => ({ AN: "anger" })[label] ?? null,
    });
    const { table, roots, hasGroups } = composed({ anchor: raf(["train"]), pool, test: jaffe });
    expect(table.files).toEqual([
      "raf-db/train_1.jpg",
      "raf-db/train_2.jpg",
      "raf-db/train_3.jpg",
      "ms1m/0/1.jpg",
      "ms1m/0/2.jpg",
      "ms1m/1/1.jpg",
      "jaffe/KA.AN1.39.tiff",
    ]);
    expect([...table.split]).toEqual([0, 0, 0, 1, 1, 1, 2]);
    expect([...table.label]).toEqual([0, 1, 2, -1, -1, -1, 1]);
    expect([...table.person]).toEqual([-1, -1, -1, 0, 0, 1, 2]);
    expect([...table.line]).toEqual([1, 2, 3, 0, 0, 0, 0]);
    expect(roots).toEqual({ "raf-db": "/data/raf-db", ms1m: "/data/ms1m", jaffe: "/data/jaffe" });
    expect(hasGroups).toBe(true);
  });

  it("may take two roles from one folder, but never one part for both", () => {
    const { table } = composed({ anchor: raf(["train"]), pool, test: raf(["test"]) });
    expect(table.files.at(-1)).toBe("raf-db/test_1.jpg");
    expect(() => composed({ anchor: raf(["train"]), pool, test: raf(["train", "test"]) })).toThrow(
      "/data/raf-db: found the part train as anchor and as test",
    );
  });

  it("tells two folders of one reader apart, and their people", () => {
    const other = roleSet("ms1m", [{ picture: "0/9.jpg", subject: "0", label: "fear" }], ["all"], { root: "/data/more" });
    const { table, roots } = composed({ anchor: raf(["train"]), pool, test: other });
    expect(roots).toEqual({ "raf-db": "/data/raf-db", ms1m: "/data/ms1m", "ms1m-2": "/data/more" });
    expect(table.person.at(-1)).toBe(2);
  });

  it("keeps the licence of each set under the key of its folder, and what was looked at in it", () => {
    const other = roleSet("ms1m", [{ picture: "0/9.jpg", label: "fear" }], ["all"], { root: "/data/more" });
    const { licences, lookedAt } = composed({ anchor: raf(["train"]), pool, test: other });
    expect(licences["raf-db"]).toEqual({ title: "RAF-DB", terms: "terms of raf-db", show: "no", passOn: "no" });
    expect(Object.keys(licences)).toEqual(["raf-db", "ms1m", "ms1m-2"]);
    expect(lookedAt.map(({ key }) => key)).toEqual(["raf-db", "ms1m", "ms1m-2"]);
    expect(lookedAt[1]!.lookedAt).toBe(pool.lookedAt);
  });

  it("keeps which pictures are of one film, and tells the films of two folders apart", () => {
    const film = (root: string) =>
      roleSet(
        "mmi",
        [
          { picture: "1.png", label: "fear", sequence: "7" },
          { picture: "2.png", label: "anger", sequence: "7" },
        ],
        ["all"],
        { root },
      );
    const anchors = roleSet("mmi", [...rafRows.slice(0, 3), { picture: "1.png", label: "fear", sequence: "7" }], ["train", "all"]);
    const { table } = composed({ anchor: anchors, pool, test: film("/data/other") });
    expect([...table.sequence]).toEqual([-1, -1, -1, 0, -1, -1, -1, 1, 1]);
  });

  it("finds frames of films where the project keeps them", () => {
    const films = roleSet("mmi", [{ picture: "@frames/S001-12.png", label: "fear", subject: "1" }], ["all"]);
    const { table, roots, licences } = composed({ anchor: raf(["train"]), pool, test: films });
    expect(table.files.at(-1)).toBe("@frames/S001-12.png");
    expect(roots["@frames"]).toBe("/project/frames");
    expect(licences["@frames"]).toMatchObject({ title: "MMI", show: "no" });
  });

  it("leaves out of anchors and tests what is no class, and says how many; the pool keeps it without a label", () => {
    const rows = [...rafRows, { picture: "test_2.jpg", label: "contempt", part: "test" }, { picture: "test_3.jpg", part: "test" }];
    const contempt = roleSet("raf-db", rows, ["test"], { meaningOf: (label) => (label === "contempt" ? null : label) });
    const { table, outside } = composed({ anchor: raf(["train"]), pool, test: contempt });
    expect(table.count).toBe(7);
    expect([...outside]).toEqual([
      ["RAF-DB: contempt", 1],
      ["RAF-DB: no label", 1],
    ]);
    const labelledPool = roleSet("expw", [{ picture: "a.jpg", label: "contempt" }], ["all"], { meaningOf: () => null });
    expect(composed({ anchor: raf(["train"]), pool: labelledPool, test: raf(["test"]) }).table.label[3]).toBe(-1);
  });

  it("says which class has no anchor, which role no picture, which part there is not", () => {
    const fewer = roleSet("raf-db", rafRows.slice(0, 2), ["train"]);
    expect(() => composed({ anchor: fewer, pool, test: raf(["test"]) })).toThrow(/no anchor of neutral/);
    const none = roleSet("jaffe", [{ picture: "a.tiff", label: "XX" }], ["all"], { meaningOf: () => null });
    expect(() => composed({ anchor: raf(["train"]), pool, test: none })).toThrow(/no picture of JAFFE \(all\) for the role test/);
    expect(() => composed({ anchor: raf(["train"]), pool, test: raf(["validation"]) })).toThrow(
      /found no part validation, expected one of train, test/,
    );
  });

  it("changes its digest with what is in it, what of it is taken, and what labels mean", () => {
    const roles = { anchor: raf(["train"]), pool, test: raf(["test"]) };
    const digest = composed(roles).digest;
    expect(composed(roles).digest).toBe(digest);
    expect(composed({ ...roles, pool: { ...pool, digest: "changed" } }).digest).not.toBe(digest);
    const swapped = { fear: "anger", anger: "fear" } as Record<string, string>;
    const relabelled = { ...raf(["train"]), meaningOf: (label: string) => swapped[label] ?? label };
    expect(composed({ ...roles, anchor: relabelled }).digest).not.toBe(digest);
  });
});

describe("a data set put together by folds", () => {
  /** Five people who show everything, and a sixth who shows fear alone. */
  const people = ["A", "B", "C", "D", "E"].flatMap((subject) =>
    ["fear", "anger", "neutral"].map((label): SourceRow => ({ picture: `${subject}-${label}.png`, label, subject })),
  );
  const rows = [...people, { picture: "F.png", label: "fear", subject: "F" }];
  const side = (side: FoldChoice["side"], more: Partial<FoldChoice> = {}, from = rows) =>
    roleSet("ck-plus", from, ["all"], { fold: { protocol: "leave-one-subject-out", index: 1, side, ...more } });

  it("trains on one side and tests on the other, of one part of one folder", () => {
    const { table } = composed({ anchor: side("train"), pool, test: side("test") });
    const filesOf = (split: number) => table.files.filter((_, row) => table.split[row] === split);
    expect(filesOf(2)).toEqual(["ck-plus/B-fear.png", "ck-plus/B-anger.png", "ck-plus/B-neutral.png"]);
    expect(filesOf(0)).toHaveLength(13);
    expect(filesOf(0).some((file) => file.includes("/B-"))).toBe(false);
  });

  it("has another digest for another fold, another protocol, and other people", () => {
    const digestOf = (more: Partial<FoldChoice>, from = rows) =>
      composed({ anchor: side("train", more, from), pool, test: side("test", more, from) }).digest;
    const absent = roleSet("ck-plus", rows, ["all"]).set.table;
    const withAbsent = { ...absent, subjects: ["AA", ...absent.subjects], subject: absent.subject.map((one) => one + 1) };
    const shifted = (which: FoldChoice["side"]) => ({
      ...side(which, { protocol: "subject-ten-fold", index: 2 }),
      set: { table: withAbsent },
    });
    const digests = [
      digestOf({}),
      digestOf({ index: 2 }),
      digestOf({ protocol: "subject-ten-fold", index: 2 }),
      composed({ anchor: shifted("train"), pool, test: shifted("test") }).digest,
    ];
    expect(new Set(digests).size).toBe(4);
    expect(digestOf({})).toBe(digests[0]);
  });

  it("refuses what would show a person on both sides", () => {
    expect(() => composed({ anchor: side("train"), pool, test: side("train") })).toThrow("the part all as anchor and as test");
    expect(() => composed({ anchor: side("train"), pool, test: side("test", { index: 2 }) })).toThrow("the part all as anchor and as test");
    const otherwiseRead = { ...side("test"), digest: "read with another choice" };
    expect(() => composed({ anchor: side("train"), pool, test: otherwiseRead })).toThrow("or the two sides of one fold in two");
  });

  it.each<[string, Partial<FoldChoice>, SourceRow[], RegExp]>([
    [
      "a fold that is not there",
      { index: 6 },
      rows,
      /found no picture to test on in fold 6 of leave-one-subject-out, expected one of the folds that CK-PLUS fills: 0 to 5\. Choose/,
    ],
    [
      "a training side that lacks a class",
      { index: 0 },
      [...people.slice(0, 3), ...rows.slice(-1)],
      /found no anchor of anger, neutral, .*Take another fold, whose people show them/,
    ],
    ["a set whose people nobody knows", {}, rafRows, /found CK-PLUS, whose people nobody knows, .*Split it by its parts \(--part\)/],
    ["pictures of nobody known", {}, [...rows, { picture: "x.png", label: "fear" }], /found 1 of 17 pictures of nobody known/],
    ["parts without labels", {}, [{ picture: "x.png", subject: "A" }], /found no labelled picture \(all\), expected pictures to split/],
  ])("refuses %s, and says the mend", (_, more, from, message) => {
    const [train, test] = [side("train", more, from), side("test", more, from)].map((role) => ({ ...role, parts: role.set.table.parts }));
    expect(() => composed({ anchor: train!, pool, test: test! })).toThrow(message);
  });
});
