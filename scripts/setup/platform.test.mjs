import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { requirePlatform } from "./platform.mjs";

const here = { platform: "linux", arch: "x64", node: "20.19.0" };

describe("requirePlatform", () => {
  it("accepts Linux x64 with Node 20.19, and every later Node", () => {
    for (const node of ["20.19.0", "20.20.2", "22.0.0", "24.1.0"]) requirePlatform({ ...here, node });
  });

  it("names the Node it needs and the one it found", () => {
    assert.throws(() => requirePlatform({ ...here, node: "20.18.3" }), { expected: "Node 20.19 or newer", found: "Node 20.18.3" });
    assert.throws(() => requirePlatform({ ...here, node: "18.20.4" }), { found: "Node 18.20.4" });
  });

  it("names the system it found instead of Linux x64", () => {
    assert.throws(() => requirePlatform({ ...here, platform: "darwin", arch: "arm64" }), { found: "darwin arm64" });
  });
});
