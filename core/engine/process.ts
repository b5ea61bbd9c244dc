// Entry of the engine process: opens one project and answers its host over Electron's parent port or a Node child's channel.
// It never loads TensorFlow, so it always answers.
import { join } from "node:path";
import { forkCompute } from "../compute/fork.ts";
import { errorRecordOf } from "../errors.ts";
import type { Port, RequestMessage } from "../wire.ts";
import { type ElectronPort, electronCompute } from "./electron-compute.ts";
import { openEngine } from "./engine.ts";
import type { FromEngine, OpenMessage, ToEngine } from "./host-messages.ts";

const { parentPort } = process as unknown as { parentPort?: ElectronPort };

function main(): void {
  const host = parentPort ? electronHost(parentPort) : nodeHost();
  host.listen((message) => {
    if ("type" in message && message.type === "open") void open(message, host);
  });
}

/** Opens the project, then answers requests; the host sends none before `ready`. */
async function open(message: OpenMessage, host: Port<FromEngine, ToEngine>): Promise<void> {
  const bundle = join(message.resourcesDirectory, "dist", "node", "compute.cjs");
  try {
    const engine = await openEngine({
      projectDirectory: message.projectDirectory,
      create: message.create,
      startCompute: parentPort ? electronCompute(parentPort) : () => forkCompute(bundle),
      emit: (event, payload) => host.send({ event, payload }),
    });
    host.listen((next) => {
      if (!("type" in next)) void engine.answer(next as RequestMessage).then((reply) => host.send(reply));
    });
    host.send({ type: "ready" });
  } catch (error) {
    host.send({ type: "failed", error: errorRecordOf(error) });
    setImmediate(() => process.exit(1)); // after the message has left
  }
}

function nodeHost(): Port<FromEngine, ToEngine> {
  let listener: (message: ToEngine) => void = () => {};
  process.on("message", (message) => listener(message as ToEngine));
  process.on("disconnect", () => process.exit(0)); // the host is gone; compute hears the same from us
  process.on("SIGINT", () => {}); // Ctrl+C reaches every process of the terminal; the host closes the project first
  return {
    send: (message) => process.send?.(message),
    listen: (next) => {
      listener = next;
    },
  };
}

function electronHost(port: ElectronPort): Port<FromEngine, ToEngine> {
  let listener: (message: ToEngine) => void = () => {};
  port.on("message", ({ data }) => listener(data as ToEngine));
  return {
    send: (message) => port.postMessage(message),
    listen: (next) => {
      listener = next;
    },
  };
}

main();
