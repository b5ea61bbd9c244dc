import { describe, expect, it } from "vitest";
import { parseDataOptions } from "./data-options.ts";

describe("the options of omnifer data", () => {
  it("takes a folder, and leaves to it what it is", () => {
    expect(parseDataOptions(["inspect", "/d/raf"])).toEqual({
      action: "inspect",
      project: null,
      directory: "/d/raf",
      as: { choices: {} },
      map: new Map(),
      json: false,
    });
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
      action: "inspect",
      project: null,
      directory: "/d/fer",
      as: { reader: "fer2013", choices: { labels: "ferplus" } },
      map: new Map([
        ["a=b", "fear"],
        ["x", "none"],
      ]),
      json: true,
    });
  });

  it("takes the project that shall remember a folder", () => {
    const argv = ["add", "/d/raf", "--project", "/p/raf", "--choice", "images=original"];
    expect(parseDataOptions(argv)).toMatchObject({
      action: "add",
      project: "/p/raf",
      directory: "/d/raf",
      as: { choices: { images: "original" } },
    });
  });

  it.each([
    [[], 'found "", expected inspect, add or check. Try: omnifer data --help'],
    [["import", "x"], 'found "import", expected inspect, add or check'],
    [["inspect"], "found no folder, expected omnifer data inspect DIR"],
    [["inspect", "a", "b"], 'found "b", expected one folder'],
    [["inspect", "a", "--choice", "labels"], '--choice: found "labels", expected name=value'],
    [["inspect", "a", "--choice", "labels="], '--choice: found "labels=", expected name=value'],
    [["inspect", "a", "--map", "=fear"], '--map: found "=fear", expected label=class'],
    [["inspect", "a", "--map", "x=fear", "--map", "x=anger"], "--map: found x twice, expected label=class once for each"],
    [["inspect", "a", "--reader", "raf"], '--reader: found "raf", expected raf-db or fer2013'],
    [["add", "a"], "found no --project, expected the project that remembers the folder"],
    [["add", "a", "--project", "p", "--map", "x=fear"], '--map: found "x=fear", expected nothing: what labels mean is said when'],
    [["inspect", "a", "--project", "p"], '--project: found "p", expected nothing'],
    [["inspect", "a", "--labels", "x"], "expected the options of omnifer data"],
  ])("refuses %j", (argv, message) => {
    expect(() => parseDataOptions(argv)).toThrow(message);
  });
});
