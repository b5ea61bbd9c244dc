import { describe, expect, it } from "vitest";
import { parseClasses } from "./parse-classes.ts";

describe("a list of classes", () => {
  it("has commas or lines between names, which may hold spaces", () => {
    expect(parseClasses(" happy, very sad\nangry;, ")).toEqual({ value: ["happy", "very sad", "angry"] });
  });

  it.each([
    ["happy", "Two classes at least."],
    ["", "Two classes at least."],
    ["Happy, sad, happy", "“happy” occurs twice."],
    ["happy, None", "“none” stands for no class."],
    [`happy, ${"a".repeat(61)}`, `“${"a".repeat(61)}” is longer than 60 letters.`],
    [Array.from({ length: 257 }, (_, number) => `c${number}`).join(), "256 classes at most."],
  ])("is refused with a reason: %s", (text, problem) => {
    expect(parseClasses(text)).toEqual({ problem });
  });
});
