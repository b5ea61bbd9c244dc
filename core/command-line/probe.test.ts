import { describe, expect, it } from "vitest";
import { parseProbeOptions as parse } from "./probe.ts";

describe("the options of omnifer probe", () => {
  it("ask the current distillation's first six checkpoints unless they say otherwise", () => {
    expect(parse(["--project", "/p"])).toEqual({ projectDirectory: "/p", distillation: null, probeOption: "from-start", json: false });
    expect(parse(["--project", "/p", "--distillation", "d-1", "--checkpoints", "after-start", "--json"])).toMatchObject({
      ...{ distillation: "d-1", probeOption: "after-start", json: true },
    });
  });

  it.each([
    [[], "--project: found nothing, expected a project folder. Try: omnifer probe --help"],
    [["--project", "/p", "--checkpoints", "all"], '--checkpoints: found "all", expected from-start or after-start'],
    [["--project", "/p", "--fast"], "Try: omnifer probe --help"],
  ])("refuse %j", (argv, message) => {
    expect(() => parse(argv)).toThrow(message);
  });
});
