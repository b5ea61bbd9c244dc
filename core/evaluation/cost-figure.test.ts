import { expect, it } from "vitest";
import type { ArmKey, ArmResult } from "./arm-result.ts";
import { costFigure } from "./cost-figure.ts";
import type { TableNumber } from "./paper/table.ts";
import { armName } from "./table-arms.ts";
import { armResult } from "./table-results.fixture.ts";

const arm = (name: ArmKey["arm"], seconds: number, changes: Partial<ArmKey> = {}): ArmResult =>
  armResult({ network: "vgg-face", anchor: "rafdb", training: "rafdb", test: "rafdb", arm: name, ...changes }, { rights: [8, 9], seconds });

const figure = (table: TableNumber, arms: readonly ArmResult[]) =>
  costFigure(table, new Map(arms.map((result) => [armName(result), result])));

it("has seconds of training by network, and their ratio to the same retraining without auxiliary samples", () => {
  const arms = [arm("pretrained", 99), arm("control-das", 60), arm("vas", 660), arm("das", 63)];
  expect(figure(1, arms)).toEqual([
    {
      name: "VGG-F on RAF-DB",
      bars: [
        { arm: "none", seconds: 60, seeds: 2, ratioToNone: 1 },
        { arm: "vas", seconds: 660, seeds: 2, ratioToNone: 11 },
        { arm: "das", seconds: 63, seeds: 2, ratioToNone: 1.05 },
      ],
    },
  ]);
});

it("leaves out what has not been run, and has no ratio without the training that it is of", () => {
  expect(figure(1, [])).toEqual([]);
  expect(figure(1, [arm("das", 63)])[0]?.bars).toEqual([{ arm: "das", seconds: 63, seeds: 2, ratioToNone: null }]);
});

it("keeps the anchors of Table 2 apart, and the pictures that Table 4 tests out of the name", () => {
  const onFer = { training: "fer2013", test: "fer2013" } as const;
  const byItself = { ...onFer, anchor: "fer2013", network: "resnet34" } as const;
  expect(figure(2, [arm("das", 5, onFer), arm("das", 7, byItself)]).map(({ name }) => name)).toEqual([
    "VGG-F on FER-2013, RAF-DB as anchor",
    "ResNet-34 on FER-2013",
  ]);
  expect(figure(4, [arm("das", 5, { test: "ckplus" })]).map(({ name }) => name)).toEqual(["VGG-F on RAF-DB"]);
});
