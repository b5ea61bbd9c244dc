// Electron's security checklist (docs/tutorial/security.md), as far as it is handlers: items 5 and 11 to 15. Each function takes
// the Electron object that it locks, so that tests can hold another in its place. The rest of the list: window.ts (2 to 4, 6 to
// 10), core/host/page-policy.ts (7), ipc.ts (17), app-scheme.ts (1, 18), electron-builder.yml (19), preload.ts (20).
import type { Session, WebContents } from "electron";
import { isOwnAddress } from "./origin.ts";

/** Items 5 and 1: no page gets a camera, a notification or a device, nothing is downloaded, nothing leaves for a network. */
export function lockSession(
  session: Pick<Session, "setPermissionRequestHandler" | "setPermissionCheckHandler" | "setDevicePermissionHandler" | "webRequest" | "on">,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event) => event.preventDefault());
  const remote = { urls: ["http://*/*", "https://*/*", "ws://*/*", "wss://*/*", "ftp://*/*", "file:///*"] };
  session.webRequest.onBeforeRequest(remote, (_details, answer) => answer({ cancel: true }));
}

/** Items 11 to 15: a page stays where it is, opens no window and hosts no other page. */
export function lockContents(contents: Pick<WebContents, "on" | "setWindowOpenHandler">): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.on("will-navigate", stayOnOwnPage);
  contents.on("will-redirect", stayOnOwnPage);
  contents.on("will-frame-navigate", (event) => stayOnOwnPage(event, event.url));
}

function stayOnOwnPage(event: { preventDefault(): void }, address: string): void {
  if (!isOwnAddress(address)) event.preventDefault();
}
