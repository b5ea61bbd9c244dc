import { describe, expect, it } from "vitest";
import { sandboxRefusal } from "./sandbox-rule.ts";

describe("--no-sandbox", () => {
  it("is accepted from root", () => {
    expect(sandboxRefusal({ isSandboxOff: true, userId: 0 })).toBeNull();
  });

  it.each([1000, 65534, undefined])("is refused from user id %s", (userId) => {
    expect(sandboxRefusal({ isSandboxOff: true, userId })).toMatch(/^--no-sandbox is accepted only as root/);
  });

  it("is not missed where the sandbox is on", () => {
    expect(sandboxRefusal({ isSandboxOff: false, userId: 1000 })).toBeNull();
    expect(sandboxRefusal({ isSandboxOff: false, userId: 0 })).toBeNull();
  });
});
