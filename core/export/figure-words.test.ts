import { describe, expect, it } from "vitest";
import { at } from "../mining/selection.fixture.ts";
import { captionOfFigure2, captionOfFigure3, fileTexts, selectionWords, valueUnder } from "./figure-words.ts";

const classes = ["happiness", "neutral"];

describe("the words of a figure", () => {
  it("name the data sets of Fig. 2", () => {
    expect(captionOfFigure2(["RAF-DB", "CK+", "JAFFE"])).toBe("Fig. 2. Example pictures of RAF-DB, CK+ and JAFFE. Each row is one class.");
    expect(captionOfFigure2(["RAF-DB"])).toContain("of RAF-DB. Each");
  });

  it("say of Fig. 3 what was selected and how it is sorted", () => {
    const shown = { dataset: "RAF-DB + MS-Celeb-1M", selection: at(0.0737), classes, selectedCount: 137_769, poolCount: 5_822_653 };
    expect(captionOfFigure3({ ...shown, values: "none" })).toBe(
      "Fig. 3. Auxiliary samples selected from the pool of RAF-DB + MS-Celeb-1M. Each row is one class, sorted by the distance to its " +
        "centroid (1 − cosine), the nearest first. Selected are 137,769 of 5,822,653 pool images: margin of at least 0.0737.",
    );
    expect(captionOfFigure3({ ...shown, values: "cosine" })).toMatch(/0\.0737\. Under each: its cosine to that centroid\.$/);
  });

  it("tell thresholds of single classes and a cap", () => {
    expect(selectionWords(at(0.5, { rule: "confidence", deltaOfClass: [null, 0.25], capPerClass: 1300 }), classes)).toBe(
      "confidence of at least 0.5 (neutral 0.25), at most 1,300 a class",
    );
    expect(selectionWords(at(0.25, { agreement: true }), classes)).toBe(
      "margin of at least 0.25, only where centroid and classifier agree",
    );
  });

  it("write the chosen value under a picture", () => {
    const row = { datasetId: "data-1", row: 3, file: "a.jpg", label: 0, similarity: 0.98765, margin: 0.2, confidence: 0.5 };
    expect((["none", "cosine", "confidence"] as const).map((values) => valueUnder(row, values))).toEqual([null, "0.988", "0.500"]);
  });
});

describe("the texts of a file", () => {
  const facts = { figure: 3, versions: { workbench: "0.1.0" }, dataSet: { name: "Gesichter “ü” 顔" } } as const;

  it("hold the facts as JSON in ASCII, whatever letters names have", () => {
    const { Comment } = fileTexts("Fig. 3. A caption.", facts, []);
    expect(Comment).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(Comment!)).toEqual(facts);
  });

  it("keep the caption in Latin-1, and what licences want said where they want something", () => {
    expect(fileTexts("1 − cosine of 顔, ü", facts, [])).toMatchObject({ Title: "Fig. 3", Description: "1 - cosine of ?, ü" });
    expect(fileTexts("", facts, [])).not.toHaveProperty("Disclaimer");
    expect(fileTexts("", facts, ["Pictures are left out."])).toMatchObject({ Disclaimer: "Pictures are left out." });
    expect(fileTexts("", facts, [])).toMatchObject({ Software: "OmniFER Workbench 0.1.0" });
  });
});
