import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { receiveFile } from "./receive-file.ts";

describe("receiveFile", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "receive-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const bytesOf = (...texts: string[]) => Readable.from(texts.map((text) => Buffer.from(text)));
  const receive = (body: Readable, bytes: number) => receiveFile(body, join(folder, "net.pth"), "net.pth", bytes);

  it("writes what comes, chunk by chunk", async () => {
    await receive(bytesOf("conv1", ".weight"), 12);
    expect(readFileSync(join(folder, "net.pth"), "utf8")).toBe("conv1.weight");
  });

  it("takes an empty file: the readers have words for it", async () => {
    await receive(bytesOf(), 0);
    expect(readFileSync(join(folder, "net.pth"), "utf8")).toBe("");
  });

  it("refuses a body that is longer or shorter than it was said to be, and keeps nothing of it", async () => {
    await expect(receive(bytesOf("conv1", ".weight"), 11)).rejects.toMatchObject({ problem: { found: "more bytes" } });
    await expect(receive(bytesOf("conv1"), 12)).rejects.toMatchObject({ problem: { file: "net.pth", found: "5 bytes" } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("keeps nothing of a body that breaks off", async () => {
    const body = new Readable({ read() {} });
    body.push("conv1");
    const received = receive(body, 12);
    await expect.poll(() => existsSync(join(folder, "net.pth"))).toBe(true);
    body.destroy(new Error("aborted"));
    await expect(received).rejects.toMatchObject({ code: "internal", message: expect.stringContaining("aborted") });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("never writes over a file that is there", async () => {
    writeFileSync(join(folder, "net.pth"), "the first");
    await expect(receive(bytesOf("the second"), 10)).rejects.toThrow("EEXIST");
    expect(readFileSync(join(folder, "net.pth"), "utf8")).toBe("the first");
  });
});
