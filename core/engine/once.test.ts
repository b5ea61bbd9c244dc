import { describe, expect, it } from "vitest";
import { once, onceOfLatest } from "./once.ts";

describe("what is kept", () => {
  it("is made once, also for those who ask while it is being made", async () => {
    const kept = new Map<string, Promise<object>>();
    const make = async () => ({});
    expect(once(kept, "a", make)).toBe(once(kept, "a", make));
  });

  it("is tried again after a failure", async () => {
    const kept = new Map<string, Promise<number>>();
    await expect(once(kept, "a", () => Promise.reject(new Error("The disk is gone.")))).rejects.toThrow("The disk is gone.");
    expect(await once(kept, "a", async () => 3)).toBe(3);
  });

  it("lets go of the one before where only the latest is wanted", async () => {
    const kept = new Map<string, Promise<object>>();
    const make = async () => ({});
    const first = onceOfLatest(kept, "pool-1", make);
    expect(onceOfLatest(kept, "pool-1", make)).toBe(first);
    onceOfLatest(kept, "pool-2", make);
    expect([...kept.keys()]).toEqual(["pool-2"]);
  });
});
