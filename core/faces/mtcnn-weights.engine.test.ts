import { cpSync, mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mtcnnFolder, readMtcnnWeights } from "./mtcnn-weights.ts";

describe("the weights of MTCNN", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "omnifer-mtcnn-"));
    cpSync(mtcnnFolder(), folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("lie where the set-up puts them, with their licence", () => {
    const shapes = Object.entries(readMtcnnWeights(folder, "pnet.pt")).map(([name, { shape }]) => `${name} ${shape}`);
    expect(shapes).toContain("conv3.weight 32,16,3,3");
    expect(Object.keys(readMtcnnWeights(folder, "onet.pt"))).toHaveLength(21);
  });

  it.each([
    ["that is cut short", (path: string) => truncateSync(path, 100), "found other bytes (SHA-256"],
    ["that is missing", (path: string) => rmSync(path), "found no readable file"],
  ])("are refused where a file %s", (_, damage, message) => {
    damage(join(folder, "rnet.pt"));
    expect(() => readMtcnnWeights(folder, "rnet.pt")).toThrow(message);
    expect(() => readMtcnnWeights(folder, "rnet.pt")).toThrow(
      /rnet\.pt: .*Remove the folder \.runtime\/mtcnn and set the workbench up again/,
    );
    expect(Object.keys(readMtcnnWeights(folder, "pnet.pt"))).toHaveLength(13);
  });
});
