import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportUrl, pictureUrl } from "../contract/picture-url.ts";
import { distilledPictureUrl } from "../distillation/distillation-view.ts";
import { answerFile, answerPicture, isPictureAddress } from "./page-answer.ts";

let root: string;
let page: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "page-"));
  page = join(root, "renderer");
  mkdirSync(join(page, "assets"), { recursive: true });
  mkdirSync(join(root, "renderer-secret"));
  writeFileSync(join(page, "index.html"), "<title>OmniFER</title>");
  writeFileSync(join(page, "assets", "index-1a2b.js"), "start();");
  writeFileSync(join(page, "index.js.map"), "{}");
  writeFileSync(join(root, "secret.js"), "secret");
  writeFileSync(join(root, "renderer-secret", "secret.js"), "secret");
  symlinkSync(join(root, "secret.js"), join(page, "link.js"));
});
afterAll(() => rmSync(root, { recursive: true }));

const text = (body: Uint8Array) => Buffer.from(body).toString();

describe("files of the page", () => {
  it("serves index.html at the root, to be asked for again each time", async () => {
    const answer = await answerFile(page, "/");
    expect(answer).toMatchObject({ status: 200, contentType: "text/html; charset=utf-8", cacheControl: "no-cache" });
    expect(text(answer.body)).toBe("<title>OmniFER</title>");
  });

  it("serves a named build file for good", async () => {
    const answer = await answerFile(page, "/assets/index-1a2b.js");
    expect(answer).toMatchObject({
      status: 200,
      contentType: "text/javascript; charset=utf-8",
      cacheControl: "max-age=31536000, immutable",
    });
  });

  it.each([
    ["../secret.js", "dots"],
    ["/../secret.js", "dots from the root"],
    ["/assets/../../secret.js", "dots in the middle"],
    ["/%2e%2e/secret.js", "encoded dots"],
    ["/..%2fsecret.js", "an encoded slash"],
    ["/..%5csecret.js", "an encoded backslash"],
    ["/../renderer-secret/secret.js", "a folder whose name starts alike"],
    ["/link.js", "a link that leads out"],
    ["/index.html%00.js", "a zero byte"],
    ["/%E0%A4%A", "a broken percent sign"],
    ["/index.js.map", "a kind of file that is not part of the page"],
    ["/assets", "a folder"],
    ["/nothing.js", "a file that is not there"],
  ])("answers 404 to %s (%s)", async (pathname) => {
    expect(await answerFile(page, pathname)).toMatchObject({ status: 404, cacheControl: "no-store" });
  });
});

describe("pictures", () => {
  const bytes = Uint8Array.of(1, 2, 3);
  const asked: unknown[] = [];
  const engine = {
    ask: async (name: string, input: unknown) => {
      asked.push({ name, input });
      return { ok: true as const, output: { type: "image/webp", bytes } };
    },
  };
  const at = (path: string) => new URL(path, "omnifer://app/");

  it("come from the engine by data set, row and size", async () => {
    expect(await answerPicture(engine, at(pictureUrl("faces-1", 42, 96)))).toMatchObject({
      status: 200,
      contentType: "image/webp",
      body: bytes,
    });
    expect(asked).toEqual([{ name: "picture", input: { datasetId: "faces-1", row: 42, size: 96, form: "face" } }]);
  });

  it("come as the whole picture that a face is in, when that is asked for", async () => {
    asked.length = 0;
    await answerPicture(engine, at(pictureUrl("faces-1", 42, 512, "source")));
    expect(asked).toEqual([{ name: "picture", input: { datasetId: "faces-1", row: 42, size: 512, form: "source" } }]);
  });

  it("come from the engine by distillation, epoch, image and contrast", async () => {
    asked.length = 0;
    const address = at(distilledPictureUrl("distilled-1", 30, 4, 2.5));
    expect(await answerPicture(engine, address)).toMatchObject({ status: 200, body: bytes });
    const input = { distillationId: "distilled-1", epoch: 30, index: 4, contrast: 2.5 };
    expect(asked).toEqual([{ name: "distilled.picture", input }]);
    expect(isPictureAddress(address.pathname)).toBe(true);
  });

  it("come from the engine by the name of an exported figure", async () => {
    asked.length = 0;
    const address = at(exportUrl("figure-3-0123456789.png"));
    expect(await answerPicture(engine, address)).toMatchObject({ status: 200, body: bytes });
    expect(asked).toEqual([{ name: "exported.picture", input: { file: "figure-3-0123456789.png" } }]);
    expect(isPictureAddress(address.pathname)).toBe(true);
  });

  it.each([
    "picture/faces/-1?size=96",
    "picture/faces/1?size=9000",
    "picture/faces/1",
    "picture/../1?size=96",
    "picture/faces/1/2?size=96",
    "picture/faces/1e3?size=96",
    "distilled/d-1/10/2",
    "distilled/d-1/10?contrast=2",
    "distilled/d-1/10/2/3?contrast=2",
    "distilled/d-1/-10/2?contrast=2",
    "distilled/d-1/10/2.5?contrast=2",
    "distilled/D_1/10/2?contrast=2",
    "distilled/d-1/10/2?contrast=0",
    "distilled/d-1/10/2?contrast=21",
    "distilled/d-1/10/2?contrast=1e1",
    "distilled/d-1/10/2?contrast=-2",
    "distilled/d-1/%2e%2e/2?contrast=2",
    "export/project.sqlite",
    "export/figure-3-0123456789.png/2",
    "export/..%2ffigure-3-0123456789.png",
  ])("are refused before the engine is asked: %s", async (path) => {
    const before = asked.length;
    expect((await answerPicture(engine, at(path))).status).toBe(404);
    expect(asked).toHaveLength(before);
  });

  it("are unavailable, not missing, while no engine runs", async () => {
    const dead = { ask: async () => ({ ok: false as const, error: { code: "engine-died" as const, message: "The engine stopped." } }) };
    expect(await answerPicture(dead, at("picture/faces/1?size=96"))).toMatchObject({ status: 503 });
  });

  it("are nothing but pictures", async () => {
    const odd = { ask: async () => ({ ok: true as const, output: { type: "text/html", bytes } }) };
    expect(await answerPicture(odd, at("picture/faces/1?size=96"))).toMatchObject({ status: 404 });
  });
});
