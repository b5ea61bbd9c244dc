import { describe, expect, it } from "vitest";
import { quick, rows, rowsNamed } from "./rows.ts";

const names = (name: string) => rowsNamed(name).map((row) => row.name);

describe("rows", () => {
  it("have names of their own", () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  it("are found by their name, or all that begin with it", () => {
    expect(names("training-vgg-face")).toEqual(["training-vgg-face"]);
    expect(names("extraction")).toEqual(["extraction-compact", "extraction-resnet34", "extraction-vgg-face", "extraction-face-resnet"]);
    expect(names("train")).toEqual([]);
  });

  it("become one pair of one step when there is no time", () => {
    expect(quick(rows[0]!)).toMatchObject({ name: "training-compact", batchSize: 64, steps: 1, pairs: 1 });
  });
});
