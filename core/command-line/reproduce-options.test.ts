import { describe, expect, it } from "vitest";
import { tablePipeline } from "../reproduction/table-pipeline.ts";
import { parseReproduceOptions } from "./reproduce-options.ts";

const own = ["--table", "1", "--project", "/p"];

describe("the options of omnifer reproduce", () => {
  it("ask for one table, several or all, with three seeds", () => {
    expect(parseReproduceOptions(own)).toMatchObject({ tables: [1], seeds: [1, 2, 3], isMiniature: false, sets: {}, network: null });
    expect(parseReproduceOptions(["--table", "4,7", "--project", "/p", "--seeds", "1"])).toMatchObject({ tables: [4, 7], seeds: [1] });
    expect(parseReproduceOptions(["--table", "all", "--miniature"]).tables).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("name data sets, and say how each is read", () => {
    const { sets } = parseReproduceOptions([...own, "--rafdb", "/d/RAF", "--ckplus", "/d/CK", "--choice", "ckplus.contempt=keep"]);
    expect(sets).toMatchObject({ rafdb: { directory: "/d/RAF" }, ckplus: { directory: "/d/CK", choices: { contempt: "keep" } } });
  });

  it("change the usual recipe of a network", () => {
    const { pipeline } = parseReproduceOptions([...own, "--epochs", "5", "--share", "0.02366", "--size", "112"]);
    const usual = tablePipeline("resnet34", { from: "seed" });
    expect(pipeline("resnet34", { from: "seed" })).toMatchObject({
      inputSize: 112,
      primitive: { epochs: 5, fallAfterEpochs: [2, 4] },
      retraining: usual.retraining,
      deltaChoice: { by: "share", share: 0.02366 },
    });
  });

  it.each([
    [["--project", "/p"], "--table: found nothing"],
    [["--table", "8", "--project", "/p"], '--table: found "8", expected a whole number from 1 to 7'],
    [["--table", "1"], "--project: found nothing"],
    [["--table", "1", "--miniature", "--rafdb", "/d"], "--rafdb: found it beside --miniature"],
    [[...own, "--choice", "mmi.frames=peak"], "--choice: found no --mmi"],
    [[...own, "--network", "compact", "--weights-resnet34", "/w.pth"], "--network: found it beside weights"],
    [[...own, "--seed", "3"], "the options of omnifer reproduce"],
  ])("refuse %j", (argv, message) => {
    expect(() => parseReproduceOptions(argv)).toThrow(message);
  });
});
