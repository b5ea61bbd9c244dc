import { describe, expect, it } from "vitest";
import { parseFigureOptions } from "./figure-options.ts";

const usual = ["--project", "/p", "--out", "/f/figure.png"];

describe("the options of omnifer figure", () => {
  it("take a figure, a project and a file", () => {
    const given = (number: string) => parseFigureOptions([...usual, "--number", number]);
    const drawing = { file: "/f/figure.png", override: false };
    expect(given("2")).toEqual({ projectDirectory: "/p", json: false, drawing: { ...drawing, figure: { number: 2 } } });
    expect(given("3").drawing).toEqual({ ...drawing, figure: { number: 3, columns: 8, values: "none" } });
  });

  it("lay Fig. 3 out, and decide about licences", () => {
    const argv = [...usual, "--number", "3", "--columns", "24", "--values", "confidence", "--override-licences", "--json"];
    expect(parseFigureOptions(argv)).toMatchObject({
      drawing: { figure: { number: 3, columns: 24, values: "confidence" }, override: true },
      json: true,
    });
  });

  it("list decisions, beside a project alone", () => {
    const argv = ["--decisions", "--project", "/p"];
    expect(parseFigureOptions(argv)).toEqual({ projectDirectory: "/p", drawing: null, json: false });
    expect(parseFigureOptions([...argv, "--json"]).json).toBe(true);
  });

  it.each([
    [["--number", "3"], "no --project"],
    [["--project", "p", "--number", "3"], "no --out"],
    [["--project", "p", "--out", "f.png"], "no --number"],
    [[...usual, "--number", "4"], '--number: found "4", expected 2 or 3'],
    [["--project", "p", "--number", "3", "--out", "f.jpg"], '--out: found "f.jpg", expected a file that ends in .png'],
    [[...usual, "--number", "3", "--columns", "25"], "expected a whole number from 1 to 24"],
    [[...usual, "--number", "3", "--values", "margin"], "expected none or cosine or confidence"],
    [[...usual, "--number", "2", "--columns", "8"], "--columns: found figure 2"],
    [[...usual, "--number", "2", "--values", "cosine"], "--values: found figure 2"],
    [[...usual, "--decisions"], "--decisions: found --out beside it, expected --project and --json alone"],
    [["--decisions", "--project", "p", "--override-licences"], "--decisions: found --override-licences beside it"],
    [["--decisions"], "no --project"],
    [[...usual, "--number", "3", "--size", "8"], "expected the options of omnifer figure"],
  ])("refuses %j: %s", (argv, words) => {
    expect(() => parseFigureOptions(argv)).toThrow(words);
  });
});
