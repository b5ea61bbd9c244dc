import { describe, expect, it } from "vitest";
import { createDeathLimit } from "./death-limit.ts";

describe("the death limit", () => {
  it("stops at the third death within five minutes", () => {
    const limit = createDeathLimit();
    expect([limit.record(0), limit.record(100), limit.record(299)]).toEqual(["restart", "restart", "stop"]);
  });

  it("forgives a death that is five minutes old", () => {
    const limit = createDeathLimit();
    expect([limit.record(0), limit.record(100), limit.record(300), limit.record(350)]).toEqual(["restart", "restart", "restart", "stop"]);
  });

  it("counts from nothing again once the user asked for another start", () => {
    const limit = createDeathLimit();
    for (const at of [1, 2, 3]) limit.record(at);
    limit.forget();
    expect(limit.record(4)).toBe("restart");
  });
});
