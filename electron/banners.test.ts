import { describe, expect, it } from "vitest";
import { bannersOf } from "./banners.ts";

const current = { electronVersion: "41.7.1", chromiumVersion: "146.0.1.2", wantedElectronVersion: "41.7.1", isSandboxOff: false };

describe("banners", () => {
  it("are absent on the wanted Electron with its sandbox", () => {
    expect(bannersOf(current)).toEqual([]);
  });

  it("say that the fallback Electron gets no security fixes", () => {
    const banners = bannersOf({ ...current, electronVersion: "22.3.25", chromiumVersion: "108.0.5359.215" });
    expect(banners).toHaveLength(1);
    expect(banners[0]).toMatch(/^This window runs on Electron 22 \(Chromium 108\), which gets no security fixes any more\./);
  });

  it("compare versions as numbers, not as text", () => {
    expect(bannersOf({ ...current, electronVersion: "9.4.4" })).toHaveLength(1);
    expect(bannersOf({ ...current, electronVersion: "100.0.0" })).toEqual([]);
  });

  it("say that the sandbox is off", () => {
    expect(bannersOf({ ...current, isSandboxOff: true })).toEqual([
      "This window runs as root, without Chromium's sandbox. Start the workbench as an ordinary user to have it.",
    ]);
  });
});
