import { describe, expect, it } from "vitest";
import { WorkbenchError } from "./errors.ts";
import { answer, createClient, type Handlers, type RequestMessage, type ServerMessage } from "./wire.ts";

/** Two ends joined by function calls, each message copied as a process border would. */
function connected<N extends "job.cancel" | "data.skipped">(handlers: Handlers<N>) {
  let hear: (message: ServerMessage) => void = () => {};
  const sent: RequestMessage[] = [];
  const client = createClient({
    send: (message) => {
      sent.push(message);
      void answer(handlers, JSON.parse(JSON.stringify(message))).then((reply) => hear(JSON.parse(JSON.stringify(reply))));
    },
    listen: (listener) => {
      hear = listener;
    },
  });
  return { client, sent, emit: (message: ServerMessage) => hear(message) };
}

const noSkipped: Handlers<"data.skipped"> = { "data.skipped": () => ({ count: 0, files: [] }) };

describe("the wire", () => {
  it("brings the handler's output back to the request that asked", async () => {
    const { client } = connected<"data.skipped">({
      "data.skipped": ({ poolId }) => ({ count: 1, files: [{ file: `${poolId}.jpg`, reason: "truncated" }] }),
    });
    expect(await client.request("data.skipped", { poolId: "pool-1" })).toEqual({
      count: 1,
      files: [{ file: "pool-1.jpg", reason: "truncated" }],
    });
  });

  it("keeps code and message of a handler's error", async () => {
    const { client } = connected<"data.skipped">({
      "data.skipped": () => {
        throw new WorkbenchError("not-found", "There is no pool pool-9.");
      },
    });
    await expect(client.request("data.skipped", { poolId: "pool-9" })).rejects.toMatchObject({
      code: "not-found",
      message: "There is no pool pool-9.",
    });
  });

  it("refuses a malformed input before the handler sees it", async () => {
    const { client } = connected(noSkipped);
    await expect(client.request("data.skipped", { poolId: "../etc" })).rejects.toMatchObject({ code: "bad-request" });
  });

  it("refuses a request that this end does not offer, also one of Object's own names", async () => {
    expect(await answer(noSkipped, { id: 4, name: "picture", input: {} })).toMatchObject({
      id: 4,
      ok: false,
      error: { code: "bad-request" },
    });
    expect(await answer(noSkipped, { id: 5, name: "constructor", input: {} })).toMatchObject({
      id: 5,
      ok: false,
      error: { code: "bad-request" },
    });
  });

  it("rejects a reply that the contract does not allow", async () => {
    const wrong = { "data.skipped": () => ({ count: -1, files: [] }) } as Handlers<"data.skipped">;
    const { client } = connected(wrong);
    await expect(client.request("data.skipped", { poolId: "pool-1" })).rejects.toMatchObject({ code: "bad-request" });
  });

  it("delivers events to who listens, until they stop, and drops malformed ones", () => {
    const { client, emit } = connected(noSkipped);
    const heard: string[] = [];
    const stop = client.on("notice", ({ text }) => heard.push(text));
    emit({ event: "notice", payload: { level: "info", text: "one" } });
    emit({ event: "notice", payload: { level: "loud", text: "malformed" } });
    stop();
    emit({ event: "notice", payload: { level: "info", text: "three" } });
    expect(heard).toEqual(["one"]);
  });

  it("rejects everything under way when the engine dies", async () => {
    const client = createClient({ send: () => {}, listen: () => {} });
    const asked = client.request("doctor", {});
    client.rejectAll(new WorkbenchError("engine-died", "The engine ended."));
    await expect(asked).rejects.toMatchObject({ code: "engine-died" });
  });
});
