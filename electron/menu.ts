// The menu: what belongs to a window rather than to a view. Undo and redo are not in it, because the page owns those keys: in a
// text field they undo typing, elsewhere they undo the last change of the project.
import type { MenuItemConstructorOptions } from "electron";

export interface MenuActions {
  importFolder(): void;
  /** Opens the page's dialog; its key belongs to the page, which leaves it to a text field or an open dialog. */
  putTogether(): void;
}

export function menuTemplate(platform: NodeJS.Platform, { importFolder, putTogether }: MenuActions): MenuItemConstructorOptions[] {
  const isMac = platform === "darwin";
  return [
    ...(isMac ? [{ role: "appMenu" as const }] : []),
    {
      label: "&File",
      submenu: [
        { label: "&Import folder…", accelerator: "CommandOrControl+O", click: importFolder },
        { label: "&Put together a data set…", click: putTogether },
        { type: "separator" },
        { role: isMac ? "close" : "quit" },
      ],
    },
    { label: "&Edit", submenu: [{ role: "cut" }, { role: "copy" }, { role: "paste" }, { role: "selectAll" }] },
    {
      label: "&View",
      submenu: [{ role: "zoomIn" }, { role: "zoomOut" }, { role: "resetZoom" }, { type: "separator" }, { role: "togglefullscreen" }],
    },
  ];
}
