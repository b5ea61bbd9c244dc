// The safetensors format: 8 bytes header length (little endian), a JSON header of name -> { dtype, shape, data_offsets }, then
// the values. A file may come from a stranger, so every number is checked before it is used.
import { promises } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { InputError } from "../../errors.ts";
import { type WrittenFile, writeDurably } from "../../project/durable.ts";

/** Values in file order; `shape` as stored (PyTorch's layout in our files). */
export type StoredTensor =
  | { dtype: "F32"; shape: number[]; values: Float32Array }
  | { dtype: "I64"; shape: number[]; values: BigInt64Array }
  | { dtype: "U8"; shape: number[]; values: Uint8Array };

export interface SafetensorsFile {
  tensors: Record<string, StoredTensor>;
  /** Free text by name. */
  metadata: Record<string, string>;
}

const bytesOf = { F32: 4, I64: 8, U8: 1 } as const;
/** The format's own limit. */
const headerLimit = 100_000_000;
/** Far above any network here; a header cannot make us hold more. */
const fileLimit = 4 * 2 ** 30;
const lengthBytes = 8;

const Entry = z.object({
  dtype: z.enum(["F32", "I64", "U8"]),
  shape: z.array(z.int().min(0)).max(8),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
});
const Metadata = z.record(z.string(), z.string());

/** @throws InputError when the file is missing or is not whole, valid safetensors with F32, I64 and U8 tensors */
export async function readSafetensors(path: string): Promise<SafetensorsFile> {
  const name = basename(path);
  const size = await sizeOf(path);
  if (size > fileLimit) throw problem(name, `${size} bytes`, `at most ${fileLimit}`);
  return parseSafetensors(await promises.readFile(path), name);
}

/** Writes durably; names are sorted, so that equal tensors and metadata give equal bytes. */
export async function writeSafetensors(
  path: string,
  tensors: Record<string, StoredTensor>,
  metadata: Record<string, string> = {},
): Promise<WrittenFile> {
  return writeDurably(path, serialiseSafetensors(tensors, metadata));
}

/**
 * @param file  name for errors
 * @throws InputError, and nothing else, whatever the bytes are
 */
export function parseSafetensors(bytes: Uint8Array, file: string): SafetensorsFile {
  if (bytes.byteLength < lengthBytes) throw problem(file, `${bytes.byteLength} bytes`, "a safetensors file (8 bytes and more)");
  const headerLength = Number(new DataView(bytes.buffer, bytes.byteOffset, lengthBytes).getBigUint64(0, true));
  const available = bytes.byteLength - lengthBytes;
  if (headerLength > Math.min(headerLimit, available)) {
    throw problem(file, `a header length of ${headerLength}`, `at most the ${Math.min(headerLimit, available)} bytes that follow`);
  }
  const header = parseHeader(bytes.subarray(lengthBytes, lengthBytes + headerLength), file);
  const data = bytes.subarray(lengthBytes + headerLength);

  let metadata: Record<string, string> = {};
  const tensors: Record<string, StoredTensor> = Object.create(null);
  for (const [name, value] of Object.entries(header)) {
    if (name === "__metadata__") {
      const parsed = Metadata.safeParse(value);
      if (!parsed.success) throw problem(file, "metadata that is not text", "text by name");
      metadata = parsed.data;
    } else {
      tensors[name] = readTensor(name, value, data, file);
    }
  }
  requireWholeCover(header, data.byteLength, file);
  return { tensors, metadata };
}

function parseHeader(bytes: Uint8Array, file: string): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw problem(file, "a header that is not JSON", "a JSON object of tensors", cause);
  }
  if (typeof header !== "object" || header === null || Array.isArray(header)) {
    throw problem(file, "a header that is not an object", "a JSON object of tensors");
  }
  return header as Record<string, unknown>;
}

function readTensor(name: string, value: unknown, data: Uint8Array, file: string): StoredTensor {
  const entry = Entry.safeParse(value);
  if (!entry.success) throw problem(file, `tensor "${name}" with an unknown description`, "dtype F32, I64 or U8, a shape and two offsets");
  const { dtype, shape, data_offsets } = entry.data;
  const [begin, end] = data_offsets;
  const elements = shape.reduce((product, size) => product * size, 1);
  const wanted = elements * bytesOf[dtype];
  if (end > data.byteLength || end - begin !== wanted) {
    throw problem(file, `tensor "${name}" at bytes ${begin} to ${end}`, `${wanted} bytes inside the ${data.byteLength} that there are`);
  }
  const copy = new Uint8Array(data.subarray(begin, end)).buffer; // aligned; `slice` of a Node Buffer would be a view
  if (dtype === "F32") return { dtype, shape, values: new Float32Array(copy) };
  if (dtype === "I64") return { dtype, shape, values: new BigInt64Array(copy) };
  return { dtype, shape, values: new Uint8Array(copy) };
}

/** The format allows neither gaps nor overlaps nor bytes after the last tensor; a cut file shows here at the latest. */
function requireWholeCover(header: Record<string, unknown>, dataBytes: number, file: string): void {
  const ranges = Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(([, value]) => Entry.parse(value).data_offsets)
    .filter(([begin, end]) => end > begin)
    .sort((a, b) => a[0] - b[0]);
  let position = 0;
  for (const [begin, end] of ranges) {
    if (begin !== position) throw problem(file, `tensor bytes at ${begin}`, `them to follow at ${position}, without gap or overlap`);
    position = end;
  }
  if (position !== dataBytes) throw problem(file, `${dataBytes} bytes of values`, `${position}, as the header says`);
}

/** The bytes of a file. */
export function serialiseSafetensors(tensors: Record<string, StoredTensor>, metadata: Record<string, string> = {}): Uint8Array {
  const names = Object.keys(tensors).sort();
  const header: Record<string, unknown> = {};
  if (Object.keys(metadata).length > 0) {
    header.__metadata__ = Object.fromEntries(Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  let position = 0;
  for (const name of names) {
    const { dtype, shape, values } = tensors[name]!;
    header[name] = { dtype, shape, data_offsets: [position, position + values.byteLength] };
    position += values.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(text.byteLength / 8) * 8; // padded with spaces, so that values are aligned
  const bytes = new Uint8Array(lengthBytes + headerLength + position).fill(0x20, 0, lengthBytes + headerLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.set(text, lengthBytes);
  let offset = lengthBytes + headerLength;
  for (const name of names) {
    const { values } = tensors[name]!;
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return bytes;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await promises.stat(path)).size;
  } catch (cause) {
    throw problem(basename(path), "no readable file", "a weight file", cause);
  }
}

function problem(file: string, found: string, expected: string, cause?: unknown): InputError {
  return new InputError({ file, found, expected, mend: "Take a whole copy of the file, or train again." }, { cause });
}
