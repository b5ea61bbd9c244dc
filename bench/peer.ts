// The other side of a benchmark: a program that makes one turn for every line it is sent, and answers with a line of JSON.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface Peer {
  /** @param request  what is asked, for programs that look at it */
  turn<T>(request?: object): Promise<T>;
  /** A line that the program says by itself. */
  heard<T>(): Promise<T>;
  /** Resolves when the program has ended and its memory is free. */
  stop(): Promise<void>;
}

/** @param program  file of bench/peers */
export function startPeer(python: string, program: string, peerArguments: string[]): Peer {
  return startProgram(python, [join("bench", "peers", program), ...peerArguments]);
}

/** What it writes to stderr is shown. */
export function startProgram(command: string, commandArguments: string[]): Peer {
  const child = spawn(command, commandArguments, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit").catch((error: unknown) => error); // that it did not start shows in what is not heard
  child.stdin.on("error", () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function heard<T>(): Promise<T> {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${[command, ...commandArguments].join(" ")} ended without an answer.`);
    return JSON.parse(value) as T;
  }
  return {
    heard,
    turn<T>(request: object = {}) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      return heard<T>();
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
