import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ConnectionStatus, reconnectingPort, type Socket } from "./connection.ts";

class TestSocket implements Socket {
  sent: string[] = [];
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  send(text: string): void {
    this.sent.push(text);
  }
}

describe("reconnectingPort", () => {
  let sockets: TestSocket[];
  let statuses: ConnectionStatus[];
  const open = () => {
    const port = reconnectingPort(
      () => {
        const socket = new TestSocket();
        sockets.push(socket);
        return socket;
      },
      (status) => statuses.push(status),
    );
    return port;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    sockets = [];
    statuses = [];
  });
  afterEach(() => void vi.useRealTimers());

  it("keeps what was asked before the socket opened, and sends it in order then", () => {
    const port = open();
    port.send({ id: 1, name: "project.state", input: {} });
    port.send({ id: 2, name: "host.info", input: {} });
    expect(sockets[0]!.sent).toEqual([]);
    sockets[0]!.onopen!();
    expect(sockets[0]!.sent.map((text) => JSON.parse(text).id)).toEqual([1, 2]);
    expect(statuses).toEqual(["open"]);
  });

  it("forgets what waited when the next socket closes as well, because its asker was told that it failed", () => {
    const port = open();
    sockets[0]!.onopen!();
    sockets[0]!.onclose!();
    port.send({ id: 1, name: "job.start", input: { kind: "retrain" } });
    vi.advanceTimersByTime(200);
    sockets[1]!.onclose!();
    port.send({ id: 2, name: "job.start", input: { kind: "retrain" } });
    vi.advanceTimersByTime(400);
    sockets[2]!.onopen!();
    expect(sockets[2]!.sent.map((text) => JSON.parse(text).id)).toEqual([2]);
  });

  it("opens a new socket after one closed, waiting longer each time up to two seconds", () => {
    open();
    for (const waitMs of [200, 400, 800, 1600, 2000, 2000]) {
      const count = sockets.length;
      sockets.at(-1)!.onclose!();
      vi.advanceTimersByTime(waitMs - 1);
      expect(sockets).toHaveLength(count);
      vi.advanceTimersByTime(1);
      expect(sockets).toHaveLength(count + 1);
    }
    expect(new Set(statuses)).toEqual(new Set(["lost"]));
  });

  it("hands messages of every later socket to the same listener", () => {
    const heard: unknown[] = [];
    open().listen((message) => heard.push(message));
    sockets[0]!.onopen!();
    sockets[0]!.onmessage!({ data: '{"event":"notice","payload":1}' });
    sockets[0]!.onclose!();
    vi.advanceTimersByTime(200);
    sockets[1]!.onopen!();
    sockets[1]!.onmessage!({ data: '{"event":"notice","payload":2}' });
    expect(heard).toEqual([
      { event: "notice", payload: 1 },
      { event: "notice", payload: 2 },
    ]);
  });
});
