import { describe, expect, it } from "vitest";
import { inTurns } from "./in-turns.ts";

describe("inTurns", () => {
  it("lets messages in after each 30 ms of work, and gives the result", async () => {
    const order: string[] = [];
    let now = 0;
    function* work() {
      for (const step of ["a", "b", "c"]) {
        order.push(step);
        now += 20;
        yield undefined;
      }
      return 7;
    }
    setImmediate(() => order.push("message"));
    expect(await inTurns(work(), () => now)).toBe(7);
    expect(order).toEqual(["a", "b", "message", "c"]);
  });

  it("rejects when a step throws", async () => {
    // biome-ignore lint/correctness/useYield: it fails before its first rest
    function* broken(): Generator<undefined, number, undefined> {
      throw new RangeError("Value NaN of row 1 is outside 0 to 2.");
    }
    await expect(inTurns(broken())).rejects.toThrow("Value NaN of row 1");
  });
});
