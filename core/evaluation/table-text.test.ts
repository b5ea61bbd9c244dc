import { describe, expect, it } from "vitest";
import { runThrough } from "../mining/steps.ts";
import type { ArmKey, ArmResult } from "./arm-result.ts";
import { tablePage } from "./table-page.ts";
import { armResult, results } from "./table-results.fixture.ts";
import { tableText } from "./table-text.ts";

const mmi = (arm: ArmKey["arm"], rights: readonly number[]): ArmResult =>
  armResult({ network: "vgg-face", anchor: "rafdb", training: "rafdb", test: "mmi", arm }, { rights, pictures: 832, seconds: 61.5 });

const text = (arms: readonly ArmResult[], isMiniature = false): string =>
  tableText(runThrough(tablePage(6, results(arms, isMiniature), { missing: ["mmi"], canRun: false })));

describe("Table 6 in a terminal", () => {
  it("has published numbers before anything is run, and what it still needs, once", () => {
    const lines = text([]).split("\n");
    expect(lines[0]).toBe("Table 6 (section 4.4.2): Cross-dataset comparison on MMI");
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}VGG-F +63\.34 ± 1\.67 +- +-$/));
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}VGG-F \(control of DAS\) \* +- +- +-$/));
    expect(lines).toContain("      needs MMI");
    expect(lines.filter((line) => line.startsWith("  MMI: "))).toHaveLength(1);
  });

  it("has own numbers beside them, the comparisons below, and the cost", () => {
    const shown = text([mmi("pretrained", [500, 502]), mmi("control-das", [510, 512]), mmi("das", [530, 532])]);
    expect(shown).toMatch(/ {2}VGG-F +63\.34 ± 1\.67 +63\.82 ± 0\.17 \(2\) +\+0\.48 \(4\.0 pictures\)\n/);
    expect(shown).toContain("832 pictures, 61.5 s a seed, vgg-face, 224x224");
    expect(shown).toContain("against its control: +2.40 points (20 pictures;");
    expect(shown).toContain("against VGG-F (baseline): +3.61 points (30 pictures;");
    expect(shown).toMatch(/VGG-F on RAF-DB +61\.5 +- +61\.5 \(x1\.0\)/);
  });

  it("says of a miniature that it is one, on top and beside every own number", () => {
    const shown = text([mmi("das", [530, 532])], true);
    expect(shown).toContain("MINIATURE: made on generated pictures.");
    expect(shown).toMatch(/63\.82 ± 0\.17 \(2\) miniature +-\n/);
  });
});
