import { describe, expect, it } from "vitest";
import { manyAtOnce, rest } from "./pace.ts";

describe("going through rows", () => {
  it("reports every 4,096th, and lets others run there", async () => {
    const reported: number[] = [];
    const context = { report: (rows: number) => reported.push(rows), signal: new AbortController().signal };
    const seen: string[] = [];
    setImmediate(() => seen.push("another"));
    for (let row = 1; row < 4096; row++) await rest(row, context);
    expect([reported, seen]).toEqual([[], []]);
    await rest(4096, context);
    expect([reported, seen]).toEqual([[4096], ["another"]]);
    await rest(8192, context);
    expect(reported).toEqual([4096, 8192]);
  });

  it("tells of how many, where that is known", async () => {
    const reported: unknown[] = [];
    await rest(4096, { report: (...far) => reported.push(far), signal: new AbortController().signal }, 12_271);
    expect(reported).toEqual([[4096, 12_271]]);
  });

  it("ends there when it is cancelled", async () => {
    const controller = new AbortController();
    const context = { report: () => undefined, signal: controller.signal };
    controller.abort();
    await rest(1, context);
    await expect(rest(4096, context)).rejects.toThrow(/abort/i);
  });
});

describe("going through files", () => {
  it("asks for 32 at once, and keeps their order", async () => {
    let [open, most] = [0, 0];
    const numbers = Array.from({ length: 70 }, (_, index) => index);
    const doubled = await manyAtOnce(numbers, async (number) => {
      most = Math.max(most, ++open);
      await new Promise((resume) => setTimeout(resume, number % 3));
      open--;
      return 2 * number;
    });
    expect(doubled).toEqual(numbers.map((number) => 2 * number));
    expect(most).toBe(32);
  });
});
