import { describe, expect, it } from "vitest";
import type { BackendDescription, DescribeResult } from "../compute/protocol.ts";
import { finishedResult } from "../project/run.fixture.ts";
import { backendLines } from "./doctor.ts";

const description: BackendDescription = finishedResult.backend;
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
