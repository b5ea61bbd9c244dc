import { describe, expect, it } from "vitest";
import { parseDataOptions } from "./data-options.ts";

describe("the options of omnifer data", () => {
  it("takes a folder, and leaves to it what it is", () => {
    expect(parseDataOptions(["inspect", "/d/raf"])).toEqual({ directory: "/d/raf", as: { choices: {} }, map: new Map(), json: false });
  });

  it("takes a reader, choices, and what labels mean", () => {
    const argv = [
      "inspect",
      "/d/fer",
      "--reader",
      "fer2013",
      "--choice",
      "labels=ferplus",
      "--map",
      "a=b=fear",
      "--map",
      "x=none",
      "--json",
    ];
    expect(parseDataOptions(argv)).toEqual({
      directory: "/d/fer",
      as: { reader: "fer2013", choices: { labels: "ferplus" } },
      map: new Map([
        ["a=b", "fear"],
        ["x", "none"],
      ]),
      json: true,
    });
  });

  it.each([
    [[], 'found "", expected inspect. Try: omnifer data --help'],
    [["import", "x"], 'found "import", expected inspect'],
    [["inspect"], "found no folder, expected omnifer data inspect DIR"],
    [["inspect", "a", "b"], 'found "b", expected one folder to inspect'],
    [["inspect", "a", "--choice", "labels"], '--choice: found "labels", expected name=value'],
    [["inspect", "a", "--choice", "labels="], '--choice: found "labels=", expected name=value'],
    [["inspect", "a", "--map", "=fear"], '--map: found "=fear", expected label=class'],
    [["inspect", "a", "--map", "x=fear", "--map", "x=anger"], "--map: found x twice, expected label=class once for each"],
    [["inspect", "a", "--labels", "x"], "expected the options of omnifer data"],
  ])("refuses %j", (argv, message) => {
    expect(() => parseDataOptions(argv)).toThrow(message);
  });
});
