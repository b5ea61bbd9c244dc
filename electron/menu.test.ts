import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, it } from "vitest";
import { type MenuActions, menuTemplate } from "./menu.ts";

const idle = { importFolder: () => {}, putTogether: () => {} };
const itemsOf = (platform: NodeJS.Platform, actions: Partial<MenuActions> = {}) =>
  menuTemplate(platform, { ...idle, ...actions }).flatMap(({ submenu }) => (submenu ?? []) as MenuItemConstructorOptions[]);

describe("the menu", () => {
  it.each([
    ["&Import folder…", "importFolder"],
    ["&Put together a data set…", "putTogether"],
  ] as const)("does what %s says", (label, action) => {
    let done = 0;
    const item = itemsOf("linux", { [action]: () => done++ }).find((one) => one.label === label)!;
    (item.click as () => void)();
    expect(done).toBe(1);
  });

  it.each(["linux", "darwin", "win32"] as const)("offers no undo, no reload and no developer tools on %s", (platform) => {
    const roles = itemsOf(platform).map(({ role }) => role);
    for (const role of ["undo", "redo", "reload", "forceReload", "toggleDevTools"]) expect(roles).not.toContain(role);
  });

  it("starts with the application's own menu on macOS only", () => {
    expect(menuTemplate("darwin", idle)[0]).toEqual({ role: "appMenu" });
    expect(menuTemplate("linux", idle)[0]).toMatchObject({ label: "&File" });
  });
});
