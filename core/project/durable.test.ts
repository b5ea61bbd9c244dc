import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { digestOfFile, produceDurably, promoteDurably, writeDurably } from "./durable.ts";
import { fileSystemFailingAt } from "./failing-file-system.fixture.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "durable-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");

const failingAt = (step: string, errno: string) => fileSystemFailingAt(step, errno, folder);

describe("writeDurably", () => {
  it("replaces a file whole and tells its digest and size", async () => {
    const path = join(folder, "run.json");
    await writeFile(path, "old and longer");
    expect(await writeDurably(path, "new")).toEqual({ digest: digestOf("new"), bytes: 3 });
    expect(await readFile(path, "utf8")).toBe("new");
    expect(await readdir(folder)).toEqual(["run.json"]);
  });

  it("writes parts one after the other, an empty one among them", async () => {
    const path = join(folder, "weights.safetensors");
    const parts = ["head", "", "values"].map((text) => Buffer.from(text));
    expect(await writeDurably(path, parts)).toEqual({ digest: digestOf("headvalues"), bytes: 10 });
    expect(await readFile(path, "utf8")).toBe("headvalues");
  });

  describe.each([
    ["ENOSPC", "disk-full"],
    ["EROFS", "read-only"],
    ["EACCES", "read-only"],
    ["EIO", "internal"],
  ])("when the system answers %s", (errno, code) => {
    it.each(["open", "writeFile", "sync", "close", "rename"])("at %s, the old file stays and nothing is left beside it", async (step) => {
      const path = join(folder, "run.json");
      await writeFile(path, "old");
      await expect(writeDurably(path, "new", failingAt(step, errno))).rejects.toMatchObject({
        code,
        message: expect.stringContaining(path),
      });
      expect(await readFile(path, "utf8")).toBe("old");
      expect(await readdir(folder)).toEqual(["run.json"]);
    });

    it.each(["folder open", "folder sync", "folder close"])(
      "at %s, the file is whole, but the caller is not told that it is safe",
      async (step) => {
        const path = join(folder, "run.json");
        await expect(writeDurably(path, "new", failingAt(step, errno))).rejects.toMatchObject({ code });
        expect(await readFile(path, "utf8")).toBe("new");
        expect(await readdir(folder)).toEqual(["run.json"]);
      },
    );
  });

  it("accepts a network file system that has no fsync for folders", async () => {
    const path = join(folder, "run.json");
    await expect(writeDurably(path, "new", failingAt("folder sync", "EINVAL"))).resolves.toMatchObject({ bytes: 3 });
  });

  it("says what to do about a full disk", async () => {
    const path = join(folder, "weights.safetensors");
    await expect(writeDurably(path, "new", failingAt("writeFile", "ENOSPC"))).rejects.toThrow(
      `The disk is full: ${path} was not written. Free some space, then resume.`,
    );
  });
});

describe("produceDurably", () => {
  it("gives what a library wrote its final name, with the digest of what lies on the disk", async () => {
    const path = join(folder, "part-00000.parquet");
    const written = await produceDurably(path, (temporary) => writeFile(temporary, "rows"));
    expect(written).toEqual({ digest: digestOf("rows"), bytes: 4 });
    expect(await readdir(folder)).toEqual(["part-00000.parquet"]);
    expect(await digestOfFile(path)).toEqual(written);
  });

  it("removes the half-written file when the library fails, and recognises a full disk by its words", async () => {
    const path = join(folder, "part-00000.parquet");
    await writeFile(path, "old");
    const failing = async (temporary: string) => {
      await writeFile(temporary, "ha");
      throw new Error("IO Error: Could not write: No space left on device");
    };
    await expect(produceDurably(path, failing)).rejects.toMatchObject({ code: "disk-full" });
    expect(await readdir(folder)).toEqual(["part-00000.parquet"]);
    expect(await readFile(path, "utf8")).toBe("old");
  });

  it("finds a folder that cannot be written before the library starts", async () => {
    let started = false;
    const produce = async () => {
      started = true;
    };
    await expect(produceDurably(join(folder, "a"), produce, failingAt("open", "EROFS"))).rejects.toMatchObject({ code: "read-only" });
    expect(started).toBe(false);
  });

  it.each(["sync", "read", "rename"])("leaves nothing behind when %s fails", async (step) => {
    const produce = (temporary: string) => writeFile(temporary, "rows");
    await expect(produceDurably(join(folder, "a"), produce, failingAt(step, "EIO"))).rejects.toMatchObject({ code: "internal" });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("promoteDurably", () => {
  it("moves a finished file to its name", async () => {
    const temporary = join(folder, "drawn.tmp");
    await writeFile(temporary, "faces");
    expect(await promoteDurably(temporary, join(folder, "drawn"))).toEqual({ digest: digestOf("faces"), bytes: 5 });
    expect(await readdir(folder)).toEqual(["drawn"]);
  });

  it("removes the finished file when it cannot take its place", async () => {
    const temporary = join(folder, "drawn.tmp");
    await writeFile(temporary, "faces");
    await expect(promoteDurably(temporary, join(folder, "drawn"), failingAt("rename", "EROFS"))).rejects.toMatchObject({
      code: "read-only",
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
