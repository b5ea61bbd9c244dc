import { describe, expect, it } from "vitest";
import type { RowComparison } from "../contract/table-views.ts";
import { pText, rowVerdict } from "./table-verdict.ts";

const comparison = (changes: Partial<RowComparison>): RowComparison => ({
  rowId: "control-das-vgg",
  against: "Control of DAS + VGG-F",
  difference: 0.012,
  low: 0.004,
  high: 0.02,
  pictures: 36.8,
  pairs: 5,
  pValue: 0.004,
  adjustedP: 0.016,
  mcnemar: null,
  smallest: 0.011,
  ...changes,
});

describe("the verdict on a row", () => {
  it("says by how much it helped or hurt at least", () => {
    expect(rowVerdict(comparison({}))).toEqual({ says: "helped", text: "Helped by at least 0.4 points (95 %, 5 seeds)." });
    expect(rowVerdict(comparison({ low: -0.02, high: -0.007 }))).toEqual({
      says: "hurt",
      text: "Hurt by at least 0.7 points (95 %, 5 seeds).",
    });
  });

  it("says what an interval with zero in it leaves open, and which differences would have stayed hidden", () => {
    const { says, text } = rowVerdict(comparison({ low: -0.003, high: 0.019 }));
    expect(says).toBe("cannot-tell");
    expect(text).toBe(
      "Nothing can be told: anything from -0.3 to +1.9 points (95 %, 5 seeds); a difference below 1.1 points would mostly stay hidden here.",
    );
  });

  it("takes nothing for an effect that chance among the rows of the table explains", () => {
    const { says, text } = rowVerdict(comparison({ adjustedP: 0.08 }));
    expect(says).toBe("cannot-tell");
    expect(text).toContain("by itself +0.4 to +2.0 points");
    expect(text).toContain("Holm: p = 0.080");
  });

  it("says so where the runs of each pair do not differ at all", () => {
    const { says, text } = rowVerdict(comparison({ difference: 0, low: 0, high: 0, smallest: null, pValue: 1, adjustedP: 1 }));
    expect(says).toBe("cannot-tell");
    expect(text).toContain("equally many pictures");
  });

  it("says nothing of one seed, however large the difference, nor without a control", () => {
    expect(rowVerdict(comparison({ pairs: 1, low: 0.05, high: 0.09 })).says).toBe("cannot-tell");
    expect(rowVerdict(null).says).toBe("cannot-tell");
  });
});

it("a p value below a thousandth is not given in more places than the resamples have", () => {
  expect([pText(0.0005), pText(0.25), pText(null)]).toEqual(["below 0.001", "0.250", "unknown"]);
});
