import { describe, expect, it } from "vitest";
import { pagePolicyHeaders } from "./page-policy.ts";

const policy = (connect?: string[]) => pagePolicyHeaders(connect)["Content-Security-Policy"]!;

describe("the page's content security policy", () => {
  it("starts from nothing and lets scripts come from the page's own origin only", () => {
    expect(policy()).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
  });

  it("allows no inline code, no eval and no other host", () => {
    expect(policy()).not.toMatch(/unsafe|\*|https?:/);
  });

  it("adds the WebSocket that `serve` names, and nothing else", () => {
    expect(policy(["ws://127.0.0.1:4711"])).toContain("connect-src 'self' ws://127.0.0.1:4711; worker-src");
    expect(policy()).toContain("connect-src 'self'; worker-src");
  });
});
