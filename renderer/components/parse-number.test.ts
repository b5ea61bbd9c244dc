import { describe, expect, it } from "vitest";
import { parseNumber } from "./parse-number.ts";

describe("parseNumber", () => {
  it("takes a decimal comma, and grouping in whole numbers", () => {
    expect(parseNumber("0,05", { min: 0, max: 1 })).toEqual({ value: 0.05 });
    expect(parseNumber("137,769", { min: 1, max: 1e9, isInteger: true })).toEqual({ value: 137769 });
    expect(parseNumber("5e-4", { min: 0, max: 1 })).toEqual({ value: 0.0005 });
  });

  it("reads percent as a fraction, with or without the sign", () => {
    expect(parseNumber("30", { min: 0, max: 1, isPercent: true })).toEqual({ value: 0.3 });
    expect(parseNumber("2.5 %", { min: 0, max: 1, isPercent: true })).toEqual({ value: 0.025 });
  });

  it("lets an empty field mean none only where that is allowed", () => {
    expect(parseNumber(" ", { min: 1, max: 9, mayBeEmpty: true })).toEqual({ value: null });
    expect(parseNumber("", { min: 1, max: 9 })).toHaveProperty("problem");
  });

  it("says what is wrong", () => {
    expect(parseNumber("soon", { min: 0, max: 1 })).toEqual({ problem: "“soon” is not a number." });
    expect(parseNumber("1.5", { min: 1, max: 9, isInteger: true })).toEqual({ problem: "Only whole numbers here." });
    expect(parseNumber("20", { min: 1, max: 9 })).toEqual({ problem: "Between 1 and 9." });
    expect(parseNumber("120", { min: 0, max: 0.5, isPercent: true })).toEqual({ problem: "Between 0 % and 50 %." });
  });
});
