import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { parseSafetensors, type StoredTensor, serialiseSafetensors } from "./safetensors.ts";

const tensors: Record<string, StoredTensor> = {
  weight: { dtype: "F32", shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) },
  count: { dtype: "I64", shape: [], values: BigInt64Array.of(9n) },
  pixels: { dtype: "U8", shape: [3], values: Uint8Array.of(7, 8, 9) },
};

/** A file with this header text and so many bytes of values. */
function fileOf(header: string, valueBytes: number): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + valueBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const one = (entry: object) => fileOf(JSON.stringify({ weight: entry }), 8);

describe("safetensors", () => {
  it("reads back what it wrote, with the text beside it", () => {
    const file = parseSafetensors(serialiseSafetensors(tensors, { network: "compact" }), "weights.safetensors");
    expect({ ...file.tensors }).toEqual(tensors);
    expect(file.metadata).toEqual({ network: "compact" });
  });

  it("writes the same bytes whatever the order of the tensors, so that a digest names their values", () => {
    const { weight, count, pixels } = tensors;
    expect(serialiseSafetensors({ pixels: pixels!, weight: weight!, count: count! })).toEqual(serialiseSafetensors(tensors));
  });

  it.each([
    ["an empty file", new Uint8Array(0), "0 bytes"],
    ["a header longer than the file", fileOf("{}", 0).fill(0xff, 0, 8), "header length"],
    ["a header that is not JSON", fileOf("<!doctype html>", 0), "not JSON"],
    ["a header that is a list", fileOf("[]", 0), "not an object"],
    ["a type we do not read", one({ dtype: "F8_E4M3", shape: [8], data_offsets: [0, 8] }), '"weight"'],
    ["a shape that needs more bytes", one({ dtype: "F32", shape: [3], data_offsets: [0, 8] }), "12 bytes"],
    ["a shape whose size overflows", one({ dtype: "F32", shape: [2 ** 40, 2 ** 40], data_offsets: [0, 8] }), "bytes inside"],
    ["a negative size", one({ dtype: "F32", shape: [-2], data_offsets: [0, 8] }), '"weight"'],
    ["offsets outside the file", one({ dtype: "F32", shape: [2], data_offsets: [8, 16] }), "bytes 8 to 16"],
    ["bytes that no tensor owns", one({ dtype: "F32", shape: [1], data_offsets: [0, 4] }), "8 bytes of values"],
    ["a gap", one({ dtype: "F32", shape: [1], data_offsets: [4, 8] }), "tensor bytes at 4"],
    ["metadata that is no text", fileOf('{"__metadata__":{"a":1}}', 0), "metadata"],
  ])("refuses %s", (_, bytes, found) => {
    expect(() => parseSafetensors(bytes, "weights.safetensors")).toThrow(InputError);
    expect(() => parseSafetensors(bytes, "weights.safetensors")).toThrow(found);
  });

  it("refuses tensors that share bytes", () => {
    const entry = { dtype: "F32", shape: [2], data_offsets: [0, 8] };
    expect(() => parseSafetensors(fileOf(JSON.stringify({ a: entry, b: entry }), 8), "w")).toThrow("without gap or overlap");
  });

  it("keeps a tensor named __proto__ as an ordinary one", () => {
    const header = '{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}';
    expect(Object.keys(parseSafetensors(fileOf(header, 1), "w").tensors)).toEqual(["__proto__"]);
  });

  it("lets only InputErrors out, whatever the bytes are (seed 1)", () => {
    const whole = serialiseSafetensors(tensors, { network: "compact" });
    const damaged = fc
      .tuple(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }), fc.nat(whole.length))
      .map(([changes, length]) => {
        const bytes = whole.slice();
        for (const [place, value] of changes) bytes[place] = value;
        return bytes.subarray(0, length);
      });
    const withHeader = fc.tuple(fc.json(), fc.nat(64)).map(([header, length]) => fileOf(header, length));
    fc.assert(
      fc.property(fc.oneof(damaged, withHeader, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        try {
          parseSafetensors(bytes, "weights.safetensors");
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
