import { describe, expect, it } from "vitest";
import { isOwnAddress, isTrustedSender } from "./origin.ts";

const foreign = [
  "https://app/",
  "omnifer://app.evil/",
  "omnifer://evil/?omnifer://app/",
  "omnifer://user@app/",
  "omnifer://app:8080/",
  "file:///omnifer/app/index.html",
  "data:text/html,omnifer://app/",
  "about:blank",
  "javascript:alert(1)",
  "",
];

describe("the app's own origin", () => {
  it("is its scheme and its host, whatever the path", () => {
    expect(["omnifer://app/", "omnifer://app/index.html#results", "OMNIFER://app/picture/faces/1?size=96"].map(isOwnAddress)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each(foreign)("is not %j", (address) => {
    expect(isOwnAddress(address)).toBe(false);
  });
});

describe("the sender of a message", () => {
  const page = { url: "omnifer://app/", parent: null };

  it("is trusted as the top frame of our page only", () => {
    expect(isTrustedSender(page)).toBe(true);
    expect(isTrustedSender({ url: "omnifer://app/", parent: page })).toBe(false);
    expect(isTrustedSender(null)).toBe(false);
  });

  it.each(foreign)("is refused from %j", (url) => {
    expect(isTrustedSender({ url, parent: null })).toBe(false);
  });
});
