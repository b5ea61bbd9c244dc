// Messages between the page and main: item 17 of the checklist stands here, so that no handler can forget it. A message is heard
// from the top frame of our own page only, then goes through the gate that all windows share.
import type { IpcMain, IpcMainEvent, WebContents } from "electron";
import type { EngineSupervisor } from "../core/host/engine-supervisor.ts";
import { admit, type WindowHostHandlers } from "../core/host/window-gate.ts";
import type { ServerMessage } from "../core/wire.ts";
import { isTrustedSender } from "./origin.ts";

/** The one channel; a type, because the preload may share no code with main. */
export type Channel = "omnifer";
const channel: Channel = "omnifer";

/** Answers requests of all windows. */
export function answerWindows(ipcMain: Pick<IpcMain, "on">, engine: Pick<EngineSupervisor, "ask">, handlers: WindowHostHandlers): void {
  ipcMain.on(channel, (event: IpcMainEvent, message: unknown) => {
    if (!isTrustedSender(event.senderFrame)) return;
    void admit(engine, handlers, message).then((reply) => {
      if (reply) tellWindow(event.sender, reply);
    });
  });
}

export function tellWindow(contents: Pick<WebContents, "isDestroyed" | "send">, message: ServerMessage): void {
  if (!contents.isDestroyed()) contents.send(channel, message);
}
