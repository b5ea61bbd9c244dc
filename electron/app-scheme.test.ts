import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Protocol } from "electron";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appSchemePrivileges, type Responder, respondTo, serveAppScheme } from "./app-scheme.ts";

let folder: string;
let responder: Responder;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "scheme-"));
  mkdirSync(join(folder, "renderer"));
  writeFileSync(join(folder, "renderer", "index.html"), "<title>OmniFER</title>");
  writeFileSync(join(folder, "secret.html"), "secret");
  const ask = async () => ({ ok: true as const, output: { type: "image/webp", bytes: Uint8Array.of(82, 73) } });
  responder = { engine: { ask }, rendererDirectory: join(folder, "renderer") };
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the app's scheme", () => {
  it("is privileged enough for modules and fetch, and keeps the content security policy", () => {
    expect(appSchemePrivileges).toEqual({ scheme: "omnifer", privileges: { standard: true, secure: true, supportFetchAPI: true } });
  });

  it("serves the page with its policy", async () => {
    const { status, headers, body } = await respondTo(responder, "omnifer://app/", "GET");
    expect(status).toBe(200);
    expect(headers["Content-Security-Policy"]).toContain("default-src 'none'");
    expect(Buffer.from(body).toString()).toBe("<title>OmniFER</title>");
  });

  it("serves pictures with the same policy", async () => {
    const { status, headers, body } = await respondTo(responder, "omnifer://app/picture/faces/1?size=96", "GET");
    expect({ status, type: headers["Content-Type"], body: [...body] }).toEqual({ status: 200, type: "image/webp", body: [82, 73] });
    expect(headers["Content-Security-Policy"]).toContain("default-src 'none'");
  });

  it("serves distilled images as it serves pictures", async () => {
    const { status, headers } = await respondTo(responder, "omnifer://app/distilled/d-1/10/2?contrast=2", "GET");
    expect({ status, type: headers["Content-Type"] }).toEqual({ status: 200, type: "image/webp" });
  });

  it.each([
    ["omnifer://app/distilled/d-1/10/2", "GET"],
    ["omnifer://app/distilled/d-1/10/2?contrast=2", "POST"],
    ["omnifer://app/..%2fsecret.html", "GET"],
    ["omnifer://app/%2e%2e%5csecret.html", "GET"],
    ["omnifer://evil/index.html", "GET"],
    ["omnifer://app/", "POST"],
  ])("answers 404, with the policy, to %s by %s", async (address, method) => {
    const { status, headers } = await respondTo(responder, address, method);
    expect(status).toBe(404);
    expect(headers["Content-Security-Policy"]).toContain("default-src 'none'");
  });
});

describe("the call that registers the scheme", () => {
  type Answer = { statusCode: number; mimeType: string; data: Buffer };
  type Old = (request: { url: string; method: string }, callback: (answer: Answer) => void) => void;
  type New = (request: { url: string; method: string }) => Promise<Response>;
  const page = { url: "omnifer://app/", method: "GET" };

  it("is the older one on the fallback Electron", async () => {
    let registered: Old = () => {};
    const registerBufferProtocol = (_scheme: string, handler: Old) => {
      registered = handler;
      return true;
    };
    serveAppScheme({ registerBufferProtocol } as unknown as Protocol, responder);
    const answer = await new Promise<Answer>((resolve) => registered(page, resolve));
    expect({ ...answer, data: String(answer.data) }).toMatchObject({
      statusCode: 200,
      mimeType: "text/html",
      data: "<title>OmniFER</title>",
    });
  });

  it("is protocol.handle on a current one", async () => {
    let handled: New = () => Promise.reject(new Error("not registered"));
    const handle = (_scheme: string, handler: New) => {
      handled = handler;
    };
    serveAppScheme({ handle } as unknown as Protocol, responder);
    const response = await handled(page);
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(await response.text()).toBe("<title>OmniFER</title>");
  });
});
