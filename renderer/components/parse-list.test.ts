import { describe, expect, it } from "vitest";
import { parseClassWeights, parseEpochList, parsePixelNumbers, parsePrefixes } from "./parse-list.ts";

describe("parseEpochList", () => {
  it("sorts and takes each epoch once", () => expect(parseEpochList("20, 10 10", 25)).toEqual({ value: [10, 20] }));
  it("may be empty: the rate never falls", () => expect(parseEpochList(" ", 25)).toEqual({ value: [] }));
  it("names the epoch that cannot be", () => {
    expect(parseEpochList("3, 40", 25)).toEqual({ problem: "“40” is not an epoch between 1 and 25." });
  });
});

describe("parsePrefixes", () => {
  it("takes each name once, in the order they were typed", () => {
    expect(parsePrefixes("layer1.0; features., layer1.0")).toEqual({ value: ["layer1.0", "features."] });
  });
  it("refuses what is longer than a name can be", () => expect(parsePrefixes("a".repeat(101))).toHaveProperty("problem"));
});

describe("parseClassWeights", () => {
  it("takes a positive weight a class", () => expect(parseClassWeights("1, 2.5", 2)).toEqual({ value: [1, 2.5] }));
  it("names the weight that cannot be", () => {
    expect(parseClassWeights("1, 0", 2)).toEqual({ problem: "“0” is not a weight between 0 and 1,000." });
  });
  it("wants one for every class", () => {
    expect(parseClassWeights("1, 2", 7)).toEqual({ problem: "One weight a class, 7 in all." });
  });
});

describe("parsePixelNumbers", () => {
  it("takes one a colour, one for grey, or none", () => {
    expect(parsePixelNumbers("0.485, 0.456, 0.406")).toEqual({ value: [0.485, 0.456, 0.406] });
    expect(parsePixelNumbers("0.5")).toEqual({ value: [0.5] });
    expect(parsePixelNumbers(" ")).toEqual({ value: [] });
  });
  it("names what it cannot take", () => {
    for (const text of ["0.5, 0.5", "0.5, x, 0.5", "1, 2, 3, 4"])
      expect(parsePixelNumbers(text)).toEqual({ problem: `“${text}” is not three numbers, or one for grey pictures.` });
  });
});
