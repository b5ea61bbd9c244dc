import { describe, expect, it } from "vitest";
import { endOfCompute } from "./end-of-compute.ts";

const hint = "Memory may have run out: a smaller batch or more accumulation steps (parts of a batch) need less.";

describe("the end of the compute process", () => {
  it.each(["SIGKILL", "SIGABRT", "killed", "exit code 134"])("by %s hints at memory, with the mend", (reason) => {
    expect(endOfCompute(reason)).toBe(`The compute process ended (${reason}). ${hint}`);
  });

  it.each(["SIGSEGV", "SIGTERM", "exit code 1"])("by %s is told as it is", (reason) => {
    expect(endOfCompute(reason)).toBe(`The compute process ended (${reason}).`);
  });
});
