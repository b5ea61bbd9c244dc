import { EventEmitter } from "node:events";
import type { BrowserWindow } from "electron";
import { describe, expect, it } from "vitest";
import { pagePreferences, reviveDeadPage, windowOptions } from "./window.ts";

describe("what a page may do", () => {
  it("is what Electron's security checklist allows", () => {
    expect(pagePreferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableBlinkFeatures: "Auxclick",
      spellcheck: false,
    });
  });

  it("enables no Blink feature", () => {
    expect(pagePreferences).not.toHaveProperty("enableBlinkFeatures");
  });
});

describe("a window", () => {
  const look = { isDark: true, preload: "/app/preload.cjs", icon: "/app/icon.png" };

  it("is shown only when it has something to show, on the colour it will have", () => {
    const options = windowOptions({ ...look, bounds: { width: 1200, height: 800, isMaximized: true } });
    expect(options).toMatchObject({ show: false, backgroundColor: "#0e1014", width: 1200, height: 800 });
    expect(options.webPreferences).toEqual({ ...pagePreferences, preload: "/app/preload.cjs" });
  });

  it("comes back twice when its page dies, then gives up", () => {
    let reloads = 0;
    const reasons: string[] = [];
    const webContents = Object.assign(new EventEmitter(), {
      reload() {
        reloads += 1;
      },
    });
    reviveDeadPage(
      { webContents } as unknown as BrowserWindow,
      () => 10,
      (reason) => reasons.push(reason),
    );
    webContents.emit("render-process-gone", {}, { reason: "clean-exit" });
    for (const reason of ["crashed", "oom", "crashed"]) webContents.emit("render-process-gone", {}, { reason });
    expect(reloads).toBe(2);
    expect(reasons).toEqual(["crashed"]);
  });
});
