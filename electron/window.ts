// One window on one project. What a page may do is one exported object, so that a test can hold it against the checklist.
import type { BrowserWindow, BrowserWindowConstructorOptions, WebPreferences } from "electron";
import { createDeathLimit } from "../core/host/death-limit.ts";
import type { WindowBounds } from "./window-bounds.ts";

/** Items 2 to 4, 6 and 8 to 11 of the checklist, each said even where it is Electron's default. */
export const pagePreferences = {
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
  // A middle click would open a window.
  disableBlinkFeatures: "Auxclick",
  // Electron would fetch dictionaries from a network.
  spellcheck: false,
} as const satisfies WebPreferences;

/** --canvas of renderer/styles/theme.css, so that nothing flashes before the first paint. */
const canvas = { light: "#f5f6f8", dark: "#0e1014" };

export function windowOptions(look: {
  bounds: Partial<WindowBounds>;
  isDark: boolean;
  preload: string;
  icon: string;
}): BrowserWindowConstructorOptions {
  const { isMaximized, ...place } = look.bounds;
  return {
    ...place,
    minWidth: 900,
    minHeight: 600,
    show: false, // until "ready-to-show"
    title: "OmniFER Workbench",
    icon: look.icon,
    backgroundColor: look.isDark ? canvas.dark : canvas.light,
    autoHideMenuBar: true,
    webPreferences: { ...pagePreferences, preload: look.preload },
  };
}

/** Loads the page again when its process dies; the engine and its work are elsewhere and go on. */
export function reviveDeadPage(
  window: Pick<BrowserWindow, "webContents">,
  nowSeconds: () => number,
  giveUp: (reason: string) => void,
): void {
  const deaths = createDeathLimit();
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason === "clean-exit") return;
    if (deaths.record(nowSeconds()) === "restart") window.webContents.reload();
    else giveUp(reason);
  });
}
