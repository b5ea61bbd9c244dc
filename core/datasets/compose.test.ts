import { describe, expect, it } from "vitest";
import { classNames } from "./class-names.ts";
import { composeDataset, type RoleSet } from "./compose.ts";
import { type SourceRow, SourceTableBuilder } from "./source-table.ts";

const composed = (roles: Parameters<typeof composeDataset>[1]) => composeDataset(names, roles, "/project/frames");
const names = classNames(["fear", "anger", "neutral"]);

function roleSet(name: RoleSet["reader"]["name"], rows: SourceRow[], parts: string[], more: Partial<RoleSet> = {}): RoleSet {
  const builder = new SourceTableBuilder();
  for (const row of rows) builder.add(row);
  const reader = { name, title: name.toUpperCase(), licence: { terms: `terms of ${name}`, show: "no", passOn: "no" } } as const;
  const set = { table: builder.table() };
  const lookedAt = { files: new Map([["list.txt", { size: 3, time: 4 }]]), folders: new Map() };
  return { root: `/data/${name}`, reader, set, meaningOf: (label) => label, parts, digest: name, lookedAt, ...more };
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

  it("finds frames of films where the project keeps them", () => {
    const films = roleSet("mmi", [{ picture: "@frames/S001-12.png", label: "fear", subject: "1" }], ["all"]);
    const { table, roots } = composed({ anchor: raf(["train"]), pool, test: films });
    expect(table.files.at(-1)).toBe("@frames/S001-12.png");
    expect(roots["@frames"]).toBe("/project/frames");
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
