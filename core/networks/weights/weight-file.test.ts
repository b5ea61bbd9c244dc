import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readWeightFile, type WeightFile } from "./weight-file.ts";

const folder = join(import.meta.dirname, "fixtures");

type Expected = Omit<WeightFile, "tensors"> & { tensors: Record<string, { dtype: string; shape: number[]; values: number[] }> };
const expected: Record<string, Expected> = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));

describe("a file of weights", () => {
  it.each(Object.keys(expected))("%s holds what the program that wrote it reads there", (name) => {
    const file = readWeightFile(join(folder, name));
    const { tensors, ...rest } = expected[name]!;
    expect(file).toMatchObject(rest);
    expect(Object.keys(file.tensors)).toEqual(Object.keys(tensors));
    for (const [tensor, { dtype, shape, values }] of Object.entries(tensors)) {
      const found = file.tensors[tensor]!;
      expect([tensor, found.dtype, found.shape]).toEqual([tensor, dtype, shape]);
      expect(Array.from<number | bigint, number>(found.values, Number)).toEqual(values.map(dtype === "F32" ? Math.fround : Number));
    }
  });
});
