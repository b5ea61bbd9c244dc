// Types and shapes of data: numbers, texts and references, which are all that weights, names and MATLAB's cells need.
import type { NumberFormat } from "../number-format.ts";
import type { MetadataReader } from "./hdf5-file.ts";

export type Datatype =
  | { kind: "number"; format: NumberFormat; isBigEndian: boolean; size: number }
  | { kind: "text"; size: number }
  | { kind: "heap text"; size: number }
  | { kind: "reference"; size: number }
  | { kind: "other"; what: string; size: number };

const classNames = ["integer", "float", "time", "text", "bits", "opaque", "compound", "reference", "enumeration", "list", "array"];

export function readDatatype(reader: MetadataReader): Datatype {
  const classAndVersion = reader.uint8();
  const bits = reader.uint8() | (reader.uint8() << 8);
  reader.skip(1);
  const size = reader.uint32();
  const name = classNames[classAndVersion & 0x0f] ?? "unknown";
  const other: Datatype = { kind: "other", what: `${name} of ${size} bytes`, size };
  if (name === "integer") return numberType(integerFormat(size, (bits & 8) !== 0), bits, other);
  if (name === "float") return numberType(floatFormat(reader, size), bits, other);
  if (name === "text") return { kind: "text", size };
  if (name === "reference") return size === 8 && (bits & 0x0f) === 0 ? { kind: "reference", size } : other;
  if (name === "list" && (bits & 0x0f) === 1 && size === 16) return { kind: "heap text", size };
  if (name === "enumeration" && size === 1) return { kind: "number", format: "u8", isBigEndian: false, size }; // h5py's truth values
  return other;
}

/** A shape; null for the null dataspace, which holds nothing. */
export function readDataspace(reader: MetadataReader): number[] | null {
  const version = reader.uint8();
  const rank = reader.uint8();
  reader.skip(1); // flags: sizes it might grow to follow the shape, and do not matter
  const isNull = reader.uint8() === 2 && version === 2;
  if (version === 1) reader.skip(4);
  if (version !== 1 && version !== 2) throw reader.fault(`dataspace version ${version}`, "1 or 2");
  return isNull ? null : Array.from({ length: rank }, () => reader.uint64());
}

function numberType(format: NumberFormat | null, bits: number, other: Datatype): Datatype {
  const isVax = (bits & 0x41) === 0x41;
  return format && !isVax ? { kind: "number", format, isBigEndian: (bits & 1) === 1, size: other.size } : other;
}

function integerFormat(size: number, isSigned: boolean): NumberFormat | null {
  const formats: Record<number, [NumberFormat | null, NumberFormat]> = {
    1: ["u8", "i8"],
    2: ["u16", "i16"],
    4: ["u32", "i32"],
    8: [null, "i64"],
  };
  return formats[size]?.[isSigned ? 1 : 0] ?? null;
}

/** By where the exponent stands: bfloat16 has the size of a half. */
function floatFormat(reader: MetadataReader, size: number): NumberFormat | null {
  reader.skip(4); // offset and precision
  const exponentAt = reader.uint8();
  if (size === 2) return exponentAt === 10 ? "f16" : exponentAt === 7 ? "bf16" : null;
  if (size === 4) return exponentAt === 23 ? "f32" : null;
  return size === 8 && exponentAt === 52 ? "f64" : null;
}
