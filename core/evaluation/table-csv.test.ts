import { expect, it } from "vitest";
import { runThrough } from "../mining/steps.ts";
import type { TableResults } from "./arm-result.ts";
import { tableCsv } from "./table-csv.ts";
import { tablePage } from "./table-page.ts";
import { armResult, results } from "./table-results.fixture.ts";

const rowsOf = (made: TableResults): Record<string, string>[] => {
  const csv = tableCsv(runThrough(tablePage(1, made, { missing: [], canRun: false })));
  const [head, ...lines] = csv
    .trimEnd()
    .split("\r\n")
    .map((line) => line.match(/("[^"]*"|[^,]*)(?:,|$)/g)!.map((cell) => cell.replace(/,$/, "")));
  return lines.map((line) => Object.fromEntries(head!.map((name, index) => [name, line[index] ?? ""])));
};

it("a table as CSV has one line a row, fractions with all their places, and a quoted name with a comma", () => {
  const rows = rowsOf(results([]));
  expect(rows).toHaveLength(17);
  expect(rows.find(({ row }) => row === "pat-vgg")).toMatchObject({
    table: "1",
    method: '"PAT-VGG-F-(gender,race)"',
    reference: "32",
    published: "0.8383",
    own: "",
    miniature: "false",
  });
});

it("a miniature's CSV says so in every row and holds no difference to the paper", () => {
  const arm = armResult({ network: "vgg-face", anchor: "rafdb", training: "rafdb", test: "rafdb", arm: "das" }, { rights: [830, 832] });
  const rows = rowsOf(results([arm], true));
  expect(rows.every(({ miniature }) => miniature === "true")).toBe(true);
  expect(rows.find(({ row }) => row === "das-vgg")).toMatchObject({ own: "0.831", own_minus_published: "", verdict: "cannot-tell" });
  expect(rowsOf(results([arm])).find(({ row }) => row === "das-vgg")?.own_minus_published).not.toBe("");
});
