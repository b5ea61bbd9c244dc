import { describe, expect, it } from "vitest";
import { readReadingOptions } from "./reading-options.ts";

const read = (mean?: string, std?: string) => readReadingOptions("weights", { mean, std }).normalisation;

describe("--mean and --std", () => {
  it("leave it to the file when they are not given", () => expect(read()).toBeNull());

  it("take one number a colour, of 0 to 1 or of 0 to 255, or one for grey", () => {
    expect(read("0.5,0.5,0.5", "0.5,0.5,0.5")).toEqual({ unit: 255, mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] });
    expect(read("129.1863, 104.7624, 93.594", "1,1,1")).toMatchObject({ unit: 1, mean: [129.1863, 104.7624, 93.594] });
    expect(read("0.5", "0.25")).toEqual({ unit: 255, mean: [0.5], deviation: [0.25] });
  });

  it.each([
    ["0.5,0.5,0.5", undefined, "--mean and --std: found --mean alone, expected both. Try: omnifer weights --help"],
    [undefined, "0.5", "--mean and --std: found --std alone, expected both"],
    ["0.5,0.5", "0.5,0.5", '--mean: found "0.5,0.5", expected three numbers with commas between them, red first'],
    ["0.5,,0.5", "1,1,1", '--mean: found "0.5,,0.5", expected three numbers'],
    ["0.5,0.5,0.5", "half", '--std: found "half", expected three numbers'],
    ["0.5,0.5,0.5", "0.5", '--std: found "0.5", expected as many numbers as --mean has: 3'],
    ["0.5,0.5,0.5", "0.5,0.5,0", '--std: found "0.5,0.5,0", expected numbers above 0, up to 1: pixels go from 0 to 1'],
    ["0.5,0.5,0.5", "1,1,127.5", "expected numbers above 0, up to 1: pixels go from 0 to 1"],
    ["-1,0,0", "1,1,1", '--mean: found "-1,0,0", expected numbers from 0 to 1: pixels go from 0 to 1'],
    ["300,0,0", "1,1,1", "expected numbers from 0 to 255: a mean above 1 says that pixels go from 0 to 255"],
  ])("refuse %j and %j", (mean, std, message) => {
    expect(() => read(mean, std)).toThrow(message);
  });
});
