// The printed numbers against the paper's own arithmetic, so that a slip of the pen cannot pass for a finding.
import { describe, expect, it } from "vitest";
import { rowsOf, type TableNumber, tableNumbers } from "./paper/table.ts";
import { paperTables } from "./paper-tables.ts";
import { armName, armsOf, armsOfRow } from "./table-arms.ts";

const rowOf = (table: TableNumber, id: string) => rowsOf(paperTables[table]).find((row) => row.id === id)!;
const accuracyOf = (table: TableNumber, id: string) => rowOf(table, id).accuracy!;
const runnable = (table: TableNumber) => rowsOf(paperTables[table]).flatMap(({ run }) => run ?? []);

/** Whether some number of right pictures of `pictures` is printed as this percentage. */
const isShareOf = (percent: number, pictures: number): boolean => {
  const right = Math.round((percent / 100) * pictures);
  return [right - 1, right, right + 1].some((k) => ((100 * k) / pictures).toFixed(2) === percent.toFixed(2));
};

describe("the published numbers", () => {
  it.each([
    [1, "vas-vgg", "baseline-vgg", 0.69],
    [1, "vas-resnet", "baseline-resnet", 1.21],
    [1, "das-vgg", "baseline-vgg", 1.4],
    [1, "das-resnet", "baseline-resnet", 0.61],
    [1, "vas-vgg", "pat-vgg", 2.01],
    [2, "raf-vas-vgg", "baseline-vgg", 0.8],
    [2, "raf-vas-resnet", "baseline-resnet", -0.58],
    [2, "raf-das-vgg", "baseline-vgg", 0.33],
    [2, "raf-das-resnet", "baseline-resnet", 0.34],
    [2, "fer-vas-vgg", "baseline-vgg", 0.29],
    [2, "fer-vas-resnet", "baseline-resnet", 0.09],
    [2, "fer-das-vgg", "baseline-vgg", 1.48],
    [2, "fer-das-resnet", "baseline-resnet", 0.31],
    [3, "das-vgg", "baseline-vgg", 1.93],
    [3, "das-vgg", "pat-vgg", -0.23],
    [4, "das-vgg", "cnn-li", 1.33],
    [5, "das-vgg", "cnn-li", 0.67],
    [6, "das-vgg", "baseline-vgg", 2.52],
    [6, "das-vgg", "cnn-li", -0.79],
    [7, "das-vgg", "cnn-li", -0.21],
  ] as const)("table %i: %s minus %s is %f points", (table, ours, other, points) => {
    expect(accuracyOf(table, ours) - accuracyOf(table, other)).toBeCloseTo(points, 6);
  });

  it("has as many rows as the paper prints", () => {
    const printed = tableNumbers.map((table) => rowsOf(paperTables[table]).filter(({ origin }) => origin !== "added").length);
    expect(printed).toEqual([13, 15, 4, 2, 2, 3, 2]);
  });

  it("says of shares what the notes say: none of RAF-DB's own, one of FER-2013's ten, those of Tables 5 to 7", () => {
    const shares = (table: TableNumber) =>
      rowsOf(paperTables[table]).filter(
        ({ origin, accuracy }) => origin === "paper" && isShareOf(accuracy!, paperTables[table].test.pictures),
      );
    expect(tableNumbers.map((table) => shares(table).length)).toEqual([0, 1, 0, 0, 1, 2, 1]);
    expect(isShareOf(accuracyOf(5, "das-vgg"), 213)).toBe(true);
    for (const [table, printed] of [
      [3, 95.35],
      [4, 79.33],
    ] as const) {
      expect(accuracyOf(table, "das-vgg")).toBe(printed);
      expect(isShareOf(printed, 1308)).toBe(false);
    }
  });
});

describe.each(tableNumbers)("table %i", (table) => {
  it("has each row, and each arm, once", () => {
    const ids = rowsOf(paperTables[table]).map(({ id }) => id);
    const arms = runnable(table).map(({ arm }) => armName(arm));
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(arms).size).toBe(arms.length);
  });

  it("can run all of the paper's own rows and the added ones, none of the previous works but a borrowed baseline", () => {
    for (const { origin, run, id } of rowsOf(paperTables[table])) {
      expect(run !== null).toBe(origin !== "prior" || id === "baseline-vgg");
    }
  });

  it("shows every control and baseline as a row, and compares with what was tested on the same pictures", () => {
    const arms = new Set(runnable(table).map(({ arm }) => armName(arm)));
    for (const { arm, control, baselines } of runnable(table)) {
      for (const other of control === null ? baselines : [control, ...baselines]) {
        expect(arms).toContain(armName(other));
        expect([other.network, other.test]).toEqual([arm.network, arm.test]);
      }
      expect(control?.arm ?? null).toBe(arm.arm === "vas" ? "control-vas" : arm.arm === "das" ? "control-das" : null);
    }
  });

  it("asks for exactly the arms of its rows, and for a control before what it controls", () => {
    const order = armsOf(table).map(armName);
    expect([...order].sort()).toEqual(
      runnable(table)
        .map(({ arm }) => armName(arm))
        .sort(),
    );
    for (const { arm, control } of runnable(table)) {
      if (control) expect(order.indexOf(armName(control))).toBeLessThan(order.indexOf(armName(arm)));
    }
  });

  it("names rows that exist in its claims", () => {
    const ids = rowsOf(paperTables[table]).map(({ id }) => id);
    for (const { pairs } of paperTables[table].claims) for (const id of pairs.flat()) expect(ids).toContain(id);
  });
});

it("Table 2: with RAF-DB as anchor, what is compared starts from RAF-DB's learner, and from the pretrained network too", () => {
  expect(rowOf(2, "raf-vas-vgg").run).toEqual({
    arm: { network: "vgg-face", anchor: "rafdb", training: "fer2013", test: "fer2013", arm: "vas" },
    control: { network: "vgg-face", anchor: "rafdb", training: "fer2013", test: "fer2013", arm: "control-vas" },
    baselines: [
      { network: "vgg-face", anchor: "fer2013", training: "fer2013", test: "fer2013", arm: "pretrained" },
      { network: "vgg-face", anchor: "rafdb", training: "fer2013", test: "fer2013", arm: "control-das" },
    ],
  });
});

it("needs as many trainings as there are arms: ten, eighteen, three, and three for each set that only tests", () => {
  expect(tableNumbers.map((table) => armsOf(table).length)).toEqual([10, 18, 3, 3, 3, 3, 3]);
});

it("runs a row together with what it is compared with, and nothing that is not in the table", () => {
  expect(armsOfRow(2, "raf-vas-vgg").map(({ arm, anchor }) => `${arm} ${anchor}`)).toEqual([
    "pretrained fer2013",
    "control-das rafdb",
    "control-vas rafdb",
    "vas rafdb",
  ]);
  expect(() => armsOfRow(1, "fsn")).toThrow('Table 1 has no row "fsn" that can be run.');
  expect(() => armsOfRow(4, "das-resnet")).toThrow("no row");
});
