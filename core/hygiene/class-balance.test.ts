import { describe, expect, it } from "vitest";
import { classBalance } from "./class-balance.ts";

describe("classBalance", () => {
  it("warns from ten to one on", () => {
    expect(classBalance([99, 10, 40])).toMatchObject({ largest: 99, smallest: 10, ratio: 9.9, isUneven: false });
    expect(classBalance([100, 10, 40])).toMatchObject({ ratio: 10, isUneven: true });
  });

  it("warns of an empty class, which has no ratio, but not of a part without labels", () => {
    expect(classBalance([5, 0])).toMatchObject({ ratio: null, empty: [1], isUneven: true });
    expect(classBalance([0, 0])).toMatchObject({ ratio: null, isUneven: false });
  });
});
