// Numbers as files store them, and the three types that we keep: floats of any width become float32, integers int64, bytes and
// truth values uint8. Float32 in this machine's order is taken over without a copy.
import type { Budget } from "./budget.ts";
import { viewOf } from "./byte-source.ts";
import type { StoredTensor } from "./safetensors.ts";

export type NumberFormat = "f16" | "bf16" | "f32" | "f64" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "bool";

export const byteWidths: Readonly<Record<NumberFormat, 1 | 2 | 4 | 8>> = {
  f16: 2,
  bf16: 2,
  f32: 4,
  f64: 8,
  i8: 1,
  i16: 2,
  i32: 4,
  i64: 8,
  u8: 1,
  u16: 2,
  u32: 4,
  bool: 1,
};

/** Elements of a shape; Infinity where the product is more than any file holds. */
export function elementCount(shape: readonly number[]): number {
  const count = shape.reduce((product, size) => product * size, 1);
  return Number.isSafeInteger(count) ? count : Number.POSITIVE_INFINITY;
}

/**
 * The tensor of raw bytes, which become its own: the caller lets go of them.
 *
 * @param bytes  as many as shape and format need
 */
export function storedTensorOf(
  format: NumberFormat,
  shape: number[],
  bytes: Uint8Array<ArrayBuffer>,
  isBigEndian: boolean,
  budget: Budget,
  place: string,
): StoredTensor {
  const count = elementCount(shape);
  if (isBigEndian) swapBytes(bytes, byteWidths[format]);
  if (format === "u8" || format === "bool") return { dtype: "U8", shape, values: bytes };
  if (format === "f32") return { dtype: "F32", shape, values: float32Over(bytes, count, budget, place) };
  if (format === "f64" || format === "f16" || format === "bf16") {
    const values = new Float32Array(budget.allocate(count * 4, place).buffer);
    widen(format, viewOf(bytes), values);
    return { dtype: "F32", shape, values };
  }
  const values = new BigInt64Array(budget.allocate(count * 8, place).buffer);
  widenIntegers(format, viewOf(bytes), values);
  return { dtype: "I64", shape, values };
}

/** A view where the bytes lie at a multiple of four (fresh memory always does), else a copy. */
function float32Over(bytes: Uint8Array<ArrayBuffer>, count: number, budget: Budget, place: string): Float32Array {
  if (bytes.byteOffset % 4 === 0) return new Float32Array(bytes.buffer, bytes.byteOffset, count);
  const aligned = budget.allocate(count * 4, place);
  aligned.set(bytes);
  return new Float32Array(aligned.buffer);
}

function widen(format: "f16" | "bf16" | "f64", from: DataView, to: Float32Array): void {
  const bits = new Uint32Array(to.buffer);
  for (let index = 0; index < to.length; index += 1) {
    if (format === "f64") to[index] = from.getFloat64(index * 8, true);
    else if (format === "bf16") bits[index] = from.getUint16(index * 2, true) << 16;
    else to[index] = halfToNumber(from.getUint16(index * 2, true));
  }
}

/** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
function halfToNumber(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

type IntegerFormat = Exclude<NumberFormat, "f16" | "bf16" | "f32" | "f64" | "u8" | "bool">;

function widenIntegers(format: IntegerFormat, from: DataView, to: BigInt64Array): void {
  const read: Record<IntegerFormat, (index: number) => bigint> = {
    i8: (index) => BigInt(from.getInt8(index)),
    i16: (index) => BigInt(from.getInt16(index * 2, true)),
    i32: (index) => BigInt(from.getInt32(index * 4, true)),
    i64: (index) => from.getBigInt64(index * 8, true),
    u16: (index) => BigInt(from.getUint16(index * 2, true)),
    u32: (index) => BigInt(from.getUint32(index * 4, true)),
  };
  for (let index = 0; index < to.length; index += 1) to[index] = read[format](index);
}

function swapBytes(bytes: Uint8Array<ArrayBuffer>, width: 1 | 2 | 4 | 8): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (width === 2) buffer.swap16();
  if (width === 4) buffer.swap32();
  if (width === 8) buffer.swap64();
}
