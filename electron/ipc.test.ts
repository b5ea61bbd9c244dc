import { EventEmitter } from "node:events";
import type { IpcMain } from "electron";
import { describe, expect, it } from "vitest";
import { answerWindows } from "./ipc.ts";

const ownPage = { url: "omnifer://app/", parent: null };

/** A main process with one page; `says` resolves with what the page heard back. */
function desktop() {
  const asked: string[] = [];
  const ipcMain = new EventEmitter();
  const engine = {
    ask: async (name: string) => {
      asked.push(name);
      return { ok: true as const, output: {} };
    },
  };
  answerWindows(ipcMain as unknown as IpcMain, engine, {
    "host.info": () => ({ kind: "desktop", version: "1", banners: [], canChooseFolder: true, uploadBytesAtMost: null }),
    "host.import-folder": () => ({ chosen: false }),
    "host.add-set": () => ({ chosen: false }),
    "host.import-weights": () => ({ chosen: false }),
    "host.import-distilled": () => ({ chosen: false }),
    "host.show-export": () => ({}),
  });
  return {
    asked,
    async says(senderFrame: unknown, message: unknown, isDestroyed = false): Promise<unknown[]> {
      const heard: unknown[] = [];
      const sender = { isDestroyed: () => isDestroyed, send: (_channel: string, reply: unknown) => heard.push(reply) };
      ipcMain.emit("omnifer", { senderFrame, sender }, message);
      await new Promise<void>((resolve) => setImmediate(resolve));
      return heard;
    },
  };
}

describe("a message to main", () => {
  const message = { id: 5, name: "project.state", input: {} };

  it("is answered to our own page", async () => {
    const { says, asked } = desktop();
    expect(await says(ownPage, message)).toEqual([{ id: 5, ok: true, output: {} }]);
    expect(asked).toEqual(["project.state"]);
  });

  it.each([
    ["another site", { url: "https://example.org/", parent: null }],
    ["a frame within our page", { url: "omnifer://app/", parent: ownPage }],
    ["a frame that has gone", null],
  ])("is not heard from %s", async (_who, frame) => {
    const { says, asked } = desktop();
    expect(await says(frame, message)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("cannot be a host's request", async () => {
    const { says, asked } = desktop();
    expect(await says(ownPage, { ...message, name: "data.import" })).toMatchObject([{ id: 5, ok: false, error: { code: "bad-request" } }]);
    expect(asked).toEqual([]);
  });

  it("is not answered when the window has been closed meanwhile", async () => {
    expect(await desktop().says(ownPage, message, true)).toEqual([]);
  });
});
