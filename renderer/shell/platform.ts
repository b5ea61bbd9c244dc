// Cmd or Ctrl in tooltips and on the shortcut sheet.
export const isMac = navigator.platform.startsWith("Mac");
