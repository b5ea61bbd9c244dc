import { describe, expect, it } from "vitest";
import type { BackendDescription, DescribeResult } from "../compute/protocol.ts";
import { backendLines } from "./doctor.ts";

const description: BackendDescription = {
  backend: "tensorflow",
  device: "cpu",
  tensorflow: "2.21.0",
  tfjs: "4.22.0",
  threads: 2,
  sharp: "0.35",
  node: "20",
};
const lineOf = (described: BackendDescription | DescribeResult) => backendLines(described).find(({ name }) => name === "bfloat16");

describe("what the doctor says of bfloat16", () => {
  it.each([
    [0.524, "0.52 times the speed of float32"],
    [1.9, "1.90 times the speed of float32"],
    [null, "not on this machine"],
  ])("is its speed, or that it is not there: %s", (bfloat16Speed, value) => {
    expect(lineOf({ ...description, bfloat16Speed })).toEqual({ name: "bfloat16", value, ok: true });
  });

  it("is nothing where only a run tells of the machine", () => {
    expect(lineOf(description)).toBeUndefined();
  });
});
