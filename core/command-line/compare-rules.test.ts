import { describe, expect, it } from "vitest";
import { RuleName } from "../selection-rules.ts";
import { parseCompareRulesOptions as parse } from "./compare-rules.ts";

describe("the options of omnifer compare-rules", () => {
  it("compare all rules unless some are named", () => {
    expect(parse(["--project", "/p"])).toEqual({ projectDirectory: "/p", rules: RuleName.options, json: false });
    expect(parse(["--project", "/p", "--rules", "cag, margin", "--json"])).toMatchObject({ rules: ["cag", "margin"], json: true });
  });

  it.each([
    [["--rules", "cag"], "--project: found nothing, expected a project folder. Try: omnifer compare-rules --help"],
    [["--project", "/p", "--rules", "best"], '--rules: found "best", expected margin or fixmatch or'],
    [["--project", "/p", "--rules", "cag,cag"], '--rules: found "cag,cag", expected different rules.'],
    [["--project", "/p", "--fast"], "Try: omnifer compare-rules --help"],
  ])("refuse %j", (argv, message) => {
    expect(() => parse(argv)).toThrow(message);
  });
});
