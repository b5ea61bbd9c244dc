import { describe, expect, it } from "vitest";
import type { DoubtfulLabels, LeftOutPictures } from "../contract/data-check-views.ts";
import { dataCheck, duplicates, nearDuplicate } from "../hygiene/data-check.fixture.ts";
import type { DataCheck } from "../hygiene/data-check.ts";
import { checkText, testFacesLine } from "./check-lines.ts";

const text = (check: DataCheck, doubtfulLabels: DoubtfulLabels = { needs: "pool", found: null }, leftOut: LeftOutPictures | null = null) =>
  checkText({
    dataset: { name: "Faces", digest: "0123456789abcdef0123", count: { anchor: 40, pool: 300, test: 20 } },
    classes: ["fear", "anger"],
    check: { ...check, datasetId: "data-1", created: "2026-11-30T10:00:00.000Z" },
    leftOut,
    doubtfulLabels,
  });

describe("the report of omnifer data check", () => {
  it("says what was compared where nothing was found", () => {
    expect(text(dataCheck())).toBe(`Faces, digest 0123456789abcdef

Near duplicates, of 360 pictures (hashes within 8 bits, likeness from 0.95)
  anchor set showing test faces again: none found
  pool showing test faces again: none found
  pool showing anchor faces again: none found

Persons in two parts: none found (10 in the anchor set, 150 in the pool, 5 in the test set)

Doubtful labels: not known yet; mine the pool, then score out-of-fold anchors (Threshold view)
`);
  });

  it("names both files of a pair, how alike they are, and no control character of theirs", () => {
    const pairs = [
      nearDuplicate({ isMirrored: true }),
      nearDuplicate({ isExact: true, picture: { split: "pool", row: 7, file: "x\u001b[2J.jpg", label: -1 } }),
    ];
    const report = text(dataCheck({ duplicates: duplicates(pairs) }));
    expect(report).toContain("  pool showing test faces again: 2 pictures, 1 with the same bytes\n");
    expect(report).toMatch(/^ {2}pool {2}pool\/a\.jpg {2}test {2}test\/b\.jpg {2}3 bits, 0\.981, mirrored$/m);
    expect(report).toContain("x\ufffd[2J.jpg");
    expect(report).not.toContain("\u001b");
  });

  it("names what was left out, each with the test face that it shows, and says what is left", () => {
    const pairs = [nearDuplicate(), nearDuplicate({ isExact: true, picture: { split: "anchor", row: 2, file: "anchor/e.jpg", label: 1 } })];
    const report = text(dataCheck(), undefined, { datasetId: "data-0", total: 1002, pairs });
    expect(report).toContain("again: 1,002 pictures, so that 40 anchors, 300 pool pictures and 20 test pictures are left\n");
    expect(report).toMatch(/^ {2}pool {4}pool\/a\.jpg {4,}shows the test face test\/b\.jpg again {2}3 bits, 0\.981$/m);
    expect(report).toMatch(/^ {2}anchor {2}anchor\/e\.jpg {2,}shows the test face test\/b\.jpg again {2}same bytes$/m);
    expect(report).toContain("  and 1,000 more (--json lists up to 1,000)\n");
  });

  it("names persons, rare classes, doubtful labels and pictures that could not be read", () => {
    const report = text(
      dataCheck({
        persons: {
          count: { anchor: 10, pool: 150, test: 5 },
          sharedCount: 1,
          shared: [{ person: 17, count: { anchor: 3, pool: 0, test: 2 }, firstRow: { anchor: 0, pool: null, test: 340 } }],
        },
        balance: [{ split: "anchor", counts: [36, 3], largest: 36, smallest: 3, ratio: 12, empty: [], isUneven: true }],
        unreadable: { count: 1, files: [{ split: "pool", file: "pool/c.jpg", reason: "is empty (0 bytes)" }] },
      }),
      {
        needs: "nothing",
        found: {
          ...{ datasetId: "data-1", anchorCount: 40, folds: 5, personDisjoint: true, countByLabel: [1, 0], total: 1 },
          rows: [{ row: 3, file: "anchor/d.jpg", label: 0, suggested: 1, labelProbability: 0.04, suggestedProbability: 0.9 }],
        },
      },
    );
    expect(report).toMatch(/^Persons in two parts: 1 .*\n {2}person {2}anchor {2}pool {2}test\n {2}17 +3 +0 +2$/m);
    expect(report).toContain("  anchor set: largest class 12.0 times the smallest: mind anger, and the mean class accuracy\n");
    expect(report).toContain("Doubtful labels: 1 of 40 anchors, scored in 5 folds\n  anchor/d.jpg  fear 4.0 %  rather anger 90.0 %\n");
    expect(report).toContain("Pictures that could not be read: 1\n  pool  pool/c.jpg is empty (0 bytes)\n");
  });
});

describe("the line above the results of omnifer run", () => {
  it("says how many pictures show a test face again, or that nobody has looked", () => {
    expect(testFacesLine(null, "./p")).toBe(
      "Not checked: whether anchor set or pool show test faces again (omnifer data check --project ./p).",
    );
    expect(testFacesLine(dataCheck(), "./p")).toBe("Checked: no picture of the anchor set or the pool shows a test face again.");
    const found = dataCheck({ duplicates: duplicates([nearDuplicate()]) });
    expect(testFacesLine(found, "./p")).toBe("Mind: 1 picture of the pool shows a test face again (omnifer data check --project ./p).");
  });
});
