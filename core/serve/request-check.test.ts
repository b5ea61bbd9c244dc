import { describe, expect, it } from "vitest";
import { addressOfPort, isForUs, isFromElsewhere, isFromOurPage } from "./request-check.ts";

const address = addressOfPort(4711);

describe("the check of a request", () => {
  it("knows one Host only", () => {
    expect(isForUs(address, { host: "127.0.0.1:4711" })).toBe(true);
    for (const host of [undefined, "", "127.0.0.1", "127.0.0.1:4712", "localhost:4711", "rebound.example:4711", "127.0.0.1:4711.example"]) {
      expect(isForUs(address, { host })).toBe(false);
    }
  });

  it("knows one Origin only", () => {
    expect(isFromOurPage(address, { origin: "http://127.0.0.1:4711" })).toBe(true);
    for (const origin of [
      undefined,
      "null",
      "https://127.0.0.1:4711",
      "http://127.0.0.1:8888",
      "http://evil.example",
      "http://127.0.0.1:4711/",
    ]) {
      expect(isFromOurPage(address, { origin })).toBe(false);
    }
  });

  it("refuses a picture that another port of this host or another site asks for", () => {
    expect(isFromElsewhere(address, {})).toBe(false);
    expect(isFromElsewhere(address, { "sec-fetch-site": "same-origin" })).toBe(false);
    for (const site of ["same-site", "cross-site", "none"]) expect(isFromElsewhere(address, { "sec-fetch-site": site })).toBe(true);
    expect(isFromElsewhere(address, { origin: "http://127.0.0.1:8888" })).toBe(true);
  });
});
