// What the page's origin serves: the files of the built window and pictures by id. The desktop's scheme and the loopback server
// answer alike; a path is decoded, kept inside the folder, followed through links and checked again.
import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { hostRequests } from "../contract/host-requests.ts";
import type { EngineSupervisor } from "./engine-supervisor.ts";

export interface PageAnswer {
  status: 200 | 404 | 503;
  contentType: string;
  body: Uint8Array;
  cacheControl: string;
}

/** Only these are ever served: a file of another kind in the folder is not part of the page. */
const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** @param pathname  of the URL, still percent-encoded; "/" is index.html */
export async function answerFile(rendererDirectory: string, pathname: string): Promise<PageAnswer> {
  const path = await fileInside(rendererDirectory, pathname === "/" ? "/index.html" : pathname);
  const contentType = path && contentTypes[extname(path)];
  if (!path || !contentType) return textAnswer(404, "There is no such page.");
  // The build puts a digest into the names below assets/, so those never change.
  const cacheControl = pathname.startsWith("/assets/") ? "max-age=31536000, immutable" : "no-cache";
  return { status: 200, contentType, body: await readFile(path), cacheControl };
}

/** The absolute path of an existing file below `directory`, or null where the address leads out of it or to nothing. */
async function fileInside(directory: string, pathname: string): Promise<string | null> {
  try {
    const decoded = decodeURIComponent(pathname);
    if (/[\\\0]/.test(decoded) || decoded.split("/").includes("..")) return null;
    const root = await realpath(directory);
    const path = await realpath(join(root, decoded));
    return path.startsWith(root + sep) ? path : null;
  } catch {
    return null; // malformed percent signs, or no such file
  }
}

/** True for addresses made by `pictureUrl`, `distilledPictureUrl` or `exportUrl` of the contract. */
export const isPictureAddress = (pathname: string): boolean => /^\/(picture|distilled|export)\//.test(pathname);

/** A picture that the engine encoded; the request's schema is the check of the address. */
export async function answerPicture(engine: Pick<EngineSupervisor, "ask">, address: URL): Promise<PageAnswer> {
  const { name, input } = pictureRequest(address);
  if (!hostRequests[name].input.safeParse(input).success) return textAnswer(404, "This is not the address of a picture.");
  const answer = await engine.ask(name, input);
  if (!answer.ok) return textAnswer(answer.error.code === "engine-died" ? 503 : 404, answer.error.message);
  const picture = hostRequests[name].output.safeParse(answer.output);
  if (!picture.success || !picture.data.type.startsWith("image/")) return textAnswer(404, "The engine sent no picture.");
  // A face is personal data: a browser may keep it while a gallery is scrolled, not for good.
  return { status: 200, contentType: picture.data.type, body: picture.data.bytes, cacheControl: "private, max-age=600" };
}

/** What an address asks of the engine; NaN and null stand where it has no such number, or more parts than it may. */
function pictureRequest({ pathname, searchParams }: URL): { name: "picture" | "distilled.picture" | "exported.picture"; input: unknown } {
  const [, kind, id, ...numbers] = pathname.split("/");
  const parameter = (name: string) => searchParams.get(name) ?? "";
  if (kind === "picture") {
    const [row, ...rest] = numbers;
    return {
      name: "picture",
      input:
        rest.length > 0
          ? null
          : { datasetId: id, row: wholeNumber(row), size: wholeNumber(parameter("size")), form: searchParams.get("form") ?? "face" },
    };
  }
  if (kind === "export") return { name: "exported.picture", input: numbers.length > 0 ? null : { file: id } };
  const [epoch, index, ...rest] = numbers;
  const asked = { distillationId: id, epoch: wholeNumber(epoch), index: wholeNumber(index), contrast: decimal(parameter("contrast")) };
  return { name: "distilled.picture", input: rest.length > 0 ? null : asked };
}

const wholeNumber = (text = ""): number => (/^\d{1,15}$/.test(text) ? Number(text) : Number.NaN);
const decimal = (text: string): number => (/^\d{1,3}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN);

function textAnswer(status: 404 | 503, text: string): PageAnswer {
  return { status, contentType: "text/plain; charset=utf-8", body: Buffer.from(text), cacheControl: "no-store" };
}
