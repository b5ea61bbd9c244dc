// The served workbench with a tiny engine of this test's own, a forked process like the real one.
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect as connectTcp } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { fileUploadUrl } from "../contract/file-upload.ts";
import { type ServedProject, serve } from "./serve.ts";
import { largestRequestBytes } from "./window-socket.ts";

/** Answers every request with its name; "project.undo" kills the process, "project.redo" tells an event to all windows. */
const scriptedEngine = `
process.on("message", ({ type, id, name, projectDirectory }) => {
  if (type === "open" && projectDirectory.endsWith("locked")) {
    process.send({ type: "failed", error: { code: "locked", message: "The project is open in another program." } });
  } else if (type === "open") {
    process.send({ type: "ready" });
  } else if (name === "project.undo") {
    process.kill(process.pid, "SIGKILL");
  } else if (name === "weights.import") {
    process.send({ id, ok: true, output: { jobId: "job-1" } });
  } else if (name === "picture" || name === "distilled.picture") {
    process.send({ id, ok: true, output: { type: "image/png", bytes: Uint8Array.of(137, 80) } });
  } else {
    if (name === "project.redo") process.send({ event: "epoch", payload: { epoch: 3 } });
    process.send({ id, ok: true, output: { name, pid: process.pid, readOnlyReason: null } });
  }
});
`;

let resourcesDirectory: string;
/** Of the project that is served. */
let projectDirectory: string;
let served: ServedProject;
let origin: string;
let token: string;

beforeAll(() => {
  resourcesDirectory = mkdtempSync(join(tmpdir(), "serve-"));
  mkdirSync(join(resourcesDirectory, "dist", "node"), { recursive: true });
  mkdirSync(join(resourcesDirectory, "dist", "renderer"));
  writeFileSync(join(resourcesDirectory, "package.json"), '{"version":"1.2.3"}');
  writeFileSync(join(resourcesDirectory, "dist", "node", "engine.cjs"), scriptedEngine);
  writeFileSync(join(resourcesDirectory, "dist", "renderer", "index.html"), "<title>OmniFER</title>");
});
afterAll(() => rmSync(resourcesDirectory, { recursive: true }));

const start = (project: string, port = 0) => serve({ projectDirectory: join(resourcesDirectory, project), port, resourcesDirectory });

beforeEach(async () => {
  projectDirectory = join(resourcesDirectory, "faces");
  served = await start("faces");
  ({ origin } = new URL(served.address));
  token = new URL(served.address).hash.slice("#token=".length);
});
afterEach(() => served.close());

/** An HTTP request with any headers, also those that fetch would not send. */
function ask(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  const { port } = new URL(origin);
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const sent = request({
      host: "127.0.0.1",
      port,
      path,
      method: options.method ?? "GET",
      headers: { host: `127.0.0.1:${port}`, ...options.headers },
    });
    sent.on("response", (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, text }));
    });
    sent.on("error", reject);
    sent.end(options.body);
  });
}

const signIn = (body: string, headers: Record<string, string> = {}) =>
  ask("/session", {
    method: "POST",
    body,
    headers: { origin, "content-type": "application/json", "content-length": String(body.length), ...headers },
  });

async function cookie(): Promise<string> {
  const { headers } = await signIn(JSON.stringify({ token }));
  return String(headers["set-cookie"]).split(";")[0]!;
}

