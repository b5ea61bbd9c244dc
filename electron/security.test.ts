import { EventEmitter } from "node:events";
import type { Session, WebContents } from "electron";
import { describe, expect, it } from "vitest";
import { lockContents, lockSession } from "./security.ts";

type Deny = (...args: unknown[]) => unknown;

/** A session that keeps the handlers it is given. */
function lockedSession() {
  const handlers: Record<string, Deny> = {};
  const keep = (name: string) => (handler: Deny) => {
    handlers[name] = handler;
  };
  const remote: { urls: string[]; handler: Deny }[] = [];
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: keep("request"),
    setPermissionCheckHandler: keep("check"),
    setDevicePermissionHandler: keep("device"),
    webRequest: { onBeforeRequest: ({ urls }: { urls: string[] }, handler: Deny) => remote.push({ urls, handler }) },
  });
  lockSession(session as unknown as Session);
  return { session, handlers, remote };
}

/** Emits an Electron event and says whether it was prevented. */
function isPrevented(emitter: EventEmitter, name: string, url = ""): boolean {
  let prevented = false;
  emitter.emit(
    name,
    {
      url,
      preventDefault() {
        prevented = true;
      },
    },
    url,
  );
  return prevented;
}

describe("a locked session", () => {
  it.each(["media", "geolocation", "notifications", "clipboard-read", "openExternal", "fullscreen"])(
    "denies the permission %s",
    (permission) => {
      const { handlers } = lockedSession();
      const answers: unknown[] = [];
      handlers.request!(null, permission, (answer: unknown) => answers.push(answer));
      expect(answers).toEqual([false]);
      expect(handlers.check!(null, permission, "omnifer://app/")).toBe(false);
      expect(handlers.device!({ deviceType: "hid" })).toBe(false);
    },
  );

  it("lets nothing reach a network or the file system by address", () => {
    const { remote } = lockedSession();
    expect(remote[0]!.urls).toEqual(["http://*/*", "https://*/*", "ws://*/*", "wss://*/*", "ftp://*/*", "file:///*"]);
    const answers: unknown[] = [];
    remote[0]!.handler({ url: "https://example.org" }, (answer: unknown) => answers.push(answer));
    expect(answers).toEqual([{ cancel: true }]);
  });

  it("downloads nothing", () => {
    expect(isPrevented(lockedSession().session, "will-download")).toBe(true);
  });
});

describe("locked contents", () => {
  function lockedContents() {
    let openWindow: Deny = () => undefined;
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler(handler: Deny) {
        openWindow = handler;
      },
    });
    lockContents(contents as unknown as WebContents);
    return { contents, openWindow: (url: string) => openWindow({ url }) };
  }

  it("open no window, not even one of our own page", () => {
    expect(lockedContents().openWindow("omnifer://app/")).toEqual({ action: "deny" });
  });

  it("attach no webview", () => {
    expect(isPrevented(lockedContents().contents, "will-attach-webview")).toBe(true);
  });

  it.each(["will-navigate", "will-redirect", "will-frame-navigate"])("go nowhere else (%s), but may reload", (name) => {
    const { contents } = lockedContents();
    expect(isPrevented(contents, name, "https://example.org/")).toBe(true);
    expect(isPrevented(contents, name, "omnifer://app.evil/")).toBe(true);
    expect(isPrevented(contents, name, "omnifer://app/index.html")).toBe(false);
  });
});
