// One HTTP request of a served page: its files for anyone on loopback, pictures and files of weights for those signed in, and
// /session, where the token becomes a cookie.
import type { IncomingMessage, ServerResponse } from "node:http";
import { fileUploadPath } from "../contract/file-upload.ts";
import type { EngineSupervisor } from "../host/engine-supervisor.ts";
import { answerFile, answerPicture, isPictureAddress } from "../host/page-answer.ts";
import { pagePolicyHeaders } from "../host/page-policy.ts";
import type { FileUploads } from "./file-uploads.ts";
import { isForUs, isFromElsewhere, isFromOurPage, type ServedAddress } from "./request-check.ts";
import type { Session } from "./session.ts";

export interface ServedPage {
  address: ServedAddress;
  session: Session;
  engine: Pick<EngineSupervisor, "ask">;
  uploads: Pick<FileUploads, "receive">;
  rendererDirectory: string;
}

/** A token is 64 characters; its JSON stays far below this. */
const largestSessionBody = 1024;

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: Uint8Array | string;
}

export async function respond(page: ServedPage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, headers = {}, body = "" } = await answerOf(page, request).catch((): Answer => ({ status: 500 }));
  response.writeHead(status, {
    "Cache-Control": "no-store",
    ...pagePolicyHeaders([`ws://${page.address.host}`]),
    ...headers,
    "Content-Length": typeof body === "string" ? Buffer.byteLength(body) : body.byteLength,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

async function answerOf(page: ServedPage, request: IncomingMessage): Promise<Answer> {
  const { headers, method } = request;
  if (!isForUs(page.address, headers)) return { status: 421, body: `This server is ${page.address.origin} and answers to no other name.` };
  const url = new URL(request.url ?? "/", page.address.origin);
  if (url.pathname === "/session") return method === "POST" ? signIn(page, request) : { status: 405, headers: { Allow: "POST" } };
  if (url.pathname === `/${fileUploadPath}`) {
    return method === "POST" ? receiveUpload(page, request, url) : { status: 405, headers: { Allow: "POST" } };
  }
  if (method !== "GET" && method !== "HEAD") return { status: 405, headers: { Allow: "GET, HEAD" } };
  const isPicture = isPictureAddress(url.pathname);
  if (isPicture && !page.session.hasCookie(headers.cookie)) return { status: 401, body: "Open the address that the terminal shows." };
  if (isPicture && isFromElsewhere(page.address, headers)) return { status: 403 };
  const { status, contentType, body, cacheControl } = isPicture
    ? await answerPicture(page.engine, url)
    : await answerFile(page.rendererDirectory, pathAsSent(request.url));
  return { status, headers: { "Content-Type": contentType, "Cache-Control": cacheControl }, body };
}

/** Without URL's own tidying, so that a path with dots is refused rather than shortened. */
const pathAsSent = (url = "/"): string => url.split(/[?#]/)[0]!;

/** The page posts the token of its address once; a JSON type keeps plain forms of other sites out. */
async function signIn(page: ServedPage, request: IncomingMessage): Promise<Answer> {
  if (!isFromOurPage(page.address, request.headers)) return { status: 403 };
  if (request.headers["content-type"] !== "application/json") return { status: 415 };
  // Node reads no more of a body than its stated length.
  if (!(Number(request.headers["content-length"]) <= largestSessionBody)) return { status: 413, headers: { Connection: "close" } };
  if (!page.session.isToken(tokenIn(await readBody(request))))
    return { status: 401, body: "The token of this address is not the server's." };
  return { status: 204, headers: { "Set-Cookie": page.session.setCookie } };
}

/** A file comes from our own page only, under a type that no form of another site can send. */
async function receiveUpload(page: ServedPage, request: IncomingMessage, url: URL): Promise<Answer> {
  const headers = { Connection: "close" }; // nobody reads the rest of a body that is refused
  if (!page.session.hasCookie(request.headers.cookie)) return { status: 401, headers };
  if (!isFromOurPage(page.address, request.headers)) return { status: 403, headers };
  if (request.headers["content-type"] !== "application/octet-stream") return { status: 415, headers };
  const { status, answer } = await page.uploads.receive(request, url);
  return { status, headers: { "Content-Type": "application/json", ...(!answer.ok && headers) }, body: JSON.stringify(answer) };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function tokenIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { token?: unknown } | null)?.token;
  } catch {
    return undefined;
  }
}
