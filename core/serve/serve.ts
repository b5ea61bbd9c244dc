// The workbench in a browser: the same page and the same engine over loopback. Anyone on this computer may load the page, which
// holds no secret; everything else needs the cookie that the token of the printed address buys.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { InputError, WorkbenchError } from "../errors.ts";
import { type EngineSupervisor, superviseEngine } from "../host/engine-supervisor.ts";
import type { WindowHostHandlers } from "../host/window-gate.ts";
import { largestWeightFile } from "../networks/weights/budget.ts";
import { layoutOf } from "../project/layout.ts";
import { forkEngine } from "./engine-fork.ts";
import { fileUploads } from "./file-uploads.ts";
import { addressOfPort, isForUs, isFromOurPage, type ServedAddress } from "./request-check.ts";
import { respond } from "./respond.ts";
import { createSession, type Session } from "./session.ts";
import { connectWindow, largestRequestBytes } from "./window-socket.ts";

/** A connection on which nothing moves for so long is closed, and what it was sending is forgotten. WebSockets are not meant. */
const idleMilliseconds = 60_000;

export interface ServeOptions {
  /** Absolute; made when it is not there. */
  projectDirectory: string;
  /** 0 takes any free port. */
  port: number;
  /** Absolute: the folder that holds package.json and dist/. */
  resourcesDirectory: string;
}

export interface ServedProject {
  /** With the token: for the user's eyes only, for no log. */
  address: string;
  engine: EngineSupervisor;
  /** Finishes what is being written, closes every window's connection and frees the port. */
  close(): Promise<void>;
}

/**
 * Serves one project on 127.0.0.1. Resolves when the page can be opened and the project is open.
 *
 * @throws WorkbenchError when the project cannot be opened
 * @throws InputError when the port is taken
 */
export async function serve(options: ServeOptions): Promise<ServedProject> {
  const { resourcesDirectory } = options;
  const { version } = JSON.parse(await readFile(join(resourcesDirectory, "package.json"), "utf8")) as { version: string };
  const server = createServer();
  server.requestTimeout = 0; // a large file over a slow tunnel takes longer than Node's five minutes
  server.timeout = idleMilliseconds;
  const port = await listen(server, options.port);
  const engine = superviseEngine({
    start: (listener) => forkEngine(join(resourcesDirectory, "dist", "node", "engine.cjs"), listener),
    open: { type: "open", projectDirectory: options.projectDirectory, create: true, resourcesDirectory },
    nowSeconds: () => performance.now() / 1000,
    startAgainAdvice: "Reload this page to start it.",
  });
  const address = addressOfPort(port);
  const session = createSession(port);
  const rendererDirectory = join(resourcesDirectory, "dist", "renderer");
  const uploads = fileUploads(engine, layoutOf(options.projectDirectory).uploadsDirectory, largestWeightFile);
  const page = { address, session, engine, uploads, rendererDirectory };
  server.on("request", (request, response) => void respond(page, request, response));
  const sockets = acceptWindows(server, address, session, engine, hostHandlers(version));

  async function close(): Promise<void> {
    server.close();
    await engine.close();
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections?.(); // Node 18.2; before, idle connections end with the process
    await uploads.clear().catch(() => {}); // the next server tries again
  }

  try {
    await engine.opened;
    await uploads.clear(); // of a server that was killed: the project is ours now
  } catch (error) {
    await close();
    throw error;
  }
  return { address: `${address.origin}/#token=${session.token}`, engine, close };
}

/** @returns the port */
async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new InputError({
      file: "--port",
      found: `port ${port}, which another program uses`,
      expected: "a free port",
      mend: "Name another one, or leave --port out: a free one is taken then.",
    });
  }
  return (server.address() as AddressInfo).port;
}

/** Connects windows at /engine. A page of another site, or one without the cookie, is refused before any WebSocket exists. */
function acceptWindows(
  server: Server,
  address: ServedAddress,
  session: Session,
  engine: EngineSupervisor,
  handlers: WindowHostHandlers,
): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestRequestBytes });
  server.on("upgrade", (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    const { headers } = request;
    const isAllowed = isForUs(address, headers) && isFromOurPage(address, headers) && session.hasCookie(headers.cookie);
    if (!isAllowed || request.url !== "/engine") {
      connection.on("error", () => connection.destroy()); // who resets it before our words arrive would end this process otherwise
      connection.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) => {
      engine.startAgain(); // after three deaths the page asks the user to reload it
      connectWindow(socket, engine, handlers);
    });
  });
  return sockets;
}

function hostHandlers(version: string): WindowHostHandlers {
  return {
    "host.info": () => ({ kind: "browser", version, banners: [], canChooseFolder: false, uploadBytesAtMost: largestWeightFile }),
    "host.import-folder": () => {
      throw new WorkbenchError("bad-request", "A browser cannot choose a folder of this computer. Use: omnifer run --project P --data DIR");
    },
    "host.add-set": () => {
      throw new WorkbenchError("bad-request", "A browser cannot choose a folder of this computer. Use: omnifer data add DIR --project P");
    },
    "host.import-weights": () => {
      throw new WorkbenchError("bad-request", "A page in a browser sends the file itself.");
    },
    "host.import-distilled": () => {
      throw new WorkbenchError("bad-request", "A page in a browser sends the file itself.");
    },
    "host.show-export": () => {
      throw new WorkbenchError("bad-request", "A browser cannot show a folder of this computer. Download the file.");
    },
  };
}
