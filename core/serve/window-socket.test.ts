import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import type { WebSocket } from "ws";
import type { Answer } from "../host/engine-supervisor.ts";
import type { EventMessage } from "../wire.ts";
import { connectWindow } from "./window-socket.ts";

/** A connection whose other end reads only when the test lets it: `bufferedAmount` grows by the length of what was sent. */
class SlowSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  isPaused = false;
  isTerminated = false;
  readonly sent: string[] = [];
  private pending: { length: number; done(): void }[] = [];

  get bufferedAmount(): number {
    return this.pending.reduce((sum, { length }) => sum + length, 0);
  }
  send(text: string, done: () => void): void {
    this.sent.push(text);
    this.pending.push({ length: text.length, done });
  }
  /** The bytes have left, but nobody was told yet. */
  takeBytes(): void {
    for (const message of this.pending) message.length = 0;
  }
  /** The other end reads everything. */
  drain(): void {
    const read = this.pending;
    this.pending = [];
    for (const { done } of read) done();
  }
  pause(): void {
    this.isPaused = true;
  }
  resume(): void {
    this.isPaused = false;
  }
  terminate(): void {
    this.isTerminated = true;
  }
}

function connected(limits = { requests: 2, slowBytes: 100, deadBytes: 1000 }) {
  const socket = new SlowSocket();
  const answers: ((answer: Answer) => void)[] = [];
  let tell: (event: EventMessage) => void = () => {};
  const engine = {
    ask: () => new Promise<Answer>((resolve) => answers.push(resolve)),
    onEvent(listener: (event: EventMessage) => void) {
      tell = listener;
      return () => {
        tell = () => {};
      };
    },
  };
  const handlers = {
    "host.info": () => ({ kind: "browser" as const, version: "1", banners: [], canChooseFolder: false, uploadBytesAtMost: 4096 }),
    "host.import-folder": () => ({ chosen: false }),
    "host.add-set": () => ({ chosen: false }),
    "host.import-weights": () => ({ chosen: false }),
    "host.import-distilled": () => ({ chosen: false }),
    "host.show-export": () => ({}),
  };
  connectWindow(socket as unknown as WebSocket, engine, handlers, limits);
  return {
    socket,
    answers,
    tell: (event: string, payload: unknown) => tell({ event, payload }),
    asks: (id: number) => socket.emit("message", JSON.stringify({ id, name: "doctor", input: {} }), false),
    payloads: () => socket.sent.map((text) => (JSON.parse(text) as EventMessage).payload),
  };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("a window that reads slowly", () => {
  it("gets the latest state of each job once it reads again, not every state between", () => {
    const { socket, tell, payloads } = connected();
    tell("notice", "x".repeat(100));
    for (const done of [1, 2, 3]) tell("job", { id: "a", done });
    tell("job", { id: "b", done: 7 });
    expect(socket.sent).toHaveLength(1);
    socket.drain();
    expect(payloads().slice(1)).toEqual([
      { id: "a", done: 3 },
      { id: "b", done: 7 },
    ]);
  });

  it("never gets an older state after a newer one", () => {
    const { socket, tell, payloads } = connected();
    tell("notice", "x".repeat(100));
    tell("project", 1);
    socket.send = (
      (send) => (text: string, done: () => void) =>
        send.call(socket, text, done)
    )(socket.send);
    Object.defineProperty(socket, "bufferedAmount", { value: 0 });
    tell("project", 2);
    socket.drain();
    expect(payloads().slice(1)).toEqual([2]);
  });

  it("loses no epoch and no notice", () => {
    const { tell, payloads } = connected();
    tell("notice", "x".repeat(100));
    for (const epoch of [1, 2, 3]) tell("epoch", epoch);
    expect(payloads().slice(1)).toEqual([1, 2, 3]);
  });

  it("is given up when it has stopped reading", () => {
    const { socket, tell } = connected();
    tell("notice", "x".repeat(1000));
    expect(socket.isTerminated).toBe(false);
    tell("notice", "one more");
    expect(socket.isTerminated).toBe(true);
  });
});

describe("a window that asks faster than the engine answers", () => {
  it("is not read until an answer is out", async () => {
    const { socket, answers, asks } = connected();
    asks(1);
    expect(socket.isPaused).toBe(false);
    asks(2);
    expect(socket.isPaused).toBe(true);
    answers[0]!({ ok: true, output: 1 });
    await settled();
    expect(socket.isPaused).toBe(false);
  });
});

it("a closed window hears no more events", () => {
  const { socket, tell } = connected();
  socket.emit("close");
  tell("notice", "nobody listens");
  expect(socket.sent).toEqual([]);
});
