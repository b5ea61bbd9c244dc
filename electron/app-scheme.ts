// Items 1 and 18: the page and its pictures come from a scheme of our own, never from file: and never from a network. Under it the
// page has an origin, and every response carries the policy.
import type { CustomScheme, Protocol } from "electron";
import type { EngineSupervisor } from "../core/host/engine-supervisor.ts";
import { answerFile, answerPicture, isPictureAddress, type PageAnswer } from "../core/host/page-answer.ts";
import { pagePolicyHeaders } from "../core/host/page-policy.ts";
import { appScheme, isOwnAddress } from "./origin.ts";

/** Must be registered before the app is ready. No bypassCSP. */
export const appSchemePrivileges: CustomScheme = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

export interface Responder {
  engine: Pick<EngineSupervisor, "ask">;
  rendererDirectory: string;
}

/** Serves the scheme. `protocol.handle` came with Electron 25; the fallback has only the older call. */
export function serveAppScheme(
  protocol: Pick<Protocol, "registerBufferProtocol"> & Partial<Pick<Protocol, "handle">>,
  responder: Responder,
): void {
  if (protocol.handle) {
    protocol.handle(appScheme, async ({ url, method }) => {
      const { status, headers, body } = await respondTo(responder, url, method);
      return new Response(body, { status, headers });
    });
    return;
  }
  protocol.registerBufferProtocol(appScheme, ({ url, method }, callback) => {
    void respondTo(responder, url, method).then(({ status, headers, body }) => {
      callback({
        statusCode: status,
        headers,
        mimeType: headers["Content-Type"]!.split(";")[0]!,
        charset: "utf-8",
        data: Buffer.from(body),
      });
    });
  });
}

/** The whole answer to one request of a page. */
export async function respondTo(
  { engine, rendererDirectory }: Responder,
  address: string,
  method: string,
): Promise<{ status: number; headers: Record<string, string>; body: Uint8Array<ArrayBuffer> }> {
  const { status, contentType, body, cacheControl } = await answerTo(engine, rendererDirectory, address, method);
  const headers = { "Content-Type": contentType, "Cache-Control": cacheControl, ...pagePolicyHeaders() };
  return { status, headers, body: new Uint8Array(body) };
}

const refused: PageAnswer = { status: 404, contentType: "text/plain; charset=utf-8", body: new Uint8Array(), cacheControl: "no-store" };

async function answerTo(engine: Responder["engine"], rendererDirectory: string, address: string, method: string): Promise<PageAnswer> {
  if (!isOwnAddress(address) || method !== "GET") return refused;
  const url = new URL(address);
  return isPictureAddress(url.pathname) ? answerPicture(engine, url) : answerFile(rendererDirectory, url.pathname);
}
