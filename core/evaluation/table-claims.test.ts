import { describe, expect, it } from "vitest";
import type { TablePage } from "../contract/table-views.ts";
import { runThrough } from "../mining/steps.ts";
import type { ArmKey, ArmResult } from "./arm-result.ts";
import type { TableNumber } from "./paper/table.ts";
import { tablePage } from "./table-page.ts";
import { armResult, results } from "./table-results.fixture.ts";

const claimsOf = (table: TableNumber, arms: readonly ArmResult[]): TablePage["claims"] =>
  runThrough(tablePage(table, results(arms), { missing: [], canRun: false })).claims;

const raf = (arm: ArmKey["arm"], network: ArmKey["network"], rights: readonly number[]): ArmResult =>
  armResult({ network, anchor: "rafdb", training: "rafdb", test: "rafdb", arm }, { rights });

describe("what the printed numbers say", () => {
  it("is the difference of each pair, in points and pictures", () => {
    const [comparable] = claimsOf(1, []);
    expect(comparable?.text).toContain("DAS is comparable with VAS");
    expect(comparable?.published).toBe(
      "+0.71 points (22 pictures) and -0.60 points (-18 pictures). One number's standard error is 0.6 points or more.",
    );
  });

  it("is summed up where there are many: the method is below its baseline once in eight", () => {
    expect(claimsOf(2, [])[0]?.published).toContain("Above in 7 of 8, -0.58 to +1.48 points (-21 to 53 pictures).");
  });
});

describe("what this project's numbers say", () => {
  it("is an interval where both rows have been run, and what still waits", () => {
    const arms = [raf("vas", "vgg-face", [800, 801, 799]), raf("das", "vgg-face", [830, 832, 828])];
    const { own } = claimsOf(1, arms)[0]!;
    expect(own).toMatch(/^\+3\.00 points \(95 %: \+\d\.\d to \+\d\.\d\), above; 1 of 2 not run yet\.$/);
  });

  it("says so where the two are not told apart, or have one seed", () => {
    const close = [raf("vas", "vgg-face", [800, 803, 799]), raf("das", "vgg-face", [801, 800, 802])];
    expect(claimsOf(1, close)[0]!.own).toContain("not told apart");
    const single = [raf("vas", "vgg-face", [800]), raf("das", "vgg-face", [830])];
    expect(claimsOf(1, single)[0]!.own).toContain("with one seed, so nothing can be told");
  });

  it("is a plain difference to what another work printed", () => {
    const das = armResult(
      { network: "vgg-face", anchor: "rafdb", training: "rafdb", test: "jaffe", arm: "das" },
      { rights: [117, 118], pictures: 213 },
    );
    expect(claimsOf(5, [das])[0]!.own).toBe("+0.90 points from a printed number.");
  });
});
