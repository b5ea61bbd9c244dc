import { describe, expect, it } from "vitest";
import { hostRequests } from "../contract/host-requests.ts";
import { admit, type WindowHostHandlers } from "./window-gate.ts";

const handlers: WindowHostHandlers = {
  "host.info": () => ({ kind: "browser", version: "0.1.0", banners: [], canChooseFolder: false, uploadBytesAtMost: 4096 }),
  "host.import-folder": () => ({ chosen: false }),
  "host.add-set": () => ({ chosen: false }),
  "host.import-weights": () => ({ chosen: false }),
  "host.import-distilled": () => ({ chosen: false }),
  "host.show-export": () => ({}),
};

/** An engine that says what it was asked. */
function engine() {
  const asked: string[] = [];
  return {
    asked,
    ask: async (name: string) => {
      asked.push(name);
      return { ok: true as const, output: `answer to ${name}` };
    },
  };
}

describe("the gate between a window and the engine", () => {
  it("passes a window request on and gives the reply the window's own number", async () => {
    const { asked, ask } = engine();
    const reply = await admit({ ask }, handlers, { id: 17, name: "project.state", input: {} });
    expect(reply).toEqual({ id: 17, ok: true, output: "answer to project.state" });
    expect(asked).toEqual(["project.state"]);
  });

  it.each(Object.keys(hostRequests))("refuses the host request %s and never shows it to the engine", async (name) => {
    const { asked, ask } = engine();
    const reply = await admit({ ask }, handlers, { id: 3, name, input: { directory: "/etc" } });
    expect(reply).toEqual({ id: 3, ok: false, error: { code: "bad-request", message: `A window may not ask for "${name}".` } });
    expect(asked).toEqual([]);
  });

  it.each(["toString", "__proto__", "constructor", "", "project.state "])("refuses the name %j", async (name) => {
    const { asked, ask } = engine();
    expect(await admit({ ask }, handlers, { id: 3, name, input: {} })).toMatchObject({ ok: false, error: { code: "bad-request" } });
    expect(asked).toEqual([]);
  });

  it("answers what the host itself is asked", async () => {
    const { asked, ask } = engine();
    const reply = await admit({ ask }, handlers, { id: 1, name: "host.info", input: {} });
    expect(reply).toMatchObject({ id: 1, ok: true, output: { kind: "browser" } });
    expect(asked).toEqual([]);
  });

  it.each([null, 7, "project.state", [], { name: "doctor" }, { id: -1, name: "doctor" }, { id: 1.5, name: "doctor" }])(
    "drops %j, which is no request",
    async (message) => {
      expect(await admit(engine(), handlers, message)).toBeNull();
    },
  );
});
