// The safetensors format: 8 bytes header length (little endian), a JSON header of name -> { dtype, shape, data_offsets }, then
// the values. A file may come from a stranger, so every number is checked before it is used.
import { promises } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import type { InputError } from "../../errors.ts";
import { type WrittenFile, writeDurably } from "../../project/durable.ts";
import { Budget, largestWeightFile } from "./budget.ts";
import { type ByteSource, bytesSource, readBytes, viewOf } from "./byte-source.ts";
import { byteWidths, elementCount, type NumberFormat, storedTensorOf } from "./number-format.ts";
import { weightFault } from "./weight-fault.ts";

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

/** The format's names of number formats; the eight-bit floats are left out, because no network here is stored in them. */
const formats: Readonly<Record<string, NumberFormat>> = {
  F16: "f16",
  BF16: "bf16",
  F32: "f32",
  F64: "f64",
  I8: "i8",
  I16: "i16",
  I32: "i32",
  I64: "i64",
  U8: "u8",
  U16: "u16",
  U32: "u32",
  BOOL: "bool",
};
/** The format's own limit. */
const headerLimit = 100_000_000;
const lengthBytes = 8;

const Entry = z.object({
  dtype: z.string().refine((dtype) => Object.hasOwn(formats, dtype)),
  shape: z.array(z.int().min(0)).max(8),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
});
const Metadata = z.record(z.string(), z.string());

/** @throws InputError when the file is missing or is not whole, valid safetensors with F32, I64 and U8 tensors */
export async function readSafetensors(path: string): Promise<SafetensorsFile> {
  const name = basename(path);
  const size = await sizeOf(path);
  if (size > largestWeightFile) throw problem(name, `${size} bytes`, `at most ${largestWeightFile}`);
  return parseSafetensors(await promises.readFile(path), name);
}

/** Writes durably; names are sorted, so that equal tensors and metadata give equal bytes. */
export async function writeSafetensors(
  path: string,
  tensors: Record<string, StoredTensor>,
  metadata: Record<string, string> = {},
): Promise<WrittenFile> {
  return writeDurably(path, partsOf(tensors, metadata));
}

/**
 * @param file  name for errors
 * @throws InputError, and nothing else, whatever the bytes are
 */
export function parseSafetensors(bytes: Uint8Array, file: string): SafetensorsFile {
  return readSafetensorsFrom(bytesSource(file, bytes), new Budget(file, bytes.byteLength));
}

/** Floats of other widths become F32, integers I64, truth values U8. @throws InputError, and nothing else */
export function readSafetensorsFrom(source: ByteSource, budget: Budget): SafetensorsFile {
  const { file } = source;
  if (source.size < lengthBytes) throw problem(file, `${source.size} bytes`, "a safetensors file (8 bytes and more)");
  const headerLength = Number(viewOf(readBytes(source, 0, lengthBytes)).getBigUint64(0, true));
  const available = source.size - lengthBytes;
  if (headerLength > Math.min(headerLimit, available)) {
    throw problem(file, `a header length of ${headerLength}`, `at most the ${Math.min(headerLimit, available)} bytes that follow`);
  }
  const header = parseHeader(readBytes(source, lengthBytes, headerLength), file);
  const valuesAt = lengthBytes + headerLength;

  let metadata: Record<string, string> = {};
  const tensors: Record<string, StoredTensor> = Object.create(null);
  for (const [name, value] of Object.entries(header)) {
    if (name === "__metadata__") {
      const parsed = Metadata.safeParse(value);
      if (!parsed.success) throw problem(file, "metadata that is not text", "text by name");
      metadata = parsed.data;
    } else {
      budget.count();
      tensors[name] = readTensor(name, value, source, valuesAt, budget);
    }
  }
  requireWholeCover(header, source.size - valuesAt, file);
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

function readTensor(name: string, value: unknown, source: ByteSource, valuesAt: number, budget: Budget): StoredTensor {
  const { file } = source;
  const entry = Entry.safeParse(value);
  if (!entry.success) {
    throw problem(
      file,
      `tensor "${name}" with an unknown description`,
      `a dtype of ${Object.keys(formats).join(", ")}, a shape and two offsets`,
    );
  }
  const { dtype, shape, data_offsets } = entry.data;
  const [begin, end] = data_offsets;
  const format = formats[dtype]!;
  const wanted = elementCount(shape) * byteWidths[format];
  const available = source.size - valuesAt;
  if (end > available || end - begin !== wanted) {
    throw problem(file, `tensor "${name}" at bytes ${begin} to ${end}`, `${wanted} bytes inside the ${available} that there are`);
  }
  const bytes = budget.allocate(wanted, `tensor "${name}"`);
  source.fill(bytes, valuesAt + begin);
  return storedTensorOf(format, shape, bytes, false, budget, `tensor "${name}"`);
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
  return Uint8Array.from(Buffer.concat(partsOf(tensors, metadata)));
}

/** Header and values, one after the other; the values are views of the tensors. */
function partsOf(tensors: Record<string, StoredTensor>, metadata: Record<string, string>): Uint8Array[] {
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
  const head = new Uint8Array(lengthBytes + headerLength).fill(0x20);
  new DataView(head.buffer).setBigUint64(0, BigInt(headerLength), true);
  head.set(text, lengthBytes);
  const values = names.map((name) => tensors[name]!.values);
  return [head, ...values.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength))];
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await promises.stat(path)).size;
  } catch (cause) {
    throw problem(basename(path), "no readable file", "a weight file", cause);
  }
}

function problem(file: string, found: string, expected: string, cause?: unknown): InputError {
  return weightFault(file, { found, expected, mend: "Take a whole copy of the file, or train again.", cause });
}
