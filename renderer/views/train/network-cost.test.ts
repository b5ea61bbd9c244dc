import { describe, expect, it } from "vitest";
import { shortCount, timesText, trainingBytes } from "./network-cost.ts";

describe("the cost of a network", () => {
  it.each([
    [7, "7"],
    [999, "999"],
    [1_130_000, "1.13 M"],
    [21_288_263, "21.3 M"],
    [134_289_223, "134 M"],
    [999_900, "1.00 M"],
    [15_466_176_519, "15.5 G"],
  ])("%d is %s", (count, text) => {
    expect(shortCount(count)).toBe(text);
  });

  it("keeps three numbers a parameter while it trains", () => {
    expect(trainingBytes({ parameters: 1000, multiplyAdds: 5 })).toBe(12_000);
  });

  it("tells how many times the work of another it is", () => {
    expect([timesText(0.3412), timesText(2.04), timesText(140.2)]).toEqual(["0.34", "2.0", "140"]);
  });
});
