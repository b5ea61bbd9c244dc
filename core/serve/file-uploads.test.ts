// Uploads over real HTTP, with an engine that the test plays.
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { type ClientRequest, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FileUpload, fileUploadUrl } from "../contract/file-upload.ts";
import type { Answer } from "../host/engine-supervisor.ts";
import type { EventMessage } from "../wire.ts";
import { type FileUploads, fileUploads } from "./file-uploads.ts";

const largestBytes = 1000;
const reading = { network: null, channelOrder: "bgr", normalisation: null } as const;

describe("files that windows send", () => {
  let folder: string;
  let uploads: FileUploads;
  let server: Server;
  let readOnlyReason: string | null;
  let refusal: Answer | null;
  let listeners: Set<(event: EventMessage) => void>;
  let imported: { file: string }[];
  let asked: string[];

  beforeEach(async () => {
    folder = join(mkdtempSync(join(tmpdir(), "uploads-")), "uploads");
    readOnlyReason = null;
    refusal = null;
    listeners = new Set();
    imported = [];
    asked = [];
    const engine = {
      async ask(name: string, input: unknown): Promise<Answer> {
        if (name === "project.state") return { ok: true, output: { readOnlyReason } };
        imported.push(input as { file: string });
        asked.push(name);
        return refusal ?? { ok: true, output: { jobId: "job-1" } };
      },
      onEvent(listener: (event: EventMessage) => void) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    uploads = fileUploads(engine, folder, largestBytes);
    server = createServer(async (asked, response) => {
      const { status, answer } = await uploads.receive(asked, new URL(asked.url!, "http://127.0.0.1"));
      response.writeHead(status).end(JSON.stringify(answer));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
    rmSync(join(folder, ".."), { recursive: true });
  });

  const tell = (event: EventMessage) => {
    for (const listener of [...listeners]) listener(event);
  };
  const job = (state: string, id = "job-1"): EventMessage => ({ event: "job", payload: { id, state } });
  const left = () => (existsSync(folder) ? readdirSync(folder) : []);

  function post(name: string, headers: Record<string, string | number>, use: FileUpload["use"] = "weights"): ClientRequest {
    const path = `/${fileUploadUrl({ use, name, reading })}`;
    return request({ host: "127.0.0.1", port: (server.address() as AddressInfo).port, path, method: "POST", headers });
  }

  async function answerOf(sent: ClientRequest): Promise<{ status: number; ok: boolean; error?: { code: string; message: string } }> {
    const [response] = await once(sent, "response");
    let text = "";
    for await (const chunk of response) text += chunk;
    return { status: response.statusCode, ...JSON.parse(text) };
  }

  function send(name: string, body: string, use: FileUpload["use"] = "weights") {
    const sent = post(name, { "content-length": Buffer.byteLength(body) }, use);
    sent.end(body);
    return answerOf(sent);
  }

  it("lie in the project under their own name until their import has ended", async () => {
    expect(await send("net.pth", "weights")).toMatchObject({ status: 200, ok: true, output: { jobId: "job-1" } });
    const [asked] = imported;
    expect(asked).toEqual({ file: expect.stringMatching(/uploads[/\\][0-9a-f]{16}[/\\]net\.pth$/), ...reading });
    expect(readFileSync(asked!.file, "utf8")).toBe("weights");
    tell(job("running"));
    tell(job("interrupted")); // it goes on with the next engine
    tell(job("done", "job-2"));
    expect(existsSync(asked!.file)).toBe(true);
    tell(job("done"));
    await expect.poll(left).toEqual([]);
    expect(listeners.size).toBe(0);
  });

  it("are imported as what they are for", async () => {
    await send("net.pth", "weights");
    await send("results.pth", "images", "distilled");
    expect(asked).toEqual(["weights.import", "distilled.import"]);
    expect(imported[1]).toEqual({ file: expect.stringMatching(/results\.pth$/) });
  });

  it.each(["failed", "cancelled"])("are removed after an import that has %s, as the state of the project tells it", async (state) => {
    await send("net.pth", "weights");
    tell({ event: "project", payload: { jobs: [{ id: "job-1", state }] } });
    await expect.poll(left).toEqual([]);
  });

  it("are refused beyond the limit, and without a length, before a byte is kept", async () => {
    const large = post("net.pth", { "content-length": largestBytes + 1 });
    large.flushHeaders();
    expect(await answerOf(large)).toMatchObject({ status: 400, error: { message: "A file to import has at most 1000 bytes, not 1001." } });
    large.destroy();
    const endless = post("net.pth", { "transfer-encoding": "chunked" });
    endless.flushHeaders();
    expect(await answerOf(endless)).toMatchObject({ status: 400, error: { code: "bad-request" } });
    endless.destroy();
    expect(existsSync(folder)).toBe(false);
  });

  it("are refused where the name is a way to another place", async () => {
    expect(await send("../net.pth", "weights")).toMatchObject({ status: 400, error: { code: "bad-request" } });
    expect(imported).toEqual([]);
  });

  it("are refused in a project that cannot be written, with its reason", async () => {
    readOnlyReason = "Made by a newer version.";
    expect(await send("net.pth", "weights")).toMatchObject({ status: 403, error: { code: "read-only", message: readOnlyReason } });
    expect(existsSync(folder)).toBe(false);
  });

  it("are removed when the engine refuses them, and its words come back", async () => {
    refusal = { ok: false, error: { code: "engine-died", message: "The engine stopped." } };
    expect(await send("net.pth", "weights")).toMatchObject({ ok: false, error: { code: "engine-died", message: "The engine stopped." } });
    expect(left()).toEqual([]);
    expect(listeners.size).toBe(0);
  });

  it("leave nothing when the connection drops half way, and the next one is taken", async () => {
    const dropped = post("net.pth", { "content-length": 12 });
    dropped.on("error", () => {});
    dropped.write("conv1");
    await expect.poll(() => left().length).toBe(1);
    expect(await send("other.pth", "weights")).toMatchObject({ status: 409, error: { code: "busy" } });
    dropped.destroy();
    await expect.poll(left).toEqual([]);
    expect(imported).toEqual([]);
    await expect.poll(async () => (await send("net.pth", "weights")).status).toBe(200);
  });

  it("go with the server", async () => {
    await send("net.pth", "weights");
    await uploads.clear();
    expect(existsSync(folder)).toBe(false);
  });
});
