import { describe, expect, it } from "vitest";
import { parseFigureOptions } from "./figure-options.ts";

const usual = ["--project", "/p", "--out", "/f/figure.png"];

describe("the options of omnifer figure", () => {
  it("take a figure, a project and a file", () => {
    const where = { kind: "draw", projectDirectory: "/p", file: "/f/figure.png", override: false, json: false };
    expect(parseFigureOptions([...usual, "--number", "2"])).toEqual({ ...where, figure: { number: 2 } });
    expect(parseFigureOptions([...usual, "--number", "3"])).toEqual({ ...where, figure: { number: 3, columns: 8, values: "none" } });
  });

  it("lay Fig. 3 out, and decide about licences", () => {
    const argv = [...usual, "--number", "3", "--columns", "24", "--values", "confidence", "--override-licences", "--json"];
    expect(parseFigureOptions(argv)).toMatchObject({
      figure: { number: 3, columns: 24, values: "confidence" },
      override: true,
      json: true,
    });
  });

  it("ask for the decisions about licences instead", () => {
    const asked = { kind: "decisions", projectDirectory: "/p" };
    expect(parseFigureOptions(["--project", "/p", "--decisions"])).toEqual({ ...asked, json: false });
    expect(parseFigureOptions(["--decisions", "--project", "/p", "--json"])).toEqual({ ...asked, json: true });
  });

  it.each([
    [["--number", "3"], "no --project"],
    [["--decisions"], "no --project"],
    [["--project", "p", "--decisions", "--out", "f.png"], "--out: found --decisions, expected one of them"],
    [["--project", "p", "--decisions", "--override-licences"], "--override-licences: found --decisions"],
    [["--project", "p", "--number", "3"], "no --out"],
    [["--project", "p", "--out", "f.png"], "no --number"],
    [[...usual, "--number", "4"], '--number: found "4", expected 2 or 3'],
    [["--project", "p", "--number", "3", "--out", "f.jpg"], '--out: found "f.jpg", expected a file that ends in .png'],
    [[...usual, "--number", "3", "--columns", "25"], "expected a whole number from 1 to 24"],
    [[...usual, "--number", "3", "--values", "margin"], "expected none or cosine or confidence"],
    [[...usual, "--number", "2", "--columns", "8"], "--columns: found figure 2"],
    [[...usual, "--number", "2", "--values", "cosine"], "--values: found figure 2"],
    [[...usual, "--number", "3", "--size", "8"], "expected the options of omnifer figure"],
  ])("refuses %j: %s", (argv, words) => {
    expect(() => parseFigureOptions(argv)).toThrow(words);
  });
});
