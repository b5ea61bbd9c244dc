// The only bridge between the page and Electron: two narrow functions. Sandboxed preloads are one CommonJS file that may require
// nothing but "electron", so this imports types only.
import { contextBridge, type IpcRendererEvent, ipcRenderer } from "electron";
import type { RequestMessage, ServerMessage } from "../core/wire.ts";
import type { Channel } from "./ipc.ts";

const channel: Channel = "omnifer";

contextBridge.exposeInMainWorld("omnifer", {
  send(message: RequestMessage): void {
    ipcRenderer.send(channel, message);
  },
  /** @returns how to stop listening; the listener gets messages only, never Electron's event object. */
  listen(listener: (message: ServerMessage) => void): () => void {
    const hear = (_event: IpcRendererEvent, message: ServerMessage): void => listener(message);
    ipcRenderer.on(channel, hear);
    return () => void ipcRenderer.removeListener(channel, hear);
  },
});
