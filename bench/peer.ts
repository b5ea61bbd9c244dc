// The other side of a benchmark: a Python program that makes one turn for every line it is sent, and answers with a line of JSON.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface Peer {
  turn<T>(): Promise<T>;
  /** Prints what the program prints, until it ends. */
  printAll(): Promise<void>;
  stop(): void;
}

/** @param program  file of bench/peers */
export function startPeer(python: string, program: string, peerArguments: string[]): Peer {
  const child = spawn(python, [join("bench", "peers", program), ...peerArguments], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async turn<T>() {
      child.stdin.write("once more\n");
      const { value, done } = await lines.next();
      if (done) throw new Error(`${python} ended without an answer; it needs torch, numpy and pillow.`);
      return JSON.parse(value) as T;
    },
    async printAll() {
      for await (const line of { [Symbol.asyncIterator]: () => lines }) console.log(line);
    },
    stop: () => child.stdin.end(),
  };
}
