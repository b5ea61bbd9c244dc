import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, it } from "vitest";
import { menuTemplate } from "./menu.ts";

const itemsOf = (platform: NodeJS.Platform, importFolder = () => {}) =>
  menuTemplate(platform, importFolder).flatMap(({ submenu }) => (submenu ?? []) as MenuItemConstructorOptions[]);

describe("the menu", () => {
  it("imports a folder", () => {
    let imported = 0;
    const item = itemsOf("linux", () => {
      imported += 1;
    }).find(({ label }) => label === "&Import folder…")!;
    (item.click as () => void)();
    expect(imported).toBe(1);
  });

  it.each(["linux", "darwin", "win32"] as const)("offers no undo, no reload and no developer tools on %s", (platform) => {
    const roles = itemsOf(platform).map(({ role }) => role);
    for (const role of ["undo", "redo", "reload", "forceReload", "toggleDevTools"]) expect(roles).not.toContain(role);
  });

  it("starts with the application's own menu on macOS only", () => {
    expect(menuTemplate("darwin", () => {})[0]).toEqual({ role: "appMenu" });
    expect(menuTemplate("linux", () => {})[0]).toMatchObject({ label: "&File" });
  });
});
