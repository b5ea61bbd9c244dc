// A screen of its own for the end-to-end tests (Xvfb), so that they run without a display and never over somebody's desktop.
import { spawn } from "node:child_process";
import { once } from "node:events";

const size = "1600x1000x24";

/** Runs `body(display)` while the screen is there; Xvfb itself picks a free number (-displayfd). */
export async function withVirtualScreen(body) {
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", size, "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const ended = once(server, "exit");
  try {
    const number = await Promise.race([firstLine(server.stdio[3]), once(server, "error").then(([error]) => Promise.reject(error)), ended]);
    if (typeof number !== "string") throw new Error("Xvfb ended before its screen was there");
    return await body(`:${number}`);
  } finally {
    if (server.pid !== undefined && server.exitCode === null) {
      server.kill();
      await ended;
    }
  }
}

async function firstLine(stream) {
  let text = "";
  for await (const chunk of stream) {
    text += chunk;
    if (text.includes("\n")) return text.trim();
  }
  return undefined;
}
