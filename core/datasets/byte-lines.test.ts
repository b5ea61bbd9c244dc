import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteLines } from "./byte-lines.ts";

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function linesOf(bytes: Buffer, size: number, limit = 100): Promise<[number, number, string][]> {
  const lines: [number, number, string][] = [];
  for await (const { line, offset, bytes: text } of byteLines(inChunks(bytes, size), limit, (number) => new Error(`line ${number}`)))
    lines.push([line, offset, text.toString("latin1")]);
  return lines;
}

describe("lines of bytes", () => {
  it("have their place in the file, whatever their ends and wherever the chunks are cut", async () => {
    const bytes = Buffer.from("ab\r\n\nc\r\nlast");
    for (const size of [1, 2, 3, 100])
      expect(await linesOf(bytes, size)).toEqual([
        [1, 0, "ab"],
        [2, 4, ""],
        [3, 5, "c"],
        [4, 8, "last"],
      ]);
  });

  it("are found again at their offsets (property)", async () => {
    const text = fc
      .array(fc.constantFrom("a", "0 1", "\n", "\r\n", ",", '"'), { maxLength: 40 })
      .map((parts) => Buffer.from(parts.join("")));
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (bytes, size) => {
        const lines = await linesOf(bytes, size);
        for (const [, offset, line] of lines) expect(bytes.toString("latin1", offset, offset + line.length)).toBe(line);
        const expected = bytes.toString("latin1").split(/\r?\n/);
        if (expected.at(-1) === "") expected.pop();
        expect(lines.map(([, , line]) => line)).toEqual(expected);
      }),
    );
  });

  it("end at the first that is too long, by its number", async () => {
    await expect(linesOf(Buffer.from(`short\n${"x".repeat(200)}`), 50)).rejects.toThrow("line 2");
  });
});
