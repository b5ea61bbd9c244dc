import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decodeText, SetFolder } from "./set-folder.ts";

let root: string;
const put = (path: string, content: string | Buffer = "") => writeFileSync(join(root, path), content);
const opened = () => SetFolder.open(join(root, "set"), new AbortController().signal);
const linesOf = async (folder: SetFolder, path: string) => {
  const lines: string[] = [];
  for await (const { text } of folder.lines(path)) lines.push(text);
  return lines;
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "data set ü "));
  mkdirSync(join(root, "set"));
});
afterEach(() => rmSync(root, { recursive: true }));

describe("a data set's folder", () => {
  it("lists names in order, without what file managers leave behind", async () => {
    mkdirSync(join(root, "set", "S005"));
    for (const name of ["b.png", "a.JPG", ".DS_Store", "Thumbs.db", "._a.JPG"]) put(`set/${name}`);
    const folder = await opened();
    expect((await folder.list(""))?.map(({ name, isFolder }) => [name, isFolder])).toEqual([
      ["S005", true],
      ["a.JPG", false],
      ["b.png", false],
    ]);
    expect(await folder.files("", [".jpg"])).toEqual(["a.JPG"]);
    expect(await folder.list("S006")).toBeNull();
  });

  it("walks through folders in folders", async () => {
    mkdirSync(join(root, "set", "train", "anger"), { recursive: true });
    put("set/train/anger/x 1.png");
    put("set/readme.txt");
    const found: string[] = [];
    for await (const path of (await opened()).walk("", [".png"])) found.push(path);
    expect(found).toEqual(["train/anger/x 1.png"]);
  });

  it("refuses a link that leaves it, and follows one that does not", async () => {
    put("set/a.png");
    symlinkSync(join(root, "set", "a.png"), join(root, "set", "same.png"));
    const folder = await opened();
    expect(await folder.files("", [".png"])).toEqual(["a.png", "same.png"]);
    put("secret.txt", "1 2");
    symlinkSync(join(root, "secret.txt"), join(root, "set", "labels.txt"));
    await expect(folder.list("")).rejects.toThrow(/labels\.txt: found a link that leaves the data set.*Copy/);
    await expect(folder.text("labels.txt")).rejects.toThrow(/leaves the data set/);
    await expect(folder.text("../secret.txt")).rejects.toThrow(/leaves the data set/);
  });

  it("refuses a name that would be read as an address", async () => {
    put("set/a.rec#bytes=1+2");
    await expect((await opened()).list("")).rejects.toThrow(/a\.rec#bytes=1\+2: .*Rename the file/);
  });

  it("reads lines in UTF-8 with a mark, UTF-16 and Latin 1, whatever their ends", async () => {
    put("set/utf8.txt", "\uFEFFNaïve 1\r\nb\n\nc");
    put("set/utf16.txt", Buffer.from("\uFEFFNaïve 1\r\nb\n\nc", "utf16le"));
    put("set/latin1.txt", Buffer.from("Naïve 1\r\nb\n\nc", "latin1"));
    const folder = await opened();
    for (const name of ["utf8.txt", "utf16.txt", "latin1.txt"]) expect(await linesOf(folder, name)).toEqual(["Naïve 1", "b", "", "c"]);
  });

  it("takes a Latin 1 letter for one wherever it is, and a letter that is cut at 64 KiB for UTF-8", async () => {
    put("set/last.txt", Buffer.from("xyz é", "latin1"));
    put("set/cut.txt", `${"x".repeat(65_535)}é`);
    const folder = await opened();
    expect(await linesOf(folder, "last.txt")).toEqual(["xyz é"]);
    expect((await linesOf(folder, "cut.txt"))[0]?.at(-1)).toBe("é");
  });

  it("gives lines as bytes with their places, and refuses those of a link that leaves it", async () => {
    put("set/numbers.csv", "pixels\r\n0 255\n");
    put("elsewhere.csv", "pixels");
    symlinkSync(join(root, "elsewhere.csv"), join(root, "set", "link.csv"));
    const folder = await opened();
    const read: [number, number, string][] = [];
    for await (const { line, offset, bytes } of folder.byteLines("numbers.csv")) read.push([line, offset, bytes.toString()]);
    expect(read).toEqual([
      [1, 0, "pixels"],
      [2, 8, "0 255"],
    ]);
    await expect(folder.byteLines("link.csv").next()).rejects.toThrow(/leaves the data set/);
  });

  it("counts lines, the last of which need not end", async () => {
    for (const [text, count] of [
      ["", 0],
      ["a", 1],
      ["a\n", 1],
      ["a\r\nb", 2],
      ["\n\n", 2],
    ] as const) {
      put("set/list.txt", text);
      expect(await (await opened()).countLines("list.txt")).toBe(count);
    }
  });

  it("says which line of a text is none", async () => {
    put("set/labels.txt", "a 1\nb\u0000 2\n");
    await expect(linesOf(await opened(), "labels.txt")).rejects.toThrow(/labels\.txt, line 2: found a NUL byte/);
  });

  it("reads stretches of a file, and no further than it goes", async () => {
    put("set/train.rec", "0123456789");
    const file = await (await opened()).open("train.rec");
    expect([file.size, String(await file.read(2, 3)), String(await file.read(8, 100)), String(await file.read(99, 1))]).toEqual([
      10,
      "234",
      "89",
      "",
    ]);
    truncateSync(join(root, "set", "train.rec"), 4);
    await expect(file.read(2, 3)).rejects.toThrow(/train\.rec: found a file that became shorter/);
    await file.close();
  });

  it("reads a small file whole, and no large one", async () => {
    put("set/0_exp.npy", "0123456789");
    const folder = await opened();
    expect(String(await folder.bytes("0_exp.npy", 10))).toBe("0123456789");
    await expect(folder.bytes("0_exp.npy", 9)).rejects.toThrow(/0_exp\.npy: found 10 bytes, expected at most 9/);
    await expect(folder.bytes("1_exp.npy", 9)).rejects.toThrow(/1_exp\.npy: found no such file/);
  });

  it("says what is missing", async () => {
    await expect((await opened()).text("EmoLabel/list.txt")).rejects.toThrow(/EmoLabel.list\.txt: found no such file/);
    await expect(SetFolder.open(join(root, "none"), new AbortController().signal)).rejects.toThrow(/none: found no such folder/);
  });

  it("decodes big-endian UTF-16 too", () => {
    expect(decodeText(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from("aé", "utf16le").swap16()]))).toBe("aé");
  });
});