/** Resolves with an open socket, or with the HTTP status of the refusal. */
function connect(headers: Record<string, string>): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${origin.replace("http", "ws")}/engine`, { headers });
    socket.on("open", () => resolve(socket));
    socket.on("unexpected-response", (_, response) => resolve(response.statusCode!));
    socket.on("error", reject);
  });
}

/** A signed-in window: `says` sends, `hears` waits for the next message that fits. */
async function openWindow() {
  const socket = (await connect({ origin, cookie: await cookie() })) as WebSocket;
  type Message = Record<string, unknown>;
  const heard: Message[] = [];
  const waiting: { fits(message: Message): boolean; resolve(message: Message): void }[] = [];
  socket.on("message", (data) => {
    const message = JSON.parse(String(data)) as Message;
    const index = waiting.findIndex(({ fits }) => fits(message));
    if (index < 0) heard.push(message);
    else waiting.splice(index, 1)[0]!.resolve(message);
  });
  return {
    socket,
    says: (message: unknown) => socket.send(JSON.stringify(message)),
    hears(fits: (message: Message) => boolean): Promise<Message> {
      const index = heard.findIndex(fits);
      return index < 0 ? new Promise((resolve) => waiting.push({ fits, resolve })) : Promise.resolve(heard.splice(index, 1)[0]!);
    },
  };
}

describe("the page of a served project", () => {
  it("is there for everyone on this computer, with its policy, and holds no secret", async () => {
    const { status, headers, text } = await ask("/");
    expect(status).toBe(200);
    expect(text).toBe("<title>OmniFER</title>");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["content-security-policy"]).toContain(`connect-src 'self' ${origin.replace("http", "ws")};`);
    expect(headers["set-cookie"]).toBeUndefined();
  });

  it.each(["localhost", "rebound.example", "127.0.0.1"])("answers to no other name: Host %s", async (host) => {
    expect((await ask("/", { headers: { host } })).status).toBe(421);
  });

  it.each(["/../package.json", "/..%2f..%2fpackage.json", "/assets/../../node/engine.cjs"])(
    "does not lead out of its folder: %s",
    async (path) => {
      expect((await ask(path)).status).toBe(404);
    },
  );

  it("changes nothing by any other method", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) expect((await ask("/", { method })).status).toBe(405);
  });

  it("listens on loopback only", () => {
    expect(new URL(served.address).hostname).toBe("127.0.0.1");
  });
});

describe("signing in", () => {
  it("trades the token for a cookie that scripts cannot read", async () => {
    const { status, headers } = await signIn(JSON.stringify({ token }));
    expect(status).toBe(204);
    expect(String(headers["set-cookie"])).toMatch(/^omnifer-\d+=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it.each(["{}", "null", "[]", "not json", '{"token":""}', '{"token":"0000"}', '{"token":null}'])("refuses the body %s", async (body) => {
    const { status, headers } = await signIn(body);
    expect(status).toBe(401);
    expect(headers["set-cookie"]).toBeUndefined();
  });

  it("refuses the right token from another page", async () => {
    for (const other of ["http://evil.example", "null", origin.replace("127.0.0.1", "localhost")]) {
      expect((await signIn(JSON.stringify({ token }), { origin: other })).status).toBe(403);
    }
  });

  it("refuses a form and an endless body", async () => {
    expect((await signIn(JSON.stringify({ token }), { "content-type": "text/plain" })).status).toBe(415);
    expect((await signIn(JSON.stringify({ token, padding: "x".repeat(1024) }))).status).toBe(413);
  });
});

describe("pictures of a served project", () => {
  it("are for those who signed in", async () => {
    expect((await ask("/picture/faces/1?size=96")).status).toBe(401);
    expect((await ask("/picture/faces/1?size=96", { headers: { cookie: "omnifer=0" } })).status).toBe(401);
    expect((await ask("/distilled/d-1/10/2?contrast=2")).status).toBe(401);
    const picture = await ask("/picture/faces/1?size=96", { headers: { cookie: await cookie(), "sec-fetch-site": "same-origin" } });
    expect(picture).toMatchObject({ status: 200, headers: { "content-type": "image/png", "content-length": "2" } });
    const distilled = await ask("/distilled/d-1/10/2?contrast=2", { headers: { cookie: await cookie(), "sec-fetch-site": "same-origin" } });
    expect(distilled).toMatchObject({ status: 200, headers: { "content-type": "image/png", "content-length": "2" } });
  });

  it("are not for a page on another port, which the browser would lend the cookie", async () => {
    const headers = { cookie: await cookie(), "sec-fetch-site": "same-site" };
    expect((await ask("/picture/faces/1?size=96", { headers })).status).toBe(403);
    expect((await ask("/distilled/d-1/10/2?contrast=2", { headers })).status).toBe(403);
  });
});

describe("files of weights for a served project", () => {
  const sendWeights = (headers: Record<string, string>, method = "POST") =>
    ask(`/${fileUploadUrl({ use: "weights", name: "net.pth", reading: { network: null, channelOrder: null, normalisation: null } })}`, {
      method,
      body: "weights",
      headers: { "content-length": "7", ...headers },
    });

  it("come from our own page alone, by a window that has signed in, and never as a form", async () => {
    const ours = { origin, cookie: await cookie(), "content-type": "application/octet-stream" };
    expect((await sendWeights({ ...ours, cookie: "omnifer=0" })).status).toBe(401);
    expect((await sendWeights({ ...ours, origin: "http://127.0.0.1:8888" })).status).toBe(403);
    expect((await sendWeights({ ...ours, "content-type": "text/plain" })).status).toBe(415);
    expect((await sendWeights({ ...ours, host: "rebound.example" })).status).toBe(421);
    expect((await sendWeights(ours, "PUT")).status).toBe(405);
    expect(existsSync(join(projectDirectory, "uploads"))).toBe(false);
  });

  it("are imported from a folder of the project that goes with the server", async () => {
    const answer = await sendWeights({ origin, cookie: await cookie(), "content-type": "application/octet-stream" });
    expect(JSON.parse(answer.text)).toEqual({ ok: true, output: { jobId: "job-1" } });
    const [folder] = readdirSync(join(projectDirectory, "uploads"));
    expect(readFileSync(join(projectDirectory, "uploads", folder!, "net.pth"), "utf8")).toBe("weights");
    await served.close();
    expect(existsSync(join(projectDirectory, "uploads"))).toBe(false);
  });

  it("that a killed server left are removed by the next one", async () => {
    await served.close();
    mkdirSync(join(projectDirectory, "uploads", "0123"), { recursive: true });
    served = await start("faces");
    expect(existsSync(join(projectDirectory, "uploads"))).toBe(false);
  });
});

describe("the connection of a window", () => {
  it("is refused without the cookie, from another page and under another name", async () => {
    const signedIn = await cookie();
    expect(await connect({ origin })).toBe(403);
    expect(await connect({ origin, cookie: signedIn.replace(/.$/, "x") })).toBe(403);
    expect(await connect({ origin: "http://evil.example", cookie: signedIn })).toBe(403);
    expect(await connect({ cookie: signedIn })).toBe(403);
    expect(await connect({ origin, cookie: signedIn, host: "rebound.example" })).toBe(403);
  });

  it("may be reset by whoever was refused, and the server goes on", async () => {
    const faults: Error[] = [];
    const collect = (fault: Error) => faults.push(fault);
    process.on("uncaughtException", collect);
    const { port, host } = new URL(origin);
    const refused = connectTcp({ host: "127.0.0.1", port: Number(port), allowHalfOpen: true });
    refused.write(`GET /engine HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    await once(refused, "data");
    refused.resetAndDestroy();
    expect((await ask("/")).status).toBe(200);
    process.removeListener("uncaughtException", collect);
    expect(faults).toEqual([]);
  });

  it("carries requests to the engine, and none that are for hosts", async () => {
    const window = await openWindow();
    window.says({ id: 1, name: "project.state", input: {} });
    expect(await window.hears(({ id }) => id === 1)).toMatchObject({ ok: true, output: { name: "project.state" } });
    window.says({ id: 2, name: "data.import", input: { directory: "/etc", classes: null } });
    expect(await window.hears(({ id }) => id === 2)).toMatchObject({ ok: false, error: { code: "bad-request" } });
    window.says({ id: 3, name: "host.info", input: {} });
    expect(await window.hears(({ id }) => id === 3)).toMatchObject({
      ok: true,
      output: { kind: "browser", version: "1.2.3", banners: [] },
    });
    window.says({ id: 4, name: "host.import-folder", input: {} });
    expect(await window.hears(({ id }) => id === 4)).toMatchObject({ ok: false, error: { code: "bad-request" } });
    window.says({ id: 5, name: "weights.import", input: { file: "/etc/passwd", network: null, channelOrder: null, normalisation: null } });
    expect(await window.hears(({ id }) => id === 5)).toMatchObject({ ok: false, error: { code: "bad-request" } });
    window.says({ id: 6, name: "host.import-weights", input: { network: null, channelOrder: null, normalisation: null } });
    expect(await window.hears(({ id }) => id === 6)).toMatchObject({ ok: false, error: { code: "bad-request" } });
    window.says({ id: 7, name: "distilled.import", input: { file: "/etc/passwd" } });
    expect(await window.hears(({ id }) => id === 7)).toMatchObject({ ok: false, error: { code: "bad-request" } });
    window.says({ id: 8, name: "host.import-distilled", input: {} });
    expect(await window.hears(({ id }) => id === 8)).toMatchObject({ ok: false, error: { code: "bad-request" } });
    window.says({ id: 9, name: "sets.add", input: { directory: "/etc", reader: null, choices: {} } });
    expect(await window.hears(({ id }) => id === 9)).toMatchObject({ ok: false, error: { code: "bad-request" } });
    window.says({ id: 10, name: "host.add-set", input: {} });
    expect(await window.hears(({ id }) => id === 10)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("omnifer data add") },
    });
  });

  it("tells events to every window, and replies to the one that asked", async () => {
    const [first, second] = [await openWindow(), await openWindow()];
    first.says({ id: 7, name: "project.redo", input: {} });
    expect(await second.hears(({ event }) => event === "epoch")).toEqual({ event: "epoch", payload: { epoch: 3 } });
    second.says({ id: 7, name: "doctor", input: {} });
    expect(await first.hears(({ id }) => id === 7)).toMatchObject({ output: { name: "project.redo" } });
    expect(await second.hears(({ id }) => id === 7)).toMatchObject({ output: { name: "doctor" } });
  });

  it("ends at a message that is too big, while others go on", async () => {
    const [greedy, other] = [await openWindow(), await openWindow()];
    const closed = new Promise((resolve) => greedy.socket.on("close", resolve));
    greedy.says({ id: 1, name: "doctor", input: "x".repeat(largestRequestBytes) });
    await closed;
    other.says({ id: 1, name: "doctor", input: {} });
    expect(await other.hears(({ id }) => id === 1)).toMatchObject({ ok: true });
  });

  it("ends at what is no request", async () => {
    const window = await openWindow();
    const closed = new Promise((resolve) => window.socket.on("close", resolve));
    window.socket.send("not json");
    expect(await closed).toBe(1007);
  });

  it("outlives the engine: the window hears what happened and asks the next one", async () => {
    const window = await openWindow();
    window.says({ id: 1, name: "doctor", input: {} });
    const before = await window.hears(({ id }) => id === 1);
    window.says({ id: 2, name: "project.undo", input: {} });
    expect(await window.hears(({ id }) => id === 2)).toMatchObject({ ok: false, error: { code: "engine-died" } });
    expect(await window.hears(({ event }) => event === "notice")).toMatchObject({
      payload: { level: "warning", text: expect.stringContaining("signal SIGKILL") },
    });
    window.says({ id: 3, name: "doctor", input: {} });
    const after = await window.hears(({ id }) => id === 3);
    expect(after).toMatchObject({ ok: true });
    expect(after.output).not.toEqual(before.output);
  });

  it("starts an engine that was left dead when the page is loaded again", async () => {
    const window = await openWindow();
    for (const id of [1, 2, 3]) {
      window.says({ id, name: "project.undo", input: {} });
      await window.hears((message) => message.id === id);
    }
    expect(await window.hears(({ payload }) => (payload as { level?: string } | undefined)?.level === "error")).toMatchObject({
      payload: { text: expect.stringContaining("Reload this page to start it.") },
    });
    const reloaded = await openWindow();
    reloaded.says({ id: 4, name: "doctor", input: {} });
    expect(await reloaded.hears(({ id }) => id === 4)).toMatchObject({ ok: true });
  });
});

describe("starting to serve", () => {
  it("fails with the engine's own words when the project cannot be opened", async () => {
    await expect(start("locked")).rejects.toMatchObject({ code: "locked", message: "The project is open in another program." });
  });

  it("names the port that is taken", async () => {
    const { port } = new URL(origin);
    await expect(start("faces", Number(port))).rejects.toMatchObject({
      code: "bad-input",
      problem: { found: `port ${port}, which another program uses` },
    });
  });

  it("leaves no engine behind when it ends", async () => {
    const answer = await served.engine.ask("doctor", {});
    const { pid } = (answer as { output: { pid: number } }).output;
    await served.close();
    await expect.poll(() => existsSync(`/proc/${pid}`) && process.platform === "linux").toBe(false);
  });
});
